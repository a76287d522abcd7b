import { describe, QuernError } from '../errors.ts'
import { isObject, type Json, type JsonObject } from '../json.ts'
import type { Edit } from '../transcript.ts'
import type { Format, FormatName } from './format.ts'
import { detectFormat, formatNamed } from './index.ts'
import { patchRaw } from './raw.ts'

/** What callers hand over: messages, a body that holds them, or either as JSON text. */
export type Request = readonly unknown[] | Readonly<Record<string, unknown>> | string

export interface ReadRequest {
  readonly kind: 'messages' | 'body' | 'text'
  readonly history: readonly unknown[]
  readonly body: JsonObject | undefined
  readonly format: Format
}

/** One message of the output: a message of the input with edits, or one of our own. */
export interface OutputItem {
  readonly index: number | undefined
  readonly edits: readonly Edit[]
  readonly inserted: Json | undefined
  readonly message: Json | undefined
}

/**
 * Finds the messages in a request.
 * @throws QuernError `unknown_format` when there are none
 */
export function readRequest(request: Request, format: FormatName | undefined): ReadRequest {
  const value: unknown = typeof request === 'string' ? parse(request) : request
  const kind = typeof request === 'string' ? 'text' : Array.isArray(value) ? 'messages' : 'body'
  if (Array.isArray(value))
    return {
      kind,
      history: value,
      body: undefined,
      format: format ? formatNamed(format) : detectFormat(value),
    }
  if (isObject(value) && Array.isArray(value.messages)) {
    const history = value.messages as readonly unknown[]
    return { kind, history, body: value, format: format ? formatNamed(format) : detectFormat(history, value) }
  }
  throw new QuernError(
    'unknown_format',
    `The request is ${describe(value)}; expected an array of messages, or an object with an array under "messages".`,
    { option: 'request' },
  )
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new QuernError(
      'unknown_format',
      `The request is a text of ${text.length} characters that is no JSON; pass a JSON request body, or an array of messages.`,
      {
        option: 'request',
        cause,
      },
    )
  }
}

/** The request with its messages replaced: same kind out as in, and the same object where nothing changed. */
export function writeRequest(request: Request, read: ReadRequest, items: readonly OutputItem[]): Request {
  const same =
    items.length === read.history.length &&
    items.every((item, at) => item.index === at && item.message === read.history[at])
  if (same) return request
  if (typeof request === 'string')
    return patchRaw(request, read.body === undefined ? [] : ['messages'], items)
  const messages = items.map(item => item.message)
  return read.body === undefined ? messages : { ...read.body, messages }
}
