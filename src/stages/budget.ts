import { lossText, handleOf, marker, markersIn } from '../ccr/marker.ts'
import type { Emission, Original, Outcome, Reason, Status } from '../emission.ts'
import type { Format } from '../formats/format.ts'
import { type Note, boundNote } from '../ledger/note.ts'
import { groupLine, renderGroup } from '../ledger/rendering.ts'
import { type Json, parseJson } from '../json.ts'
import { valueAt } from '../formats/patch.ts'
import { measureMessage } from '../measure.ts'
import type { ResolvedOptions } from '../options.ts'
import { giantPolicy, sessionPolicy as policy } from '../policy.ts'
import type { Call, Edit, Message, Part } from '../transcript.ts'
import { shortenArguments } from './arguments.ts'
import { hintOf, isView, originOf } from './crush.ts'
import { firstUser, type Group, groupsOf, isPinned, windowStart } from './groups.ts'
import { crushSegments } from './segments.ts'
import { sampleLines, stubOf } from './stub.ts'

/** What an epoch looks at and what it may change: a copy of the fold's state, never the state itself. */
export interface BudgetInput {
  readonly messages: readonly Message[]
  readonly emissions: readonly Emission[]
  readonly note: Note
  /** A note that came in with the history is no message to drop. */
  readonly notePlace: { readonly entry: number } | undefined
  /** Index of the first message that was not part of an earlier request. */
  readonly unsent: number
  /** Tokens that the messages may take. */
  readonly cap: number
  readonly lossy: boolean
  readonly storedBytes: number
  readonly options: ResolvedOptions
  readonly format: Format
  readonly callOf: (entry: number, id: string) => Call | undefined
  /** Tokens of everything that is emitted, note and bridges included. */
  total(emissions: readonly Emission[], note: Note): number
  /** What an entry looks like when it points at nothing that went: for repeats whose copy was taken. */
  alone(entry: number, gone: ReadonlySet<number>): { emission: Emission; originals: readonly Original[] }
}

/** Rungs of the ladder in the order of DESIGN section 4. */
export type Rung = 'giants' | 'stub' | 'drop_groups' | 'drop_text' | 'window'

export interface Budgeted {
  readonly emissions: readonly Emission[]
  readonly note: Note
  readonly originals: readonly Original[]
  readonly rungs: readonly Rung[]
  /** Groups dropped without a handle. */
  readonly unrecoverable: number
  readonly before: number
  readonly after: number
}

/**
 * Brings the emitted history under the budget, or as far as it may go: unsent giants first, then one climb of the
 * ladder down to the low-water mark. `undefined` where nothing has to be done. A function of the history alone.
 */
export function budget(input: BudgetInput): Budgeted | undefined {
  if (!Number.isFinite(input.cap)) return undefined
  const before = input.total(input.emissions, input.note)
  const epoch = new Epoch(input, before)
  epoch.crushGiants()
  if (epoch.total > input.cap) epoch.climb(Math.floor(input.cap * input.options.lowWater))
  return epoch.result(before)
}

class Epoch {
  readonly #in: BudgetInput
  readonly #emissions: Emission[]
  readonly #originals = new Map<string, Original>()
  readonly #rungs = new Set<Rung>()
  readonly #first: number
  #note: Note
  #stored: number
  #unrecoverable = 0
  total: number

  constructor(input: BudgetInput, total: number) {
    this.#in = input
    this.#emissions = [...input.emissions]
    this.#note = input.note
    this.#stored = input.storedBytes
    this.#first = firstUser(input.messages)
    this.total = total
  }

