import type { SystemSession } from '../systems/system.ts'
import { extraCall } from './billing.ts'
import { leadsTo } from './leads.ts'
import type { Ledger, Sent, SentPiece, Text } from './ledger.ts'
import { answers, mentions } from './locate.ts'
import type { PriceTable } from './prices.ts'
import type { Reference } from './references.ts'
import { type SpendingByKind, spendingOn } from './spending.ts'

/** A model that does not know the identifier reads at least so much of an answer (or the whole original). */
export const leastAnswer = 300

interface Visible {
  readonly handle: string
  readonly shownBy: readonly SentPiece[]
}

interface Held {
  readonly tokens: number
  readonly type: string
  /** The message behind which it stands. */
  after: Sent | undefined
  /** Written anew in this request, since something before it changed. */
  moved: boolean
}

interface Extra {
  readonly texts: Set<Text>
  /** What brought it back, and the content type of what was missing. */
  readonly by: 'handle' | 'rerun'
  readonly type: string
  /** The original, where the answer came out of a handle. */
  readonly original?: Text
}

export type Outcome = 'recoverable' | 'blind' | 'lost'

/**
 * What the omissions of a session cost: for whatever a turn uses and its request does not show, an extra model call
 * that brings it back. It is then part of the conversation to the end.
 */
export class Omissions {
  retrievals = 0
  reruns = 0
  readonly #session: SystemSession
  readonly #ledger: Ledger
  readonly #telling: readonly ReadonlySet<string>[]
  readonly #known = new Set<Text>()
  readonly #held: Held[] = []
  #request: readonly Sent[] = []
  #visible: Visible[] | undefined
  #originals = new Map<string, Text | undefined>()
  #extras = new Map<string, Extra>()

  constructor(session: SystemSession, ledger: Ledger, telling: readonly ReadonlySet<string>[]) {
    this.#session = session
    this.#ledger = ledger
    this.#telling = telling
  }

  /** Starts with the next request. A handle may mean something else after each `compress`. */
  begin(request: readonly Sent[]): void {
    this.#request = request
    this.#visible = undefined
    this.#originals = new Map()
    this.#extras = new Map()
  }

  /** One reference that the request does not show well enough. */
  async need(reference: Reference, whole: boolean): Promise<Outcome> {
    const fits = (text: Text): boolean => (whole ? answers(text, reference) : mentions(text, reference))
    const found = await this.#handleFor(reference, fits)
    let known = false
    for (const text of this.#known) if (fits(text)) known = true
    if (!found || found.blind) {
      if (!known) this.#rerun(reference.again, reference.type)
      return found ? 'blind' : 'lost'
    }
    if (!known) await this.#ask(found.handle, found.original, reference, fits)
    return 'recoverable'
  }

  /** A new result of which nothing can be told: the model looks at all of it. */
  async needWhole(text: Text, type: string, callId: string | undefined): Promise<void> {
    if (this.#known.has(text)) return
    for (const { handle, shownBy } of this.#handles()) {
      if (!shownBy.some(piece => piece.callId === callId)) continue
      const original = await this.#original(handle)
      if (original !== text) continue
      this.#extraOf(`handle\n${handle}`, { by: 'handle', type, original }).texts.add(text)
      return
    }
    this.#rerun(text, type)
  }

  /** Cost of this turn's extra calls, and of carrying what earlier ones brought; by content type where asked. */
  cost(prices: PriceTable, context: number, into: SpendingByKind = {}): number {
    let total = 0
    const add = (type: string, on: 'carried' | 'fetched' | 'rerun', cost: number): void => {
      spendingOn(into, type)[on] += cost
      total += cost
    }
    for (const { tokens, moved, type } of this.#held)
      add(type, 'carried', tokens * (moved ? prices.write : prices.read))
    for (const extra of this.#extras.values())
      add(
        extra.type,
        extra.by === 'handle' ? 'fetched' : 'rerun',
        extraCall(prices, context, tokensOf(extra)),
      )
    return total
  }

  /** Decides which held texts have to be written again. Before `cost`. */
  place(brokenAt: number | undefined): void {
    const kept = brokenAt === undefined ? undefined : new Set(this.#request.slice(0, brokenAt))
    for (const held of this.#held) {
      held.moved = kept !== undefined && !(held.after && kept.has(held.after))
      if (held.moved) held.after = this.#request[Math.min(brokenAt ?? 0, this.#request.length - 1)]
    }
  }

  /** Ends the turn: what was fetched now belongs to the conversation. */
  keep(): void {
    for (const extra of this.#extras.values()) {
      if (extra.by === 'handle') this.retrievals++
      else this.reruns++
      const { type } = extra
      this.#held.push({ tokens: tokensOf(extra), type, after: this.#request.at(-1), moved: false })
      for (const text of extra.texts) this.#known.add(text)
    }
  }

  /** Tokens that fetched texts add to a request. */
  get heldTokens(): number {
    return this.#held.reduce((sum, held) => sum + held.tokens, 0)
  }

  #rerun(text: Text, type: string): void {
    this.#extraOf(`rerun\n${text.raw}`, { by: 'rerun', type }).texts.add(text)
  }

  #extraOf(key: string, start: Omit<Extra, 'texts'>): Extra {
    let extra = this.#extras.get(key)
    if (!extra) this.#extras.set(key, (extra = { ...start, texts: new Set() }))
    return extra
  }

  async #ask(
    handle: string,
    original: Text,
    reference: Reference,
    fits: (text: Text) => boolean,
  ): Promise<void> {
    // A handle that stands for several steps is asked once for each.
    const { texts } = this.#extraOf(`handle\n${handle}\n${reference.source}`, {
      by: 'handle',
      type: reference.type,
      original,
    })
    for (const text of texts) if (fits(text)) return
    const answer = await this.#session.retrieve?.(handle, reference.identifier)
    if (answer !== undefined) {
      const text = this.#ledger.text(answer)
      texts.add(text)
      if (fits(text)) return
    }
    texts.add(original)
  }

