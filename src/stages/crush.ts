import { readGutter, thinGutter } from '../../crushers/code/gutter.ts'
import type { Hint } from '../../crushers/types.ts'
import { lossText, marker, handleOf, markersIn } from '../ccr/marker.ts'
import { retrieveToolName } from '../ccr/tool.ts'
import type { Decide } from '../decisions.ts'
import type { Emission, Original, Outcome, Reason, Status } from '../emission.ts'
import type { PartInfo, ResolvedOptions } from '../options.ts'
import { ingestPolicy, sessionPolicy } from '../policy.ts'
import { firstOf, lastOf } from '../text.ts'
import type { Call, Message, Part } from '../transcript.ts'
import { reference } from './reference.ts'
import type { IsShown, Sightings } from './repeats.ts'
import { detectContentType, type RoutedType } from './route.ts'
import { hintOfCall } from './routing/hint.ts'
import { crushSegments, type CrushedText } from './segments.ts'
import { cleanTerminal } from './terminal.ts'

/** What the crushing of a part may look at: the part, its call, and what the context before it shows. */
export interface PartContext {
  readonly options: ResolvedOptions
  readonly message: Message
  readonly part: Part
  readonly call: Call | undefined
  /** Whether originals may be taken out. */
  readonly lossy: boolean
  readonly sightings: Sightings
  readonly isShown: IsShown
  readonly isOurs: (handle: string) => boolean
  /** Where crushers may be asked that take their time. */
  readonly decide?: Decide
}

export interface CrushedPart {
  readonly text: string
  readonly outcome: Outcome
  readonly originals: readonly Original[]
}

/** How the model will recognise an earlier output: by its path, else by its call. */
export function labelOf(call: Call | undefined, hint: Hint): string {
  const label = hint.path ?? (call ? `${call.name} ${hint.command ?? call.arguments}` : 'output')
  const line = label.replace(/[\s[\]|]+/g, ' ').trim()
  return shortened(line, sessionPolicy.label, hint.path !== undefined)
}

/** A path is known by its end, a call by its beginning. */
function shortened(label: string, length: number, isPath: boolean): string {
  if (label.length <= length) return label
  return isPath ? `…${lastOf(label, length - 1)}` : `${firstOf(label, length - 1)}…`
}

/** A view of a file, told by the call or by its gutter. */
export const isView = (text: string, hint: Hint): boolean =>
  hint.fileView === true || readGutter(text) !== undefined

export const hintOf = (call: Call | undefined): Hint => (call ? hintOfCall(call.name, call.arguments) : {})

