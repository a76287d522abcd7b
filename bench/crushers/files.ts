import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { type ContentType, contentTypes } from '../../crushers/types.ts'

export interface TypedFile {
  readonly kind: ContentType
  /** Path inside the corpus, with `/`. */
  readonly name: string
  readonly text: string
}

const script = /\.[cm]?[jt]sx?$/

/** What is reported together: a content type; of code, the languages that share a parser. */
export const groupOf = ({ kind, name }: Pick<TypedFile, 'kind' | 'name'>): string =>
  kind === 'code' ? (script.test(name) ? 'code: JS, TS' : 'code: others') : kind

/** Larger files say nothing more. */
const largest = 4_000_000

/** Files below folders that are called like a content type, directly in `corpus` or in its `crushers` folder. */
export function typedFiles(corpus: string, stride = 1): TypedFile[] {
  const root = readdirSync(corpus).includes('crushers') ? join(corpus, 'crushers') : corpus
  return contentTypes.flatMap(kind => {
    const names = filesBelow(join(root, kind)).filter(path => !/expected|options|case\.json/.test(path))
    return names
      .filter((_, index) => index % stride === 0)
      .flatMap(path => {
        const text = readText(path)
        return text === undefined ? [] : [{ kind, name: relative(root, path).split(sep).join('/'), text }]
      })
  })
}

function filesBelow(folder: string): string[] {
  const files: string[] = []
  const open = [folder]
  while (open.length > 0) {
    const next = open.pop() as string
    try {
      for (const entry of readdirSync(next, { withFileTypes: true }))
        (entry.isDirectory() ? open : files).push(join(next, entry.name))
    } catch {
      return files
    }
  }
  return files.sort()
}

function readText(path: string): string | undefined {
  if (statSync(path).size > largest) return undefined
  const bytes = readFileSync(path)
  return bytes.length < 200 || bytes.includes(0) ? undefined : bytes.toString('utf8')
}
