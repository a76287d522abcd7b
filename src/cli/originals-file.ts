import { readFile } from 'node:fs/promises'
import { createPipeline, memoryStore, type Pipeline, type StoreEntry } from '../index.ts'
import { Failure, messageOf } from './failure.ts'

const namespace = 'originals'

/** Everything that a session took out, as JSON: what `quern retrieve` reads. */
export function originalsText(entries: readonly StoreEntry[]): string {
  const originals = entries.map(({ handle, kind, contentType, origin, content }) => ({
    handle,
    kind,
    contentType,
    origin,
    content,
  }))
  return `${JSON.stringify({ quern: 1, originals }, undefined, 1)}\n`
}

/**
 * A pipeline that answers for the originals of a file.
 * @throws Failure when it is no such file
 */
export async function openOriginals(file: string): Promise<Pipeline> {
  const entries = entriesOf(file, await parsed(file))
  const store = memoryStore()
  await store.put(entries)
  return createPipeline({ store, namespace })
}

async function parsed(file: string): Promise<unknown> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    throw new Failure(`Cannot read ${file}: ${messageOf(error)}.`)
  }
  try {
    return JSON.parse(text)
  } catch {
    throw unlike(file)
  }
}

function entriesOf(file: string, value: unknown): StoreEntry[] {
  const { originals } = (value ?? {}) as { readonly originals?: unknown }
  if (!Array.isArray(originals)) throw unlike(file)
  return originals.map((entry: Partial<StoreEntry> | null) => {
    if (typeof entry?.handle !== 'string' || typeof entry.content !== 'string') throw unlike(file)
    return {
      handle: entry.handle,
      content: entry.content,
      kind: entry.kind === 'list' ? 'list' : 'text',
      contentType: entry.contentType ?? 'other',
      origin: entry.origin ?? { role: 'unknown' },
      namespace,
      createdAt: 0,
    }
  })
}

const unlike = (file: string): Failure =>
  new Failure(
    `${file} holds no originals. Name the FILE.originals.json that quern compress --out FILE wrote.`,
  )
