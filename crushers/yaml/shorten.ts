import { wholeCharacters } from '../selection/pieces.ts'
import { failureAt } from '../selection/failures.ts'
import type { Edit } from './collapse.ts'
import { FAILURE_CHARACTERS, LONG_SCALAR_KEPT } from './policy.ts'
import type { YamlTape } from './scan.ts'

export interface Shortened {
  readonly edit: Edit
  readonly kept: number
  readonly total: number
}

/**
 * The beginning of a long scalar, and where it speaks of failure, with the number of characters that are missing: a
 * scalar of the same style. Nothing where it must stay as it is.
 */
export function shortenScalar(tape: YamlTape, node: number, room: number): Shortened | undefined {
  const from = tape.valueFrom[node] ?? -1
  if (from < 0) return undefined
  const { text } = tape
  let to = tape.end[node] ?? 0
  while (to > from && /\s/.test(text[to - 1] ?? '')) to--
  const kept = Math.max(LONG_SCALAR_KEPT, Math.floor(room))
  const total = to - from
  // What tells that something is missing costs some characters itself.
  if (total <= kept + 2 * FAILURE_CHARACTERS) return undefined
  const first = text[from] ?? ''
  if (first === '|' || first === '>') return shortenBlock(text, from, to, kept)
  const isQuoted = first === '"' || first === "'"
  if (isQuoted ? text[to - 1] !== first : '{[*&!'.includes(first)) return undefined
  const close = isQuoted ? first : ''
  const inner = text.slice(from + close.length, to - close.length)
  const head = safeEnd(firstLine(wholeCharacters(inner.slice(0, kept))), first)
  const failure = failureAt(inner)
  const piece = failure < head.length ? '' : safeEnd(plainPiece(inner, failure), first)
  const missing = inner.length - head.length - piece.length
  const end = piece === '' ? '' : ` … ${piece} …`
  const edit = { from, to, text: `${close}${head}… ${missing} characters left out${end}${close}` }
  // A comment behind a plain scalar, or a piece that would begin one, is not told from the scalar.
  if (!isQuoted && /:(?:\s|$)|\s#/.test(edit.text)) return undefined
  return { edit, kept: head.length + piece.length, total }
}

const firstLine = (text: string): string => (text.split('\n', 1)[0] ?? '').trimEnd()

/** The words around a failure, as far as its line goes. */
function plainPiece(inner: string, at: number): string {
  const lineFrom = inner.lastIndexOf('\n', at) + 1
  const from = Math.max(lineFrom, at - FAILURE_CHARACTERS / 3)
  return firstLine(wholeCharacters(inner.slice(from, at + FAILURE_CHARACTERS))).trim()
}

/** Without an escape that a cut has halved: of quoted scalars everything from the first escape on goes where it is near. */
function safeEnd(piece: string, quote: string): string {
  if (quote === '"') {
    const escape = piece.lastIndexOf('\\')
    const whole = escape >= piece.length - 10 && escape >= 0 ? piece.slice(0, escape) : piece
    return whole.replace(/\\+$/, '').replace(/^[^\\]?"/, '')
  }
  return quote === "'" ? piece.replace(/'+$/, '').replace(/^'+/, '') : piece
}

function shortenBlock(text: string, from: number, to: number, kept: number): Shortened | undefined {
  const head = text.indexOf('\n', from) + 1
  if (head === 0 || head >= to) return undefined
  const inner = text.slice(head, to)
  const indentation = /^[ \n]*?( *)\S/.exec(inner)?.[1] ?? ''
  const cut = wholeCharacters(inner.slice(0, kept)).replace(/\s+\S*$/, '')
  const failure = failureAt(inner)
  const piece = failure < cut.length ? '' : plainPiece(inner, failure)
  const missing = inner.length - cut.length - piece.length
  const lines = [cut, `${indentation}… ${missing} characters left out`]
  if (piece !== '') lines.push(`${indentation}… ${piece}`)
  return {
    edit: { from: head, to, text: lines.join('\n') },
    kept: cut.length + piece.length,
    total: to - from,
  }
}
