import fc from 'fast-check'
import { anyOutput, type Output, said } from './outputs.ts'

/** A call of an assistant message and what came back. */
export interface Call extends Output {
  /** How the result is written: as text, as parts, cut into two parts, or with an image. */
  readonly shape: 'text' | 'parts' | 'two' | 'image'
}

export type Step =
  | { readonly kind: 'user'; readonly text: string; readonly shape: 'text' | 'parts' | 'image' }
  | {
      readonly kind: 'assistant'
      readonly text: string
      readonly thinking: 'none' | 'signed' | 'redacted'
      readonly calls: readonly Call[]
      /** What the user says beside the results; in OpenAI's format a message behind them. */
      readonly aside: string
    }
  | { readonly kind: 'system'; readonly text: string }

/** A conversation, told without a wire format. */
export interface Session {
  readonly system: string
  readonly steps: readonly Step[]
  /** Real traffic numbers its calls anew in each turn, so that ids repeat. */
  readonly repeatsIds: boolean
}

const call: fc.Arbitrary<Call> = fc
  .tuple(
    anyOutput,
    fc.constantFrom('text' as const, 'text' as const, 'parts' as const, 'two' as const, 'image' as const),
  )
  .map(([output, shape]) => ({ ...output, shape }))

const user: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('user' as const),
  text: said,
  shape: fc.constantFrom('text' as const, 'text' as const, 'parts' as const, 'image' as const),
})

const working: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('assistant' as const),
  text: fc.oneof(fc.constant(''), said),
  thinking: fc.constantFrom('none' as const, 'none' as const, 'signed' as const, 'redacted' as const),
  calls: fc.oneof(
    { weight: 6, arbitrary: fc.array(call, { minLength: 1, maxLength: 1 }) },
    { weight: 2, arbitrary: fc.array(call, { minLength: 2, maxLength: 4 }) },
  ),
  aside: fc.oneof({ weight: 5, arbitrary: fc.constant('') }, { weight: 1, arbitrary: said }),
})

const answering: fc.Arbitrary<Step> = said.map(text => ({
  kind: 'assistant' as const,
  text,
  thinking: 'none' as const,
  calls: [],
  aside: '',
}))

/** Work, its answer and the next wish: what follows each other as in real sessions. */
const exchange: fc.Arbitrary<readonly Step[]> = fc
  .tuple(
    user,
    fc.array(working, { maxLength: 4 }),
    fc.oneof({ weight: 6, arbitrary: answering }, { weight: 1, arbitrary: fc.constant(undefined) }),
  )
  .map(([wish, work, answer]) => [wish, ...work, ...(answer ? [answer] : [])])

export interface SessionOptions {
  /** System messages between others; OpenAI only. */
  readonly midSystem?: boolean
}

export const session = ({ midSystem = false }: SessionOptions = {}): fc.Arbitrary<Session> =>
  fc.record({
    system: fc.oneof(fc.constant(''), fc.constant('You are a careful agent. Answer in short sentences.')),
    steps: fc
      .array(
        midSystem
          ? fc.oneof(
              { weight: 8, arbitrary: exchange },
              {
                weight: 1,
                arbitrary: said.map((text): readonly Step[] => [{ kind: 'system' as const, text }]),
              },
            )
          : exchange,
        { minLength: 1, maxLength: 4 },
      )
      .map(exchanges => exchanges.flat()),
    repeatsIds: fc.boolean(),
  })
