import type { Analysis } from '../analysis.ts'
import { type Bill, pricesOfBill } from './billing.ts'
import type { Sent, SentPiece } from './ledger.ts'
import type { PriceTable } from './prices.ts'

/** What one kind of text cost in a session, in plain input tokens. Adds up to the adjusted cost. */
export interface Spending {
  /** Sent for the first time, or again because something before it changed. */
  written: number
  /** Sent again as part of a cached prefix. */
  read: number
  /** Extra calls that asked a handle, and those that ran a tool again: the context, the text, the asking. */
  fetched: number
  rerun: number
  /** Texts brought back earlier, in later requests. */
  carried: number
}

export type SpendingByKind = Record<string, Spending>

export const emptySpending = (): Spending => ({ written: 0, read: 0, fetched: 0, rerun: 0, carried: 0 })

export const spendingOn = (kinds: SpendingByKind, kind: string): Spending => (kinds[kind] ??= emptySpending())

/** What a piece is: the role that said it, or the content type of a result's original. */
export function kindOf({ kind, role, callId }: SentPiece, types: Analysis['types']): string {
  if (kind === 'text') return role
  if (kind === 'call') return 'arguments'
  return kind === 'result' ? (types.get(callId ?? '') ?? 'other') : kind
}

/** Kind of what belongs to no piece: tool definitions, roles, delimiters. */
export const overhead = 'overhead'

/** Tokens of each piece of a message, and what is left of the message. */
export function partsOf(
  { pieces, tokens }: Sent,
  types: Analysis['types'],
): readonly (readonly [kind: string, tokens: number])[] {
  const parts = pieces.map(piece => [kindOf(piece, types), piece.tokens] as const)
  return [...parts, [overhead, tokens - pieces.reduce((sum, piece) => sum + piece.tokens, 0)]]
}

/** Divides the bill of one request among the kinds of what it sends. */
export function spendBill(
  prices: PriceTable,
  bill: Bill,
  request: readonly Sent[],
  { types }: Pick<Analysis, 'types'>,
  into: SpendingByKind,
): void {
  const { cached, fresh } = pricesOfBill(prices, bill)
  const add = (kind: string, tokens: number, repeated: boolean): void => {
    const spending = spendingOn(into, kind)
    if (repeated) spending.read += tokens * cached
    else spending.written += tokens * fresh
  }
  let beside = bill.tokens
  request.forEach((sent, index) => {
    beside -= sent.tokens
    for (const [kind, tokens] of partsOf(sent, types)) add(kind, tokens, index < bill.same)
  })
  add(overhead, beside, bill.prefix > 0)
}
