import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import { anthropic } from './anthropic.ts'
import { claudeCodeMessages } from './claude-code.ts'
import { codexMessages } from './codex.ts'
import { openai } from './openai.ts'
import { deepFreeze, isRecord, type Transcript, type Wire, type WireMessage } from './transcript.ts'

export interface TranscriptFile {
  readonly path: string
  /** Path inside the corpus, with `/`: the order of all results. */
  readonly name: string
  readonly bytes: number
}

/** Transcript files below a folder (or its `transcripts` folder, where it has one), by name; a file is one. */
export function listTranscripts(corpus: string): TranscriptFile[] {
  const found = statSync(corpus)
  if (!found.isDirectory()) return [{ path: corpus, name: basename(corpus), bytes: found.size }]
  const root = readdirSync(corpus).includes('transcripts') ? join(corpus, 'transcripts') : corpus
  const files: TranscriptFile[] = []
  const open = [root]
  while (open.length > 0) {
    const folder = open.pop() as string
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name)
      if (entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.')) open.push(path)
      else if (entry.isFile() && /\.jsonl?$/.test(entry.name))
        files.push({ path, name: relative(root, path).split(sep).join('/'), bytes: statSync(path).size })
    }
  }
  return files.sort((left, right) => (left.name < right.name ? -1 : 1))
}

/** @throws Error with a sentence that says why the file is no transcript */
export function readTranscript(file: TranscriptFile): Transcript {
  const text = readFileSync(file.path, 'utf8').replace(/^\uFEFF/, '')
  const folder = basename(dirname(file.path))
  const found = file.name.endsWith('.jsonl') ? fromLines(text) : fromDocument(JSON.parse(text))
  const messages = found.messages.map(message => withoutReasoning(message))
  if (!messages.some((message, index) => index > 0 && message.role === 'assistant'))
    throw new Error('no assistant message follows another message')
  return {
    id: found.id ?? basename(file.name).replace(/\.jsonl?$/, ''),
    family: found.family ?? folder,
    wire: found.wire,
    messages: deepFreeze(messages),
    beside: found.beside,
  }
}

interface Found {
  readonly id?: string
  readonly family?: string
  readonly wire: Wire
  readonly messages: readonly WireMessage[]
  readonly beside: string
}

function fromDocument(document: unknown): Found {
  const body: Readonly<Record<string, unknown>> = Array.isArray(document)
    ? { messages: document }
    : isRecord(document)
      ? document
      : {}
  const { messages } = body
  if (!Array.isArray(messages) || !messages.every(isRecord)) throw new Error('no array of messages')
  const beside = [body.system, body.tools]
    .filter(value => value !== undefined)
    .map(value => (typeof value === 'string' ? value : JSON.stringify(value)))
    .join('\n')
  return {
    ...(typeof body.id === 'string' ? { id: body.id } : {}),
    ...(typeof body.family === 'string' ? { family: body.family } : {}),
    wire: wireOf(messages),
    messages,
    beside,
  }
}

function fromLines(text: string): Found {
  const entries = text
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => JSON.parse(line) as unknown)
  const codex = codexMessages(entries)
  if (codex.length > 0) return { wire: openai, messages: codex, beside: '' }
  const claude = claudeCodeMessages(entries)
  if (claude.length > 0) return { wire: anthropic, messages: claude, beside: '' }
  if (entries.every(entry => isRecord(entry) && typeof entry.role === 'string'))
    return fromDocument({ messages: entries })
  throw new Error('neither a Claude Code session nor a Codex rollout nor a message on each line')
}

const anthropicBlocks = new Set(['tool_use', 'tool_result', 'thinking', 'redacted_thinking'])

const wireOf = (messages: readonly WireMessage[]): Wire =>
  messages.some(
    ({ content }) =>
      Array.isArray(content) &&
      content.some(block => isRecord(block) && anthropicBlocks.has(String(block.type))),
  )
    ? anthropic
    : openai

/** Recorders write what the model thought beside OpenAI messages; it was never part of a request. */
function withoutReasoning(message: WireMessage): WireMessage {
  const { reasoning_content: _, reasoning: __, ...rest } = message
  return rest
}
