import { performance } from 'node:perf_hooks'
import { o200k } from '../src/tokens.ts'
import type { Analysis } from './analysis.ts'
import { Billing, billedCost } from './measures/billing.ts'
import { deliveryOf, gistOf } from './measures/gist.ts'
import type { Sent } from './measures/ledger.ts'
import { locate, textsOf } from './measures/locate.ts'
import { Omissions } from './measures/omissions.ts'
import type { PriceTable } from './measures/prices.ts'
import { typeOf } from './measures/references.ts'
import { partsOf, spendBill, spendingOn } from './measures/spending.ts'
import { isRefused, newFaults } from './measures/validity.ts'
import { bins, emptyRecall, emptyScore, type Recall, recallOf, type SessionScore } from './score.ts'
import { guarded, messageOf, within } from './systems/guarded.ts'
import type { OpenContext, System, SystemSession } from './systems/system.ts'
import { isRecord, type WireMessage } from './transcripts/transcript.ts'

export interface ReplayOptions {
  readonly budget: number | undefined
  readonly prices: readonly PriceTable[]
  /** @default 60000 milliseconds for one call */
  readonly timeout?: number
}

/** Replays one session through a system: one `compress` before each assistant message. */
export async function replaySession(
  system: System,
  analysis: Analysis,
  options: ReplayOptions,
): Promise<SessionScore> {
  const { transcript, ledger, turns } = analysis
  const { wire, messages } = transcript
  const score = emptyScore(transcript.id, transcript.family, turns.length, options.prices)
  const beside = transcript.beside === '' ? 0 : o200k.count(transcript.beside)
  const context: OpenContext = {
    wire,
    future: transcript,
    count: message => ledger.sent(message).tokens,
    budget: options.budget === undefined ? undefined : Math.max(1_000, options.budget - beside),
  }
  const { timeout = 60_000 } = options
  const timed = <T>(work: Promise<T> | T): Promise<T> => within(work, timeout)
  // What texts know about themselves is shared by all systems; which of their words are handles is not.
  for (const text of ledger.texts()) text.known.delete('handles')
  let session: SystemSession | undefined
  try {
    const opened = await timed(system.open(context))
    session = guarded(opened, timeout, what => score.failures.push(what))
  } catch (error) {
    score.failures.push(`open: ${messageOf(error)}`)
  }
  const tool = session?.toolTokens ?? 0
  const rawBilling = new Billing(beside)
  const billing = new Billing(beside + tool)
  const omissions = new Omissions(session ?? { compress: same }, ledger, analysis.telling)
  let last: readonly WireMessage[] = []
  let lastSent: readonly Sent[] = []
  let spent = { input: 0, output: 0 }
  for (const [turn, boundary] of turns.entries()) {
    const input = messages.slice(0, boundary)
    const raw = rawBilling.add(ledger.request(input))
    let output: readonly WireMessage[] = input
    let sent = ledger.request(input)
    let faults: readonly string[] = []
    let failed = session === undefined
    if (session) {
      const started = performance.now()
      try {
        const answer = await timed(session.compress(input))
        score.milliseconds.push(performance.now() - started)
        if (!Array.isArray(answer) || !answer.every(isRecord))
          throw new Error('compress returned no array of messages')
        faults = answer === input ? [] : newFaults(wire, input, answer)
        sent = ledger.request(answer)
        output = answer
      } catch (error) {
        failed = true
        if (score.milliseconds.length <= turn) score.milliseconds.push(performance.now() - started)
        score.failures.push(`turn ${turn + 1}: ${messageOf(error)}`)
      }
    }
    for (const fault of faults) {
      const rule = fault.slice(0, fault.indexOf(':'))
      score.faults[rule] = (score.faults[rule] ?? 0) + 1
    }
    const refused = !failed && faults.some(fault => isRefused(wire, fault))
    if (refused) score.refused++
    const bill = billing.add(sent)
    omissions.begin(sent)
    score.sent += bill.tokens
    score.rawSent += raw.tokens
    score.cached += bill.prefix
    score.peak = Math.max(score.peak, bill.tokens)
    if (options.budget !== undefined && bill.tokens > options.budget) score.over++
    if (options.budget !== undefined && raw.tokens > options.budget) score.rawOver++
    const bin = Math.min(bins - 1, Math.floor((turn * bins) / turns.length))
    if (bill.brokenAt !== undefined) {
      score.breaks++
      score.breakCurve[bin] = (score.breakCurve[bin] ?? 0) + 1
    }
    score.turnCurve[bin] = (score.turnCurve[bin] ?? 0) + 1
    for (const message of sent)
      for (const [kind, tokens] of partsOf(message, analysis.types))
        score.types[kind] = (score.types[kind] ?? 0) + tokens
    await recall(score, analysis, sent, boundary, omissions)
    await freshness(score, analysis, sent, turn === 0 ? 0 : (turns[turn - 1] ?? 0), boundary, omissions)
    omissions.place(bill.brokenAt)
    const now = session?.spent?.() ?? spent
    options.prices.forEach((prices, index) => {
      const cost = score.costs[index] as SessionScore['costs'][number]
      const rawCost = billedCost(prices, raw)
      const billed = billedCost(prices, bill)
      // A request that the provider refuses, or that never was made, is sent again raw, to a cold cache.
      const again = refused || failed ? billedCost(prices, { tokens: raw.tokens, prefix: 0 }) : 0
      const own = now.input - spent.input + (now.output - spent.output) * prices.output
      const main = index === 0
      const extra = omissions.cost(prices, bill.tokens, main ? score.spending : {})
      cost.raw += rawCost
      cost.billed += billed
      cost.adjusted += billed + extra + again + own
      if (!main) return
      spendBill(prices, bill, sent, analysis, score.spending)
      if (again + own > 0) spendingOn(score.spending, 'failures and own models').rerun += again + own
      score.costCurve[bin] = (score.costCurve[bin] ?? 0) + billed + extra + again + own
      score.rawCurve[bin] = (score.rawCurve[bin] ?? 0) + rawCost
    })
    spent = now
    omissions.keep()
    score.heldPeak = Math.max(score.heldPeak, bill.tokens + omissions.heldTokens)
    last = output
    lastSent = sent
  }
  score.retrievals = omissions.retrievals
  score.reruns = omissions.reruns
  if (session) {
    await reversibility(score, session, analysis, lastSent)
    await restart(score, system, context, analysis, last)
    await session.close?.()
  }
  return score
}

