import { expect } from 'vitest'
import type { CrushContext, Crushed, Crusher } from '../../../crushers/types.ts'

/** What holds for every text: never longer, the same twice, its own output left alone. */
export function obeys(crusher: Crusher, input: string, context: CrushContext): Crushed | undefined {
  const sniffed = crusher.sniff(input)
  expect(sniffed).toBeGreaterThanOrEqual(0)
  expect(sniffed).toBeLessThanOrEqual(1)
  const crushed = crusher.crush(input, context)
  expect(crusher.crush(input, context)).toEqual(crushed)
  if (crushed === undefined) return undefined
  expect(context.count(crushed.text)).toBeLessThan(context.count(input))
  expect(crusher.crush(crushed.text, context)).toBeUndefined()
  return crushed
}

/** The laws, and that the input comes back from what claims to be lossless. */
export function readsBack(
  crusher: Crusher,
  input: string,
  context: CrushContext,
  decode: (text: string) => unknown,
  original: unknown = input,
): Crushed | undefined {
  const crushed = obeys(crusher, input, context)
  if (crushed !== undefined && crushed.lossless !== false) expect(decode(crushed.text)).toEqual(original)
  return crushed
}
