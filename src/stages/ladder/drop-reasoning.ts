import { withoutReasoning } from '../reasoning.ts'
import type { Draft } from './draft.ts'

/** Where anything before it changes, bound reasoning would no longer be accepted. It cannot be fetched again. */
export function dropReasoning(draft: Draft): void {
  for (const [entry, emission] of draft.emissions.entries()) {
    const without = withoutReasoning(draft.message(entry), emission, edits => draft.measure(entry, edits))
    if (without === emission) continue
    draft.put(entry, without)
    draft.rungs.add('reasoning')
  }
}