/** Crushes one part of a message that appears for the first time. Only what tools printed is ever changed here. */
export function crushPart(context: PartContext): CrushedPart {
  const { part, options, call } = context
  const before = options.tokenizer.count(part.text)
  const keep = (reason: Reason, type: RoutedType = 'other'): CrushedPart => ({
    text: part.text,
    outcome: { ...blank(part), type, reason, before, after: before },
    originals: [],
  })
  if (part.kind !== 'output')
    return keep(part.kind === 'image' || part.kind === 'sealed' ? 'sealed' : 'not_output')
  if (call?.name === retrieveToolName) return wholeRepeat(context, before) ?? keep('retrieved')
  if (markersIn(part.text).some(found => context.isOurs(found.handle))) return keep('marked')
  const hint = hintOf(call)
  const asked = options.policy(infoOf(part, context.message, call, hint))
  if (asked === 'verbatim') return keep('policy')
  const repeat = wholeRepeat(context, before)
  if (repeat) return repeat
  // Agents edit files by exact match: what a view shows stays as it is, only numbers and repeats go.
  const view = isView(part.text, hint)
  const cleaned = context.lossy && !view ? cleanTerminal(part.text) : part.text
  const levels = asked === undefined ? ingestPolicy : { small: asked, large: asked }
  const crushed = settled(cleaned, text =>
    isView(text, hint)
      ? thinned(text, hint)
      : crushSegments(text, {
          options,
          hint,
          levels,
          lossy: context.lossy,
          count: options.tokenizer.count,
          ...(context.decide === undefined ? {} : { decide: context.decide }),
        }),
  )
  // Repeats are sought in both spellings: a host that hands back what it was sent shows the crushed one.
  const spellings = !context.lossy
    ? []
    : crushed.lossless && crushed.text !== cleaned && !view
      ? [cleaned, crushed.text]
      : [cleaned]
  const repeats = spellings.flatMap(text => repeatedLines(context, text, cleaned, view) ?? [])
  const best = [crushed, ...repeats].sort(
    (a, b) => options.tokenizer.count(a.text) - options.tokenizer.count(b.text),
  )[0]
  const repeated = repeats.find(candidate => candidate === best)
  const text = best?.text ?? cleaned
  const after = options.tokenizer.count(text)
  const saved = before - after
  if (text === part.text || (saved < sessionPolicy.leastSaved && cleaned === part.text) || saved < 0)
    return keep('declined', crushed?.type ?? 'other')
  const origin = originOf(context.message, call)
  // Cleaning leaves no marker, so the raw text is stored and named in the report.
  const raw: Original[] =
    cleaned === part.text
      ? []
      : [
          {
            ...origin,
            handle: handleOf(part.text),
            content: part.text,
            kind: 'text',
            contentType: 'terminal',
          },
        ]
  return {
    text,
    outcome: {
      ...blank(part),
      type: crushed?.type ?? 'other',
      status: repeated ? 'referenced' : 'crushed',
      reason:
        text === cleaned
          ? 'cleaned'
          : repeated
            ? 'repeated'
            : best === undefined || best.losses.length === 0
              ? 'lossless'
              : 'selected',
      before,
      after,
      losses: best?.losses ?? [],
      handles: [...raw, ...markersIn(text)].map(found => found.handle),
      refersTo: repeated?.refersTo ?? [],
    },
    originals: [...raw, ...(best?.originals ?? []).map(original => ({ ...origin, ...original }))],
  }
}

const blank = (part: Part): Outcome => ({
  path: part.path,
  kind: part.kind,
  type: 'other',
  status: 'kept' as Status,
  reason: 'declined',
  before: 0,
  after: 0,
  losses: [],
  handles: [],
  refersTo: [],
})

const infoOf = (part: Part, message: Message, call: Call | undefined, hint: Hint): PartInfo => ({
  role: message.role,
  kind: part.kind as PartInfo['kind'],
  text: part.text,
  ...(call ? { tool: call.name } : {}),
  ...(hint.path === undefined ? {} : { path: hint.path }),
  ...(hint.command === undefined ? {} : { command: hint.command }),
})

export const originOf = (message: Message, call: Call | undefined): { origin: Original['origin'] } => ({
  origin: { role: message.role, ...(call ? { tool: call.name, callId: call.id } : {}) },
})

/** A text that an earlier message shows whole becomes a pointer at it. */
function wholeRepeat(context: PartContext, before: number): CrushedPart | undefined {
  const { part, options } = context
  if (!context.lossy) return undefined
  const copy = context.sightings.wholeCopy(part.text, context.isShown)
  if (copy === undefined) return undefined
  const handle = handleOf(part.text)
  const text = marker(
    handle,
    `same as ${shortened(copy.label, sessionPolicy.markerLabel, hintOf(context.call).path !== undefined)}`,
  )
  const after = options.tokenizer.count(text)
  if (before - after < sessionPolicy.leastSaved) return undefined
  return {
    text,
    outcome: {
      ...blank(part),
      status: 'referenced',
      reason: 'repeated',
      before,
      after,
      losses: [{ kind: 'deduplicated', unit: 'outputs', kept: 0, total: 1 }],
      handles: [handle],
      refersTo: [copy.entry],
    },
    originals: [
      {
        ...originOf(context.message, context.call),
        handle,
        content: part.text,
        kind: 'text',
        contentType: 'other',
      },
    ],
  }
}

