import type { Outcome } from '../../emission.ts'
import { boundNote } from '../../ledger/note.ts'
import { groupLine, renderGroup } from '../../ledger/rendering.ts'
import { sessionPolicy as policy } from '../../policy.ts'
import type { Edit } from '../../transcript.ts'
import type { Rung } from '../budget.ts'
import type { Group } from '../groups.ts'
import type { Draft } from './draft.ts'

/** Drops whole groups into the note, oldest first, until the target is met. */
export function drop(draft: Draft, groups: readonly Group[], target: number, rung: Rung): void {
  const { lossy, options } = draft.input
  for (const group of groups) {
    if (draft.total <= target) return
    if (!group.messages.every(entry => draft.isFree(entry) && !draft.emissions[entry]?.dropped)) continue
    const messages = group.messages.map(entry => draft.message(entry))
    const partial = (index: number): boolean => group.resultsOf.includes(group.messages[index] ?? -1)
    const { original, exact } = renderGroup(messages, partial)
    const handle = lossy && draft.fits([original, ...exact]) ? original.handle : undefined
    if (lossy && handle === undefined) continue
    if (handle === undefined) draft.unrecoverable++
    else draft.keep([original, ...exact])
    for (const [index, entry] of group.messages.entries()) dropEntry(draft, entry, partial(index))
    draft.rungs.add(rung)
    const line = { text: groupLine(messages), handles: handle === undefined ? [] : [handle], steps: 1 }
    draft.note = boundNote(
      { ...draft.note, lines: [...draft.note.lines, line] },
      Math.floor(draft.mark * policy.noteShare),
      text => options.tokenizer.count(text),
    )
    draft.total += options.tokenizer.count(line.text) + policy.markerTokens
  }
}

function dropEntry(draft: Draft, entry: number, onlyResults: boolean): void {
  const emission = draft.emissions[entry]
  if (emission === undefined) return
  const message = draft.message(entry)
  const gone = (index: number): boolean => !onlyResults || message.parts[index]?.callId !== undefined
  const outcomes = emission.outcomes.map(
    (outcome, index): Outcome =>
      gone(index)
        ? { ...outcome, status: 'dropped', reason: 'epoch', after: 0, handles: [], refersTo: [] }
        : outcome,
  )
  if (!onlyResults) {
    draft.put(entry, { edits: [], tokens: 0, outcomes, dropped: true })
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
  draft.put(entry, { edits, tokens: draft.measure(entry, edits), outcomes, dropped: false })
}
