import type { Emission } from './emission.ts'
import type { Format } from './formats/format.ts'
import { patch, valueAt } from './formats/patch.ts'
import { isObject, type Json } from './json.ts'
import { type Note, renderNote } from './ledger/note.ts'
import { measureMessage } from './measure.ts'
import { firstUser } from './stages/groups.ts'
import type { Tokenizer } from './tokens.ts'
import { type Edit, isHead, type Message, type Path } from './transcript.ts'

/** A place of the note that came in with the history: a host that stores what it sent hands it back. */
export interface NotePlace {
  readonly entry: number
  readonly path: Path
}

/** One message of the output: an entry with edits, or a message of our own. */
export interface Placed {
  readonly entry: number | undefined
  readonly edits: readonly Edit[]
  readonly inserted: Json | undefined
  readonly tokens: number
}

export interface LayoutInput {
  readonly messages: readonly Message[]
  readonly emissions: readonly Emission[]
  readonly note: Note
  readonly notePlace: NotePlace | undefined
  /** The input had no two neighbours of one role, so the output must not have any either. */
  readonly alternates: boolean
  readonly format: Format
  readonly tokenizer: Tokenizer
}

/** Said where everything between two messages of one role was dropped. */
const bridgeText = '(The steps between are folded into the note above.)'

/** The output message by message. Nothing but drops and the note changes the order of the input. */
export function layout(input: LayoutInput): Placed[] {
  const { messages, emissions, format, tokenizer } = input
  const host = hostOf(input)
  const placed: Placed[] = []
  let previous = ''
  // Only what was dropped makes new neighbours of one role; those of the input stand as they stood.
  let dropped = false
  const place = (item: Placed, role: string): void => {
    if (input.alternates && dropped && role === previous && (role === 'user' || role === 'assistant')) {
      const other = role === 'user' ? 'assistant' : 'user'
      placed.push(insert(format.textMessage(other, bridgeText), input))
    }
    placed.push(item)
    previous = role
    dropped = false
  }
  for (const [entry, message] of messages.entries()) {
    const emission = emissions[entry]
    if (host?.before === entry)
      place(insert(format.textMessage('user', renderNote(input.note)), input), 'user')
    if (!emission || emission.dropped) {
      dropped = true
      continue
    }
    const edits = host?.entry === entry ? [...emission.edits, host.edit] : emission.edits
    const tokens =
      host?.entry === entry ? measureMessage(format, message.source, edits, tokenizer) : emission.tokens
    place({ entry, edits, inserted: undefined, tokens }, wireRole(message))
  }
  if (host?.before === messages.length)
    place(insert(format.textMessage('user', renderNote(input.note)), input), 'user')
  return placed
}

const insert = (message: Json, { format, tokenizer }: LayoutInput): Placed => ({
  entry: undefined,
  edits: [],
  inserted: message,
  tokens: measureMessage(format, message, [], tokenizer),
})

export const wireRole = (message: Message): string =>
  isObject(message.source) && typeof message.source.role === 'string' ? message.source.role : ''

type Host =
  | { readonly entry: number; readonly edit: Edit; readonly before?: never }
  | { readonly before: number; readonly entry?: never; readonly edit?: never }

/** Where the note stands: where it stood, else as a further part of the task, else as a message before what follows the head. */
function hostOf(input: LayoutInput): Host | undefined {
  const { messages, note, notePlace, format } = input
  if (note.lines.length === 0) return undefined
  const text = renderNote(note)
  if (notePlace) {
    // A note that comes back as it was sent is no edit: its message stays the same object.
    if (valueAt(messages[notePlace.entry]?.source, notePlace.path) === text) return undefined
    return { entry: notePlace.entry, edit: { op: 'set', path: notePlace.path, value: text } }
  }
  const first = firstUser(messages)
  if (first >= 0 && input.alternates)
    return {
      entry: first,
      edit: format.appendText(patch(messages[first]?.source, input.emissions[first]?.edits ?? []), text),
    }
  if (first >= 0) return { before: first + 1 }
  const afterHead = messages.findIndex(message => !isHead(message))
  return { before: afterHead < 0 ? messages.length : afterHead }
}

/** Whether no two neighbours have one role; tool results of one turn stand together and do not count. */
export function alternates(messages: readonly Message[]): boolean {
  for (let at = 1; at < messages.length; at++) {
    const role = wireRole(messages[at] as Message)
    if ((role === 'user' || role === 'assistant') && role === wireRole(messages[at - 1] as Message))
      return false
  }
  return true
}