const same = (messages: readonly WireMessage[]): readonly WireMessage[] => messages

async function recall(
  score: SessionScore,
  { uses }: Analysis,
  sent: readonly Sent[],
  boundary: number,
  omissions: Omissions,
): Promise<void> {
  const texts = textsOf(sent)
  for (const { reference, first, distance } of uses.get(boundary) ?? []) {
    const own = reference.type === 'own'
    const standing = locate(sent, reference, texts)
    const enough = standing.inline && (own || !first || (standing.labelled && standing.inContext))
    const outcome = enough ? undefined : await omissions.need(reference, !own && first)
    const tally = (into: Recall): void => {
      into.uses++
      if (standing.inline) into.inline++
      else if (outcome === 'lost') into.lost++
      else into.recoverable++
      if (!standing.inline && outcome === 'blind') into.blind++
      if (reference.labels.length > 0) {
        into.labels++
        if (standing.inline && standing.labelled) into.labelled++
      }
      if (first) {
        into.firsts++
        if (standing.inline && standing.inContext) into.inContext++
      }
    }
    if (own) tally(score.own)
    else {
      tally(score.recall)
      tally((score.byType[reference.type] ??= emptyRecall()))
      tally(recallOf(score, distance))
    }
  }
}

async function freshness(
  score: SessionScore,
  { transcript, ledger }: Analysis,
  sent: readonly Sent[],
  from: number,
  to: number,
  omissions: Omissions,
): Promise<void> {
  for (const message of transcript.messages.slice(from, to))
    for (const piece of ledger.sent(message).pieces) {
      if (piece.kind !== 'result') continue
      const gist = gistOf(piece.text)
      if (!gist) continue
      const { seen, shown } = deliveryOf(sent, piece.callId, gist)
      score.fresh.results++
      score.fresh.identifiers += gist.identifiers.length
      score.fresh.shown += shown
      if (seen) continue
      score.fresh.unseen++
      await omissions.needWhole(piece.text, typeOf(piece.text), piece.callId)
    }
}

/** Every handle of the last request: the exact original, a part of one, something else, or nothing. */
async function reversibility(
  score: SessionScore,
  session: SystemSession,
  { transcript, ledger }: Analysis,
  sent: readonly Sent[],
): Promise<void> {
  const originals = transcript.messages.flatMap(message =>
    ledger.sent(message).pieces.map(piece => piece.text.raw),
  )
  const exact = new Set(originals)
  const handles = new Set<string>()
  for (const { pieces } of sent)
    for (const piece of pieces)
      for (const handle of session.handles?.(piece.text.readable) ?? []) handles.add(handle)
  for (const handle of handles) {
    const text = await session.restore?.(handle)
    score.handles.shown++
    if (text === undefined) score.handles.gone++
    else if (exact.has(text)) score.handles.exact++
    else if (originals.some(original => original.includes(text))) score.handles.part++
    else score.handles.other++
  }
}

/** What a new process makes of the history: the share of the last request that keeps its place in the cache. */
async function restart(
  score: SessionScore,
  system: System,
  context: OpenContext,
  { transcript, ledger, turns }: Analysis,
  last: readonly WireMessage[],
): Promise<void> {
  try {
    const session = await system.open(context)
    const again = await session.compress(transcript.messages.slice(0, turns.at(-1)))
    const before = ledger.request(last)
    const after = ledger.request(again)
    let at = 0
    while (at < before.length && before[at] === after[at]) score.restart.kept += before[at++]?.tokens ?? 0
    for (const { tokens } of before) score.restart.tokens += tokens
    await session.close?.()
  } catch (error) {
    score.failures.push(`restart: ${messageOf(error)}`)
  }
}