/** A view of a file: its gutter on every tenth line, its lines as they are. */
function thinned(text: string, hint: Hint): CrushedText {
  const type = hint.path === undefined ? 'code' : detectContentType(text, hint).type
  return { text: thinGutter(text) ?? text, type, lossless: true, losses: [], originals: [] }
}

/**
 * Crushes until nothing changes any more, so that a text which comes back as input stays as it was sent. A text that
 * would not come to rest without loss stays uncrushed.
 */
function settled(text: string, crush: (text: string) => CrushedText): CrushedText {
  const first = crush(text)
  let current = first
  for (let pass = 0; pass < sessionPolicy.crushPasses; pass++) {
    if (!current.lossless || current.text === text) return current
    const again = crush(current.text)
    if (again.text === current.text) return { ...current, type: first.type }
    if (!again.lossless) break
    current = again
  }
  return { ...first, text, lossless: true, losses: [], originals: [] }
}

type Referenced = CrushedText & { readonly refersTo: readonly number[] }

/** Runs of lines that earlier messages show become lines that say where; the rest stands as it is. */
function repeatedLines(
  context: PartContext,
  text: string,
  source: string,
  view: boolean,
): Referenced | undefined {
  const runs = context.sightings.runs(text, context.isShown)
  if (runs.length === 0) return undefined
  const { pieces, hidden, total } = reference(text, runs)
  // Each run that is shown keeps a gutter of its own, so that the reader can count from its first line.
  const body = pieces
    .map(piece => (piece.shown ? (thinGutter(piece.text) ?? piece.text) : piece.text))
    .join('\n')
  const losses = [{ kind: 'deduplicated', unit: 'lines', kept: total - hidden, total }] as const
  const handle = handleOf(source)
  return {
    text: `${body}\n${marker(handle, lossText(losses, context.options.tokenizer.count(source)))}`,
    type: view ? 'code' : 'other',
    lossless: false,
    losses,
    originals: [{ handle, content: source, kind: 'text', contentType: 'other' }],
    refersTo: [...new Set(runs.map(run => run.entry))],
  }
}

/** Registers what an emitted message shows, so that later messages can point at it. */
export function addSightings(
  sightings: Sightings,
  message: Message,
  entry: number,
  emission: Emission,
  texts: readonly string[],
  callOf: (id: string) => Call | undefined,
): void {
  for (const [index, part] of message.parts.entries()) {
    const text = texts[index] ?? ''
    const outcome = emission.outcomes[index]
    // What carries a marker of ours may be a mere sample: nothing is taken for shown on its account.
    if (text === '' || outcome === undefined || emission.dropped || outcome.reason === 'marked') continue
    const call = part.callId === undefined ? undefined : callOf(part.callId)
    const hint = hintOf(call)
    if (part.kind === 'output') {
      const whole = outcome.status === 'kept' || outcome.reason === 'lossless'
      if (whole) sightings.addWhole(part.text, entry, labelOf(call, hint), emission)
      // What was encoded without loss is shown, if in another notation.
      sightings.addLines(text, entry, labelOf(call, hint), emission)
      if (whole && text !== part.text && !isView(part.text, hint))
        sightings.addLines(part.text, entry, labelOf(call, hint), emission)
    } else if (part.kind === 'arguments' && call) {
      for (const value of longStrings(text))
        sightings.addLines(value, entry, `${call.name} call on ${labelOf(call, hint)}`, emission)
    }
  }
}

/** String values of call arguments that have lines of their own: files that were written, edits. */
function longStrings(argumentsText: string): string[] {
  if (!argumentsText.includes('\\n')) return []
  const found: string[] = []
  try {
    JSON.parse(argumentsText, (_, value: unknown) => {
      if (typeof value === 'string' && value.includes('\n')) found.push(value)
      return value
    })
  } catch {
    return []
  }
  return found
}