  #handles(): readonly Visible[] {
    if (this.#visible) return this.#visible
    const shownBy = new Map<string, SentPiece[]>()
    for (const sent of this.#request)
      for (const piece of sent.pieces) {
        if (piece.kind === 'sealed' || piece.kind === 'image') continue
        for (const handle of this.#handlesIn(piece.text))
          shownBy.set(handle, [...(shownBy.get(handle) ?? []), piece])
      }
    return (this.#visible = Array.from(shownBy, ([handle, pieces]) => ({ handle, shownBy: pieces })))
  }

  #handlesIn(text: Text): readonly string[] {
    let handles = text.known.get('handles') as readonly string[] | undefined
    if (!handles) {
      handles = (this.#session.handles?.(text.readable) ?? []).filter(handle =>
        text.readable.includes(handle),
      )
      text.known.set('handles', handles)
    }
    return handles
  }

  async #original(handle: string): Promise<Text | undefined> {
    if (!this.#originals.has(handle)) {
      const original = await this.#session.restore?.(handle)
      this.#originals.set(handle, original === undefined ? undefined : this.#ledger.text(original))
    }
    return this.#originals.get(handle)
  }

  /** The visible handle whose original answers; preferably the one beside the source's call, then the shortest. */
  async #handleFor(
    reference: Reference,
    fits: (text: Text) => boolean,
  ): Promise<{ handle: string; original: Text; blind: boolean } | undefined> {
    const { callId, source } = reference
    let best: { handle: string; original: Text; blind: boolean; rank: number } | undefined
    for (const { handle, shownBy } of this.#handles()) {
      const original = await this.#original(handle)
      if (!original || !fits(original)) continue
      const own = callId !== undefined && shownBy.some(piece => piece.callId === callId)
      const leads =
        own || shownBy.some(piece => leadsTo(piece.text, handle, this.#telling[source] ?? new Set()))
      const asked = this.#extras.has(`handle\n${handle}\n${source}`)
      const rank = (leads ? 0 : 4e15) + (asked ? 0 : 2e15) + (own ? 0 : 1e15) + original.raw.length
      if (!best || rank < best.rank) best = { handle, original, blind: !leads, rank }
    }
    return best
  }
}

/** An answer out of a handle costs at least a short page, unless the original is shorter still. */
function tokensOf({ texts, original }: Extra): number {
  let tokens = 0
  for (const text of texts) tokens += text.tokens
  return original ? Math.max(tokens, Math.min(leastAnswer, original.tokens)) : tokens
}
