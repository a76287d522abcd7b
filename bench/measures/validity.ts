import type { Wire, WireMessage } from '../transcripts/transcript.ts'

/** Rules that a request breaks and its input does not: real traffic is odd by itself. */
export function newFaults(
  wire: Wire,
  input: readonly WireMessage[],
  output: readonly WireMessage[],
): readonly string[] {
  const found = wire.faults(output)
  if (found.length === 0) return found
  const given = new Map<string, number>()
  for (const fault of wire.faults(input)) given.set(fault, (given.get(fault) ?? 0) + 1)
  return found.filter(fault => {
    const left = given.get(fault) ?? 0
    if (left > 0) given.set(fault, left - 1)
    return left === 0
  })
}

/** Chat Completions accepts a request without a user message; every other fault is refused by the providers. */
export const isRefused = (wire: Wire, fault: string): boolean =>
  !(wire.name === 'openai-chat' && fault.startsWith('no-user'))
