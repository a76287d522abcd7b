import { firstOf, lastOf } from '../../src/text.ts'
import { logsCrusher, templates } from '../logs/index.ts'
import { speaksOfFailure } from '../selection/failures.ts'
import { evenSpread } from '../selection/spread.ts'
import {
  ATTEMPTS,
  BLOCK_LINES,
  CHUNK_CHARACTERS,
  FAILURE_SHARE,
  FEWEST_LINES,
  GAP_CHARACTERS,
  HEAD_SHARE,
  LINE_CHARACTERS,
  LINE_ENDS,
  LINES_PER_SHAPE,
  TAIL_SHARE,
} from './policy.ts'
import type { Crushed, CrushContext, Crusher, Loss } from '../types.ts'

/** What is chosen from: lines, or stretches of a long one. */
interface Units {
  readonly texts: readonly string[]
  readonly separator: string
  readonly unit: 'lines' | 'characters'
}

/**
 * For text that no other crusher knows: its first and last lines, those that speak of failure, and an even spread of
 * the rest, with a note in each gap. Where a reader will look in such text cannot be guessed (use is flat from its first
 * tenth to its last), so that no part of it is left out entirely.
 */
export const linesCrusher: Crusher = {
  name: 'lines',
  version: 1,
  sniff: () => 0,
  crush(text: string, context: CrushContext): Crushed | undefined {
    if (context.level === 'lossless') return undefined
    const tokens = context.count(text)
    if (tokens <= context.target) return undefined
    const units = unitsOf(text)
    const shapes = units.unit === 'lines' && repeatsShapes(units.texts) ? shapesOf(text, context) : undefined
    if (shapes) return shapes
    let room = (context.target * text.length) / tokens
    let smallest: Crushed | undefined
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const crushed = rendered(text, units, chosen(units, Math.floor(room)))
      const after = context.count(crushed.text)
      if (smallest === undefined || after < context.count(smallest.text)) smallest = crushed
      if (after <= context.target) break
      room *= (context.target / after) * 0.95
    }
    return smallest && context.count(smallest.text) < tokens ? smallest : undefined
  },
}

/** Lines that repeat a few shapes are told best by those shapes and their counts, whatever printed them. */
function repeatsShapes(lines: readonly string[]): boolean {
  return templates(lines).templates.length * LINES_PER_SHAPE <= lines.length
}

function shapesOf(text: string, context: CrushContext): Crushed | undefined {
  const crushed = logsCrusher.crush(text, { ...context, level: 'select' })
  return crushed && context.count(crushed.text) <= context.target ? crushed : undefined
}

function unitsOf(text: string): Units {
  const lines = text.split('\n')
  if (lines.length >= FEWEST_LINES && text.length / lines.length < LINE_CHARACTERS)
    return { texts: lines, separator: '\n', unit: 'lines' }
  return { texts: chunksOf(text), separator: '', unit: 'characters' }
}

/** Stretches of a text that end between words, where it has any. */
function chunksOf(text: string): string[] {
  const chunks: string[] = []
  for (let start = 0; start < text.length; ) {
    const longest = firstOf(text.slice(start, start + CHUNK_CHARACTERS), CHUNK_CHARACTERS)
    const isLast = start + longest.length >= text.length
    const cut = isLast
      ? -1
      : Math.max(longest.lastIndexOf(' '), longest.lastIndexOf(','), longest.lastIndexOf('\n'))
    const chunk = cut > CHUNK_CHARACTERS / 2 ? longest.slice(0, cut + 1) : longest
    chunks.push(chunk)
    start += Math.max(1, chunk.length)
  }
  return chunks
}

/** Which units are shown, about `room` characters of them. */
function chosen({ texts, unit }: Units, room: number): ReadonlySet<number> {
  const kept = new Set<number>()
  let left = room
  const width = (index: number): number => Math.min(LINE_ENDS, texts[index]?.length ?? 0) + 1
  const take = (indices: Iterable<number>, most: number): void => {
    let spent = 0
    for (const index of indices) {
      if (kept.has(index)) continue
      if (spent + width(index) > most) return
      kept.add(index)
      spent += width(index)
      left -= width(index)
    }
  }
  take(texts.keys(), room * HEAD_SHARE)
  take(descending(texts.length), room * TAIL_SHARE)
  if (unit === 'lines') {
    const failing = [...texts.keys()].filter(index =>
      speaksOfFailure(firstOf(texts[index] ?? '', LINE_CHARACTERS)),
    )
    const distinct = new Set<string>()
    const first = failing.filter(index => {
      const shape = (texts[index] ?? '').replace(/\d+/g, '0')
      return !distinct.has(shape) && distinct.add(shape)
    })
    take(first, room * FAILURE_SHARE)
  }
  const average = texts.reduce((sum, _, index) => sum + width(index), 0) / Math.max(1, texts.length)
  const block = average * BLOCK_LINES + GAP_CHARACTERS
  const starts = evenSpread(texts.length, kept, Math.max(0, Math.floor(left / block)))
  for (const start of starts)
    take(
      Array.from({ length: BLOCK_LINES }, (_, offset) => start + offset).filter(
        index => index < texts.length,
      ),
      Math.max(0, left),
    )
  return kept
}

function* descending(length: number): Generator<number> {
  for (let index = length - 1; index >= 0; index--) yield index
}

function rendered(text: string, { texts, separator, unit }: Units, kept: ReadonlySet<number>): Crushed {
  const pieces: string[] = []
  let shown = 0
  for (let index = 0; index < texts.length; ) {
    const unitText = texts[index] ?? ''
    if (kept.has(index)) {
      const line = unit === 'lines' ? shortened(unitText) : unitText
      pieces.push(line)
      shown += unit === 'lines' ? 1 : line.length
      index++
      continue
    }
    let end = index
    let characters = 0
    while (end < texts.length && !kept.has(end)) characters += texts[end++]?.length ?? 0
    pieces.push(unit === 'lines' ? `[… ${end - index} lines]` : `[… ${characters} characters]`)
    index = end
  }
  const total = unit === 'lines' ? texts.length : text.length
  const losses: Loss[] = [{ kind: 'omitted', unit, kept: shown, total }]
  return { text: pieces.join(separator), lossless: false, losses }
}

/** A line too long to show whole, by its two ends. */
function shortened(line: string): string {
  if (line.length <= LINE_CHARACTERS) return line
  const head = firstOf(line, (LINE_ENDS * 2) / 3)
  const tail = lastOf(line, LINE_ENDS / 3)
  return `${head}[… ${line.length - head.length - tail.length} characters]${tail}`
}
