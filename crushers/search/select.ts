/** The lossy levels: files with their counts, as many as there is room for, and hits. */
import { Drawn } from '../drawn.ts'
import { sharedDirectory } from '../listing/folding.ts'
import type { CrushContext, Crushed, Loss } from '../types.ts'
import { countsOf, isCountSelection, selectCounts } from './counts.ts'
import { longestOf, sharedWord } from './cut.ts'
import { type FileHits, filesOf, placesOf } from './files.ts'
import { foldedInto, type Folders, foldersOf, lengthOf } from './folders.ts'
import { COLON, type Hits } from './hits.ts'
import { type Others, othersOf } from './others.ts'
import {
  ALIKE_SHARE,
  ATTEMPTS,
  CHARACTERS_PER_TOKEN,
  FOLDERS_PART,
  FOLDERS_PART_OF_OUTLINE,
  FULL,
  HITS_PART,
  MARKER_TOKENS,
  NAMES_ALONE_PART,
  NAMES_PART,
  OTHERS_PART,
} from './policy.ts'
import { besideMatches, byCount, ranked } from './rank.ts'
import { compose, COUNTED, headLines, NAMED, type Plan } from './selection.ts'
import { Showing } from './showing.ts'

const summary = /^… \d+ (?:hits|lines of hits) in \d+ files?, \d+ shown/

/** Made by `selectHits`: such a text is not crushed again. */
export const isSelection = (text: string): boolean =>
  summary.test(text.slice(0, 100)) || isCountSelection(text)

/** The names of all files with their counts, if they take no more than so many tokens. */
function allNamed(
  plan: Plan,
  folders: Folders,
  context: CrushContext,
): { readonly plan: Plan; readonly tokens: number } | undefined {
  const { files } = plan
  const states = new Uint8Array(files.length).fill(NAMED)
  let length = folders.folders.reduce((sum, folder) => sum + folder.path.length * (1 - folder.files), 0)
  for (const { path } of files) length += path.length
  const { target } = context
  const most = target * (context.level === 'outline' ? 1 : NAMES_PART)
  const under = sharedDirectory(folders.folders.map(folder => folder.path))
  const plans: readonly (readonly [named: Plan, most: number])[] = [
    [{ ...plan, ranges: true }, most],
    [{ ...plan, ranges: false }, most],
    [{ ...plan, ranges: false, under }, target * NAMES_ALONE_PART],
  ]
  for (const [named, most] of plans) {
    if (length > most * MOST_CHARACTERS_PER_TOKEN) continue
    const tokens = context.count(compose(named, { folders, states, shown: new Map() }))
    if (tokens <= most) return { plan: named, tokens }
  }
  return undefined
}

/** No text of names has more. */
const MOST_CHARACTERS_PER_TOKEN = 8

/** Hits in the order in which they should be shown, then the context beside them. */
function* inTurn(hits: Hits, files: readonly FileHits[], order: Iterable<number>): Generator<number> {
  yield* order
  if (files.some(file => file.context > 0)) yield* besideMatches(hits)
}

/** Shows what fits in so many characters: hits and names, each at least its part, then what else there is room for. */
type Show = (characters: number) => Showing

function showerOf(
  plan: Plan,
  folders: Folders,
  order: Iterable<number>,
  isNamed: boolean,
  foldersPart: number,
): Show {
  const { hits, files, under, longest } = plan
  const places = placesOf(hits, files)
  const candidates = new Drawn(inTurn(hits, files, order))
  if (isNamed)
    return characters => {
      const showing = new Showing(hits, files, places, folders, longest, NAMED)
      showing.showHits(candidates, showing.showHits(candidates, characters))
      return showing
    }
  const names = new Drawn(byCount(files))
  const head = headLines(plan, 0, 0).join('\n').length
  return characters => {
    const folded = foldedInto(folders, under, characters * foldersPart)
    const showing = new Showing(hits, files, places, folded, longest, COUNTED)
    const room = characters - head - lengthOf(folded, under)
    const part = room * HITS_PART
    const left = showing.nameFiles(names, room - part + showing.showHits(candidates, part))
    showing.showHits(candidates, left)
    return showing
  }
}

export function selectHits(hits: Hits, context: CrushContext, before: number): Crushed | undefined {
  const { target } = context
  const isOutline = context.level === 'outline'
  const counted = countsOf(hits)
  if (counted !== undefined) return selectCounts(counted, context, before)
  const files = filesOf(hits)
  const others = othersOf(hits, target * CHARACTERS_PER_TOKEN * OTHERS_PART)
  if (others.count > hits.found) return undefined
  const folders = foldersOf(files)
  const total = files.reduce((sum, file) => sum + file.hits.length, 0)
  const { order, different } = isOutline ? { order: [], different: total } : ranked(hits, files)
  const base: Plan = {
    hits,
    files,
    others: others.lines,
    ranges: false,
    under: '',
    longest: longestOf(hits, files, target * CHARACTERS_PER_TOKEN),
    needle: sharedWord(hits, files),
    different: different > total * (1 - ALIKE_SHARE) ? 0 : different,
  }
  const named = allNamed(base, folders, context)
  const plan = named?.plan ?? { ...base, under: sharedDirectory(folders.folders.map(folder => folder.path)) }
  const fixed = named?.tokens ?? 0
  const foldersPart = isOutline ? FOLDERS_PART_OF_OUTLINE : FOLDERS_PART
  const show = showerOf(plan, folders, order, named !== undefined, foldersPart)
  let characters = (target - fixed) * CHARACTERS_PER_TOKEN
  let best: { text: string; tokens: number; showing: Showing } | undefined
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const showing = show(characters)
    const text = compose(plan, showing)
    const tokens = context.count(text)
    if (
      best === undefined ||
      (best.tokens > target ? tokens < best.tokens : tokens <= target && tokens > best.tokens)
    )
      best = { text, tokens, showing }
    if (tokens <= target && (tokens >= target * FULL || showing.isAll)) break
    const used = (target - fixed) / Math.max(1, tokens - fixed)
    characters *= tokens > target ? Math.max(0.1, Math.min(0.9, used * 0.98)) : Math.min(2, used * 0.98)
  }
  if (best === undefined || best.tokens + MARKER_TOKENS >= before) return undefined
  return {
    text: best.text,
    lossless: false,
    losses: lossesOf(plan, best.showing, others, hits.found - total),
  }
}

function lossesOf({ hits, files }: Plan, { shown }: Showing, others: Others, beside: number): Loss[] {
  const total = files.reduce((sum, file) => sum + file.hits.length, 0)
  let kept = 0
  let context = 0
  for (const [file, lines] of shown)
    for (const line of lines)
      if (hits.signs[line] === COLON || (files[file] as FileHits).context === 0) kept++
      else context++
  const losses: Loss[] = [{ kind: 'omitted', unit: 'hits', kept, total }]
  if (beside > context) losses.push({ kind: 'omitted', unit: 'context lines', kept: context, total: beside })
  if (others.count > others.shown)
    losses.push({ kind: 'omitted', unit: 'other lines', kept: others.shown, total: others.count })
  return losses
}
