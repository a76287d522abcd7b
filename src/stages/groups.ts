import { isHead, type Message } from '../transcript.ts'

/**
 * What lives or dies together: an assistant message with its calls and all their results, or one message alone.
 * Messages by their index in the history.
 */
export interface Group {
  readonly kind: 'calls' | 'message'
  readonly messages: readonly number[]
  /** Messages of which only the results belong to the group: what a user said beside them stays. */
  readonly resultsOf: readonly number[]
}

/** Groups of a history. Results are linked to calls by id and position, since real traffic repeats ids. */
export function groupsOf(messages: readonly Message[]): Group[] {
  const groups: Group[] = []
  for (let at = 0; at < messages.length; at++) {
    const message = messages[at]
    if (message === undefined) continue
    if (message.role !== 'assistant' || message.calls.length === 0) {
      groups.push({ kind: 'message', messages: [at], resultsOf: [] })
      continue
    }
    const open = message.calls.map(call => call.id)
    const members = [at]
    const resultsOf: number[] = []
    for (let next = at + 1; next < messages.length; next++) {
      const results = messages[next]?.results ?? []
      if (results.length === 0 || !results.every(id => take(open, id))) break
      members.push(next)
      if (messages[next]?.role !== 'tool') {
        resultsOf.push(next)
        break
      }
      at = next
    }
    const mixed = resultsOf[0]
    groups.push({ kind: 'calls', messages: members, resultsOf })
    if (mixed !== undefined) at = mixed - 1
  }
  return groups
}

function take(open: string[], id: string): boolean {
  const index = open.indexOf(id)
  if (index < 0) return false
  open.splice(index, 1)
  return true
}

/**
 * Index of the first message of the recent window: the last `window` messages, where a run of tool results counts as
 * one, widened to whole groups.
 */
export function windowStart(messages: readonly Message[], groups: readonly Group[], window: number): number {
  let start = messages.length
  let left = window
  while (start > 0 && left > 0) {
    start--
    if (messages[start]?.role === 'tool') while (messages[start - 1]?.role === 'tool') start--
    left--
  }
  for (const group of groups)
    if (group.messages.includes(start)) return Math.min(start, group.messages[0] ?? start)
  return start
}

/** The task: the first message in which a user says something. */
export function firstUser(messages: readonly Message[]): number {
  return messages.findIndex(message => message.role === 'user' && message.results.length === 0)
}

export const isPinned = (messages: readonly Message[], index: number, first: number): boolean => {
  const message = messages[index]
  return message === undefined || isHead(message) || index === first || message.unreadable !== undefined
}
