import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { createProgram } from '../src/cli/program.ts'
import { log, requests } from './support/fake-clients.ts'

const root = path.join(import.meta.dirname, '..')
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8')
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(path.join(root, 'docs')).map(name => `docs/${name}`),
]

interface Block {
  readonly page: string
  readonly line: number
  readonly language: string
  readonly code: string
}

const blocks: readonly Block[] = pages.flatMap(page => {
  const text = read(page)
  return Array.from(text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm), match => ({
    page,
    line: text.slice(0, match.index).split('\n').length,
    language: match[1] ?? '',
    code: match[2] ?? '',
  }))
})
const named = (language: string): [string, Block][] =>
  blocks.filter(block => block.language === language).map(block => [`${block.page}:${block.line}`, block])

const folder = mkdtempSync(path.join(tmpdir(), 'quern-docs-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The example as a module that imports the source, and stand-ins for what is not ours. */
function asModule({ page, line, code }: Block): string {
  const fakes = JSON.stringify(path.join(root, 'test/support/fake-clients.ts'))
  const text = code
    .replace(/from 'quern'/g, `from ${JSON.stringify(path.join(root, 'src/index.ts'))}`)
    .replace(/from 'quern\/crushers'/g, `from ${JSON.stringify(path.join(root, 'crushers/index.ts'))}`)
    .replace(/from 'quern\/testing'/g, `from ${JSON.stringify(path.join(root, 'src/testing/index.ts'))}`)
    .replace(/import (\w+) from '(?:openai|@anthropic-ai\/sdk)'/g, `import { $1 } from ${fakes}`)
    .replace(/from '\.\/tools\.js'/g, `from ${fakes}`)
  const file = path.join(folder, `${page.replace(/\W/g, '-')}-${line}.ts`)
  writeFileSync(file, text)
  return pathToFileURL(file).href
}

describe('examples', () => {
  test.each(named('ts'))('%s runs and prints what it says', async (_, block) => {
    const printed: string[] = []
    const spy = vi
      .spyOn(console, 'log')
      .mockImplementation((value: unknown) => void printed.push(String(value)))
    requests.length = 0
    try {
      await import(/* @vite-ignore */ asModule(block))
    } finally {
      spy.mockRestore()
    }
    expect(printed).toEqual(
      Array.from(block.code.matchAll(/console\.log\(.*\) \/\/ (.*)$/gm), match => match[1]),
    )
    if (!/from '(?:openai|@anthropic-ai\/sdk)'/.test(block.code)) return
    expect(requests).toHaveLength(3)
    expect(JSON.stringify(requests[0]?.tools)).toContain('"retrieve_uncompressed_context"')
    expect(requests[1]?.text.length).toBeLessThan(log.length)
    expect(requests[2]?.text).toContain('finished step 18463 ')
  })

  const scripts = (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts
  const program = createProgram()
  test.each(named('sh'))('%s names commands that exist', (_, { code }) => {
    const lines = code.trim().split('\n')
    expect(lines.filter(line => !(isScript(line, scripts) || isCommand(line, program)))).toEqual([])
  })

  test('has no block in another language', () => {
    expect(blocks.filter(block => block.language !== 'ts' && block.language !== 'sh')).toEqual([])
  })
})

function isScript(line: string, scripts: Record<string, string>): boolean {
  const [tool, ...words] = line.split(' ')
  const script = words[0] === 'run' ? words[1] : words[0]
  return tool === 'npm' && script !== undefined && (script === 'ci' || script in scripts)
}

function isCommand(line: string, program: ReturnType<typeof createProgram>): boolean {
  const [tool, name, ...words] = line.split(/\s+/)
  const command = program.commands.find(candidate => candidate.name() === name)
  const options = command?.options.map(option => option.long)
  return (
    tool === 'quern' &&
    options !== undefined &&
    words.every(word => !word.startsWith('--') || options.includes(word))
  )
}

/** Each option of the source as a row: name and default as its docstring says. */
function optionRows(): string[] {
  const body = /interface PipelineOptions \{([\s\S]*?)\n\}/.exec(read('src/options.ts'))?.[1] ?? ''
  const rows: string[] = []
  for (const [, doc = '', name] of body.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*readonly (\w+)\?:/g)) {
    const text = doc
      .replace(/^\s*\* ?/gm, '')
      .replace(/\s+/g, ' ')
      .trim()
    const [what = '', standard = 'none'] = text.split('@default').map(piece => piece.trim())
    rows.push(`| \`${name}\` | ${standard} | ${what} |`)
  }
  return rows
}

describe('reference', () => {
  test('docs/options.md lists every option with its default', () => {
    const page = read('docs/options.md')
    const rows = optionRows()
    expect(rows.length).toBeGreaterThan(12)
    expect(page.split('\n').filter(line => line.startsWith('| `'))).toEqual(rows)
  })

  test.each([
    ['src/emission.ts', 'Reason'],
    ['src/emission.ts', 'Status'],
    ['src/errors.ts', 'QuernErrorCode'],
    ['src/report.ts', 'Warning'],
    ['src/stages/budget.ts', 'Rung'],
  ])('docs/report.md explains every code of %s %s', (file, type) => {
    const source = read(file)
    const start = source.search(new RegExp(`(type|interface) ${type}\\b`))
    const end = source.slice(start).search(type === 'Warning' ? /readonly message/ : /\n\n/)
    const codes = [...source.slice(start, start + end).matchAll(/'(\w+)'/g)].map(match => match[1])
    expect(codes.length).toBeGreaterThan(2)
    const page = read('docs/report.md')
    expect(codes.filter(code => !page.includes(`\`${code}\``))).toEqual([])
  })

  test('links between pages lead somewhere', () => {
    for (const page of pages)
      for (const [, target = ''] of read(page).matchAll(/\]\(([^)#:]+)\)/g))
        expect(() => read(path.join(path.dirname(page), target)), `${page} → ${target}`).not.toThrow()
  })
})
