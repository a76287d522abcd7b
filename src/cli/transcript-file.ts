import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { Failure, messageOf } from './failure.ts'

/** A transcript as it was read: the whole request, and the messages in it. */
export interface TranscriptFile {
  /** Name for people: the file's, or `stdin`. */
  readonly name: string
  readonly request: readonly unknown[] | Readonly<Record<string, unknown>>
  readonly messages: readonly unknown[]
}

const reads =
  'quern reads OpenAI Chat Completions and Anthropic Messages as JSON: an array of messages, a request body, or an object with "messages".'

/**
 * Reads a transcript from a file, or from stdin where the name is `-`.
 * @throws Failure saying what was found instead
 */
export async function readTranscript(file: string): Promise<TranscriptFile> {
  const name = file === '-' ? 'stdin' : path.basename(file)
  const request = parse(name, await readText(file, name))
  const messages = Array.isArray(request) ? request : membersOf(request).messages
  if (!Array.isArray(messages)) throw unlike(name, shapeOf(request))
  if (messages.length === 0) throw unlike(name, 'no messages: the array is empty')
  if (!messages.some(isMessage))
    throw unlike(name, `an array of ${messages.length} in which nothing has a "role"`)
  return { name, request: request as TranscriptFile['request'], messages }
}

async function readText(file: string, name: string): Promise<string> {
  const bytes = file === '-' ? await readStdin() : await readNamed(file)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw unlike(name, `${bytes.length} bytes that are no UTF-8 text`)
  }
}

async function readNamed(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file)
  } catch (error) {
    throw new Failure(`Cannot read ${file}: ${messageOf(error)}.`)
  }
}

async function readStdin(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array)
  return Buffer.concat(chunks)
}

function parse(name: string, text: string): unknown {
  if (text.trim() === '') throw unlike(name, 'nothing: it is empty')
  try {
    return JSON.parse(text)
  } catch (error) {
    if (isJsonLines(text)) throw unlike(name, 'JSON Lines, one value a line')
    throw unlike(name, `text that is no JSON (${messageOf(error)})`)
  }
}

function isJsonLines(text: string): boolean {
  const [first = '', second = ''] = text.split('\n', 2)
  try {
    JSON.parse(first)
    JSON.parse(second)
    return true
  } catch {
    return false
  }
}

const membersOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

const isMessage = (value: unknown): boolean => typeof membersOf(value).role === 'string'

function shapeOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return `JSON that is ${JSON.stringify(value).slice(0, 60)}`
  if ('messages' in value) return 'an object whose "messages" is no array'
  const keys = Object.keys(value)
  const more = keys.length > 8 ? ', …' : ''
  return `an object with ${keys.length === 0 ? 'no keys' : `the keys ${keys.slice(0, 8).join(', ')}${more}`}, none of them "messages"`
}

const unlike = (name: string, found: string): Failure =>
  new Failure(`${name} is no transcript: found ${found}.\n${reads}`)
