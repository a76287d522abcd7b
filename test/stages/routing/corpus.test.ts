import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { detectContentType, hintOfCall, routeText } from '../../../src/stages/route.ts'

const corpus = process.env.QUERN_CORPUS ?? '../shared/corpus'
const isThere = existsSync(corpus)
if (!isThere) console.warn(`skipped: no corpus at ${corpus}`)

/** Share of files that must be told right. */
const LEAST_RIGHT = 0.99
/** A text this short may pass as `other`: nothing can be saved on it. */
const SHORT = 160

/** What lies in a folder; the first rule that fits decides. `undefined`: nobody could tell from the text. */
const labels: readonly (readonly [RegExp, readonly string[] | undefined])[] = [
  [/^json\/hostile\/[ni]_/, undefined],
  [/^json\/hostile\/y_(?:.*_(?:number|string|literal|lonely)|string_space|structure_lonely)/, undefined],
  [/_(?:structured|templates)\.csv$|^csv\/.*\.[ct]sv$/, ['csv']],
  [/^csv\/.*\.txt$|utf-32/, undefined],
  [/^(?:json|csv\/spectrum\/json|prose\/qa)\//, ['json']],
  [/\.html$/, ['html']],
  // A property list, whatever printed it.
  [/ClangAnalyzer/, ['xml']],
  [/^xml\//, ['xml']],
  [/^search\/grep-(?!l-)/, ['search']],
  [/^search\//, ['listing']],
  // Messages after `file:line:`, as a search prints them.
  [/phpstan/, ['logs', 'search']],
  [/^(?:logs|code|diff|prose)\//, undefined],
]

function labelOf(path: string): readonly string[] | undefined {
  const rule = labels.find(([pattern]) => pattern.test(path))
  const top = path.split('/')[0] ?? ''
  return rule?.[1] ?? (/^(?:logs|code|diff|prose)$/.test(top) ? [top] : undefined)
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(corpus, folder), { withFileTypes: true }).flatMap(entry => {
    const path = `${folder}/${entry.name}`
    return entry.isDirectory() ? filesBelow(path) : [path]
  })
}

function read(path: string): string {
  const bytes = readFileSync(join(corpus, path))
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le').slice(1)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return bytes.swap16().toString('utf16le').slice(1)
  return bytes.toString('utf8')
}

interface Judged {
  readonly name: string
  readonly label: readonly string[]
  readonly type: string
  readonly right: boolean
}

function report(judged: readonly Judged[]): string {
  const matrix = new Map<string, number>()
  for (const { label, type } of judged) {
    const cell = `${label.join('|')} → ${type}`
    matrix.set(cell, (matrix.get(cell) ?? 0) + 1)
  }
  const wrong = judged.filter(({ right }) => !right).map(({ name, type }) => `${name} → ${type}`)
  return [...[...matrix].sort().map(([cell, count]) => `${cell}: ${count}`), ...wrong].join('\n')
}

/** Prints the confusion matrix where too many are wrong. */
function shareRight(judged: readonly Judged[]): number {
  const share = judged.filter(({ right }) => right).length / judged.length
  if (share < LEAST_RIGHT) console.error(report(judged))
  return share
}

describe.runIf(isThere)('files of the corpus', () => {
  const files = ['logs', 'json', 'csv', 'xml', 'code', 'diff', 'search', 'prose']
    .flatMap(filesBelow)
    .flatMap(path => {
      const label = labelOf(path)
      const text = label === undefined ? '' : read(path)
      return label === undefined || text.trim() === '' ? [] : [{ path, label, text }]
    })

  test.each([
    ['by their content alone', false],
    ['with their paths', true],
  ])('are told for what they are, %s', (_, withPath) => {
    const judged = files.map(({ path, label, text }) => {
      const { type } = detectContentType(text, withPath ? { path } : undefined)
      const right = label.includes(type) || (type === 'other' && text.length < SHORT)
      return { name: path, label, type, right }
    })
    expect(shareRight(judged)).toBeGreaterThanOrEqual(LEAST_RIGHT)
  })

  test('segments join back to the file', () => {
    for (const { text } of files) {
      const segments = routeText(text)
      expect(segments.map(({ start, end }) => text.slice(start, end)).join('') === text).toBe(true)
    }
  })
})

interface Call {
  readonly id: string
  readonly function: { readonly name: string; readonly arguments: string }
}
interface Message {
  readonly role: string
  readonly content: unknown
  readonly tool_calls?: readonly Call[]
  readonly tool_call_id?: string
}

/** What an output must be, from the call that it answers and the one mark that its format cannot do without. */
function labelOfOutput(call: Call | undefined, text: string): readonly string[] | undefined {
  if (text.length < 400 || call === undefined) return undefined
  const { path, command, fileView } = hintOfCall(call.function.name, call.function.arguments)
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object') return ['json']
  } catch {}
  if (fileView === true && /\.(?:ts|go|py|rs|js)$/.test(path ?? '') && !text.startsWith('<')) return ['code']
  if (fileView === true && path?.endsWith('.md') === true && !/^<|\|.*\|.*\|/m.test(text)) return ['prose']
  if (command === undefined) return undefined
  if (/^\s*(?:cd \S+ && )?git (?:diff|show)\b[^|]*$/.test(command) && /^@@ -\d/m.test(text)) return ['diff']
  if (/^\s*kubectl get \S+(?: -n \S+| -A| --all-namespaces)?\s*$/.test(command) && /^NAME/m.test(text))
    return ['table']
  if (/^\s*(?:cd \S+ && )?(?:grep|rg) -\w*n\w* [^|;&]*$/.test(command) && /^\S+\.\w+:\d+:/.test(text))
    return ['search']
  if (/^\s*(?:cd \S+ && )?go test [^|;]*-v/.test(command) && /^=== RUN/m.test(text)) return ['logs']
  if (/^\s*ls -\w*l\w*(?: \S+)?\s*$/.test(command) && text.startsWith('total ')) return ['listing']
  return undefined
}

test.runIf(isThere)(
  'tool outputs of transcripts are told for what they are',
  () => {
    const judged: Judged[] = []
    for (const path of filesBelow('transcripts')) {
      const { messages } = JSON.parse(read(path)) as { messages: readonly Message[] }
      const calls = new Map<string, Call>()
      for (const message of messages) {
        for (const call of message.tool_calls ?? []) calls.set(call.id, call)
        if (message.role !== 'tool' || typeof message.content !== 'string') continue
        const call = calls.get(message.tool_call_id ?? '')
        const text = message.content
        const label = labelOfOutput(call, text)
        if (label === undefined || call === undefined) continue
        const segments = routeText(text, hintOfCall(call.function.name, call.function.arguments))
        const largest = segments.reduce((a, b) => (b.end - b.start > a.end - a.start ? b : a))
        judged.push({ name: path, label, type: largest.type, right: label.includes(largest.type) })
      }
    }
    expect(judged.length).toBeGreaterThan(0)
    expect(shareRight(judged)).toBeGreaterThanOrEqual(LEAST_RIGHT)
  },
  60_000,
)
