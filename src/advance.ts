import type { Wanted } from './decisions.ts'
import type { Fold } from './fold.ts'
import type { Message } from './transcript.ts'

/** Messages on their way into a fold, with their chain ids. */
export interface Added {
  readonly messages: readonly Message[]
  readonly ids: readonly string[]
}

/** Makes what is wanted known, so that the fold can go on. `false`: it cannot. */
export type Settle = (wanted: readonly Wanted[]) => Promise<boolean>

/** Adds messages, and lets each wait for what has to be decided before it. `false`: not all could be added. */
export async function advance(fold: Fold, { messages, ids }: Added, settle: Settle): Promise<boolean> {
  for (const [index, message] of messages.entries()) {
    const id = ids[index] as string
    for (let wanted = fold.add(message, id); wanted.length > 0; wanted = fold.add(message, id)) {
      const more = [...wanted]
      if (message.role === 'tool')
        for (let next = index + 1; messages[next]?.role === 'tool'; next++)
          more.push(...fold.foresee(messages[next] as Message, ids[next] as string))
      if (!(await settle(more))) return false
    }
  }
  return true
}

/** Decides what the history needs to be sent as it stands. */
export async function complete(fold: Fold, settle: Settle): Promise<boolean> {
  for (let wanted = fold.missing(); wanted.length > 0; wanted = fold.missing())
    if (!(await settle(wanted))) return false
  return true
}