  /** Rewriting what was never sent breaks no prefix. */
  crushGiants(): void {
    for (let entry = this.#in.unsent; entry < this.#in.messages.length; entry++) this.#crushGiantsOf(entry)
  }

  #crushGiantsOf(entry: number): void {
    const limit = Math.floor(this.#in.cap * policy.giantShare)
    for (const [index, part] of this.#parts(entry)) {
      const outcome = this.#outcome(entry, index)
      // What carries a marker of ours was crushed before: a host that stores what it sent hands it back.
      if (part.kind !== 'output' || !outcome || outcome.after <= limit || outcome.reason === 'marked')
        continue
      this.#shorten(entry, index, Math.min(limit, this.#in.options.threshold), 'giants')
    }
  }

  climb(target: number): void {
    const { messages, options } = this.#in
    const groups = groupsOf(messages)
    const window = windowStart(messages, groups, options.window)
    const old = groups.filter(group => (group.messages.at(-1) ?? 0) < window)
    if (this.#in.lossy) this.#stubResults(old, target)
    this.#drop(
      old.filter(group => group.kind === 'calls'),
      target,
      'drop_groups',
    )
    this.#drop(
      old.filter(group => group.kind === 'message'),
      target,
      'drop_text',
    )
    this.#recount()
    if (this.#in.lossy && this.total > this.#in.cap) this.#crushWindow(window)
    this.#reviveRepeats()
    this.#recount()
  }

  result(before: number): Budgeted | undefined {
    if (this.#rungs.size === 0) return undefined
    return {
      emissions: this.#emissions,
      note: this.#note,
      originals: [...this.#originals.values()],
      rungs: [...this.#rungs],
      unrecoverable: this.#unrecoverable,
      before,
      after: this.total,
    }
  }

  #stubResults(groups: readonly Group[], target: number): void {
    for (const group of groups)
      for (const entry of group.messages) {
        if (this.total <= target) return
        if (!this.#isFree(entry)) continue
        for (const [index, part] of this.#parts(entry)) {
          const outcome = this.#outcome(entry, index)
          if (outcome === undefined) continue
          if (part.kind === 'arguments') this.#shortenArguments(entry, index, part, outcome)
          if (part.kind !== 'output') continue
          if (outcome.status === 'stubbed' || outcome.after < policy.stubTokens) continue
          this.#stub(entry, index, part, outcome, 'stub')
        }
      }
  }

  #stub(entry: number, index: number, part: Part, outcome: Outcome, rung: Rung): void {
    const original = this.#original(entry, part)
    if (!this.#fits([original])) return
    const view = isView(part.text, hintOf(this.#in.callOf(entry, part.callId ?? '')))
    const text = stubOf(part.text, original.handle, outcome.before, view)
    this.#setText(entry, index, text, [original], rung, 'stubbed', 'epoch')
  }

  /** The second-largest part of a history: files that were written, patches. What they were called with stays readable. */
  #shortenArguments(entry: number, index: number, part: Part, outcome: Outcome): void {
    const shortened = outcome.status === 'kept' ? shortenArguments(part.text) : undefined
    if (!shortened) return
    const original = this.#original(entry, part)
    if (!this.#fits([original])) return
    const losses = [
      { kind: 'shortened', unit: 'characters', kept: shortened.text.length, total: part.text.length },
    ] as const
    this.#setText(entry, index, shortened.text, [original], 'stub', 'crushed', 'epoch', losses)
  }

  /** Crushes to a target by what the text is, else to an even sample of it. */
  #shorten(entry: number, index: number, target: number, rung: Rung): void {
    const part = this.#in.messages[entry]?.parts[index]
    const edit = this.#emissions[entry]?.edits.find(
      candidate => candidate.op === 'set' && candidate.path === part?.path,
    )
    if (!part || !this.#in.lossy) return
    if (this.#shortenText(entry, index, part.text, target, rung)) return
    // A host that hands back what it was sent shows only the emitted spelling: what helps there must be tried here.
    // One with a marker would pass there, and what stands behind it must stay one handle away.
    if (edit?.op === 'set' && typeof edit.value === 'string' && markersIn(edit.value).length === 0)
      this.#shortenText(entry, index, edit.value, target, rung)
  }

  #shortenText(entry: number, index: number, text: string, target: number, rung: Rung): boolean {
    const part = this.#message(entry).parts[index]
    if (!part) return false
    const { options } = this.#in
    const call = this.#in.callOf(entry, part.callId ?? '')
    const count = (counted: string): number => options.tokenizer.count(counted)
    const hint = hintOf(call)
    const view = isView(text, hint)
    const levels = giantPolicy
    const crushed =
      part.kind === 'output'
        ? crushSegments(text, {
            options,
            hint: { ...hint, fileView: view },
            levels,
            lossy: true,
            count,
            target,
          })
        : undefined
    if (crushed && !crushed.lossless && count(crushed.text) <= target * policy.giantSlack) {
      const origin = originOf(this.#message(entry), call)
      const originals = crushed.originals.map(original => ({ ...origin, ...original }))
      if (!this.#fits(originals)) return false
      return this.#setText(
        entry,
        index,
        crushed.text,
        originals,
        rung,
        'crushed',
        'oversized',
        crushed.losses,
      )
    }
    const original = { ...this.#original(entry, part), handle: handleOf(text), content: text }
    if (!this.#fits([original])) return false
    const share = target / Math.max(1, count(text))
    const sample = sampleLines(text, Math.floor(text.length * share), view)
    const total = text.split('\n').length
    const kept = Math.min(total, sample.split('\n').length)
    const losses = [{ kind: 'omitted', unit: 'lines', kept, total }] as const
    const shown = `${sample}\n${marker(original.handle, lossText(losses, count(text)))}`
    return this.#setText(entry, index, shown, [original], rung, 'crushed', 'oversized', losses)
  }

  #drop(groups: readonly Group[], target: number, rung: Rung): void {
    for (const group of groups) {
      if (this.total <= target) return
      if (!group.messages.every(entry => this.#isFree(entry) && !this.#emissions[entry]?.dropped)) continue
      const messages = group.messages.map(entry => this.#message(entry))
      const partial = (index: number): boolean => group.resultsOf.includes(group.messages[index] ?? -1)
      const { original, exact } = renderGroup(messages, partial)
      const handle = this.#in.lossy && this.#fits([original, ...exact]) ? original.handle : undefined
      if (this.#in.lossy && handle === undefined) continue
      if (handle === undefined) this.#unrecoverable++
      else this.#keep([original, ...exact])
      for (const [index, entry] of group.messages.entries()) this.#dropEntry(entry, partial(index))
      this.#rungs.add(rung)
      const line = { text: groupLine(messages), handles: handle === undefined ? [] : [handle], steps: 1 }
      this.#note = boundNote(
        { ...this.#note, lines: [...this.#note.lines, line] },
        Math.floor(this.#in.cap * policy.noteShare),
        text => this.#in.options.tokenizer.count(text),
      )
      this.total += this.#in.options.tokenizer.count(line.text) + policy.markerTokens
    }
  }

  #dropEntry(entry: number, onlyResults: boolean): void {
    const emission = this.#emissions[entry]
    if (emission === undefined) return
    const message = this.#message(entry)
    const gone = (index: number): boolean => !onlyResults || message.parts[index]?.callId !== undefined
    const outcomes = emission.outcomes.map(
      (outcome, index): Outcome =>
        gone(index)
          ? { ...outcome, status: 'dropped', reason: 'epoch', after: 0, handles: [], refersTo: [] }
          : outcome,
    )
    if (!onlyResults) {
      this.#put(entry, { edits: [], tokens: 0, outcomes, dropped: true })
      return
    }
    const blocks = new Map<string, Edit>()
    for (const part of message.parts)
      if (part.callId !== undefined && part.block)
        blocks.set(part.block.join('/'), { op: 'remove', path: part.block })
    const kept = emission.edits.filter(
      edit =>
        edit.op !== 'remove' &&
        message.parts.every(part => part.callId === undefined || part.path !== edit.path),
    )
    const edits = [...kept, ...blocks.values()]
    this.#put(entry, { edits, tokens: this.#measure(entry, edits), outcomes, dropped: false })
  }

  /** The last resort: results inside the window, newest last, then a task that alone is too large. */
  #crushWindow(window: number): void {
    const { messages, cap } = this.#in
    const share = Math.max(policy.stubTokens, Math.floor(cap * policy.windowShare))
    for (let entry = window; entry < messages.length && this.total > cap; entry++)
      for (const [index, part] of this.#parts(entry)) {
        if (part.kind !== 'output' || this.total <= cap || !this.#isFree(entry)) continue
        if ((this.#outcome(entry, index)?.after ?? 0) > share) this.#shorten(entry, index, share, 'window')
      }
    for (let entry = window; entry < messages.length && this.total > cap; entry++)
      for (const [index, part] of this.#parts(entry)) {
        const outcome = this.#outcome(entry, index)
        if (
          part.kind !== 'output' ||
          this.total <= cap ||
          !this.#isFree(entry) ||
          !outcome ||
          outcome.after < policy.stubTokens
        )
          continue
        const room = Math.max(policy.stubTokens, outcome.after - (this.total - cap) - policy.markerTokens)
        this.#shorten(entry, index, Math.min(room, Math.floor(outcome.after / 2)), 'window')
      }
    const task = this.#first
    for (const [index, part] of task < 0 ? [] : this.#parts(task)) {
      const outcome = this.#outcome(task, index)
      const limit = Math.floor(cap * policy.giantShare)
      if (part.kind !== 'text' || this.total <= cap || !outcome || outcome.after <= limit) continue
      this.#shorten(task, index, limit, 'window')
    }
  }

  /** A repeat that points at a text which is no longer shown becomes the copy. */
  #reviveRepeats(): void {
    const gone = new Set<number>()
    for (const [entry, emission] of this.#emissions.entries())
      if (emission !== this.#in.emissions[entry]) gone.add(entry)
    // Newest first: what the newest repeat shows, an older one may leave out.
    for (let entry = this.#emissions.length - 1; entry >= 0; entry--) {
      const emission = this.#emissions[entry]
      if (!emission || emission.dropped || gone.has(entry)) continue
      if (
        !emission.outcomes.some(
          outcome => outcome.status === 'referenced' && outcome.refersTo.some(source => gone.has(source)),
        )
      )
        continue
      const revived = this.#in.alone(entry, gone)
      if (
        this.total - emission.tokens + revived.emission.tokens > this.#in.cap ||
        !this.#fits(revived.originals)
      )
        continue
      this.#keep(revived.originals)
      this.#put(entry, revived.emission)
      // As if it had never pointed at anything: a host that hands it back would see it so.
      this.#crushGiantsOf(entry)
    }
  }

  #isFree(entry: number): boolean {
    const message = this.#message(entry)
    return (
      entry !== this.#in.notePlace?.entry &&
      !isPinned(this.#in.messages, entry, this.#first) &&
      !(message.source !== undefined && this.#in.options.pin(message.source))
    )
  }

  #setText(
    entry: number,
    index: number,
    text: string,
    originals: readonly Original[],
    rung: Rung,
    status: Status,
    reason: Reason,
    losses: Outcome['losses'] = [],
  ): boolean {
    const emission = this.#emissions[entry]
    const part = this.#message(entry).parts[index]
    const outcome = emission?.outcomes[index]
    if (!emission || !part || !outcome) return false
    const after = this.#in.options.tokenizer.count(text)
    if (after >= outcome.after) return false
    const edits: Edit[] = [
      ...emission.edits.filter(edit => edit.path !== part.path),
      { op: 'set', path: part.path, value: this.#valueOf(entry, part, text) },
    ]
    const changed: Outcome = {
      ...outcome,
      status,
      reason,
      after,
      losses,
      handles: markersIn(text).map(found => found.handle),
      refersTo: [],
    }
    this.#keep(originals)
    this.#rungs.add(rung)
    this.#put(entry, {
      ...emission,
      edits,
      tokens: this.#measure(entry, edits),
      outcomes: emission.outcomes.with(index, changed),
    })
    return true
  }

  /** Arguments that the format holds as an object stay one. */
  #valueOf(entry: number, part: Part, text: string): Json {
    const held = part.kind === 'arguments' ? valueAt(this.#message(entry).source, part.path) : text
    return typeof held === 'string' ? text : (parseJson(text) ?? text)
  }

  #put(entry: number, emission: Emission): void {
    this.total += emission.tokens - (this.#emissions[entry]?.tokens ?? 0)
    this.#emissions[entry] = emission
  }

  #measure = (entry: number, edits: readonly Edit[]): number =>
    measureMessage(this.#in.format, this.#message(entry).source, edits, this.#in.options.tokenizer)

  #recount(): void {
    this.total = this.#in.total(this.#emissions, this.#note)
  }

  #original(entry: number, part: Part): Original {
    const origin = originOf(this.#message(entry), this.#in.callOf(entry, part.callId ?? ''))
    return {
      ...origin,
      handle: handleOf(part.text),
      content: part.text,
      kind: 'text',
      contentType: this.#outcome(entry, this.#message(entry).parts.indexOf(part))?.type ?? 'other',
    }
  }

  /** Refusals follow from the history: the bytes that its originals take so far. */
  #fits(originals: readonly Original[]): boolean {
    let bytes = this.#stored
    for (const original of originals)
      if (!this.#originals.has(original.handle)) bytes += original.content.length * 2
    return bytes <= this.#in.options.maxSessionBytes
  }

  #keep(originals: readonly Original[]): void {
    for (const original of originals) {
      if (this.#originals.has(original.handle)) continue
      this.#originals.set(original.handle, original)
      this.#stored += original.content.length * 2
    }
  }

  #message(entry: number): Message {
    const message = this.#in.messages[entry]
    if (message === undefined) throw new RangeError(`no message ${entry}`)
    return message
  }

  #outcome(entry: number, index: number): Outcome | undefined {
    return this.#emissions[entry]?.outcomes[index]
  }

  #parts(entry: number): [number, Part][] {
    return this.#emissions[entry]?.dropped ? [] : [...this.#message(entry).parts.entries()]
  }
}
