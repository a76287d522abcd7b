import fc from 'fast-check'
import { pick, type Random, randomOf } from './random.ts'

/** What a tool printed, and the call that made it print so. */
export interface Output {
  readonly tool: string
  readonly args: Readonly<Record<string, unknown>>
  readonly text: string
}

const words =
  'build cache worker retry tenant invoice socket replica ledger parser queue shard token café naïve 東京 window'.split(
    ' ',
  )
const sentence = (random: Random): string =>
  `${Array.from({ length: 5 + random(9) }, () => pick(random, words)).join(' ')}.`

const make: Readonly<Record<string, (random: Random, size: number, seed: number) => Output>> = {
  json: (random, size) => ({
    tool: 'http_get',
    args: { url: `https://api.example.test/v1/${pick(random, words)}` },
    text: JSON.stringify(
      {
        total: size,
        items: Array.from({ length: size }, (_, index) => ({
          id: 1000 + index,
          status: random(20) === 0 ? 'failed' : 'ok',
          region: pick(random, ['eu-1', 'us-2']),
          ms: random(900),
          note: random(5) === 0 ? null : pick(random, words),
        })),
      },
      undefined,
      random(3),
    ),
  }),
  logs: (random, size) => ({
    tool: 'bash',
    args: { command: 'journalctl -u worker' },
    text: Array.from({ length: size }, (_, index) => {
      const level = random(25) === 0 ? 'ERROR' : 'INFO'
      return `2026-03-0${1 + random(9)}T09:${10 + (index % 50)}:07Z ${level} worker-${random(4)} request ${random(9999)} took ${random(800)} ms ${pick(random, words)}`
    }).join('\n'),
  }),
  csv: (random, size) => ({
    tool: 'query_export',
    args: { table: pick(random, words) },
    text: [
      'id,name,city,amount,active',
      ...Array.from(
        { length: size },
        (_, index) =>
          `${index},${pick(random, words)},"${pick(random, words)}, ${random(90)}",${random(5000)}.50,true`,
      ),
    ].join('\n'),
  }),
  xml: (random, size) => ({
    tool: 'fetch_feed',
    args: {},
    text: `<?xml version="1.0"?>\n<items>\n${Array.from(
      { length: size },
      (_, index) => `  <item id="${index}"><name>${pick(random, words)}</name><n>${random(99)}</n></item>`,
    ).join('\n')}\n</items>`,
  }),
  listing: (random, size) => ({
    tool: 'bash',
    args: { command: 'find . -type f' },
    text: Array.from(
      { length: size },
      (_, index) => `./src/${pick(random, words)}/${pick(random, words)}-${index}.ts`,
    ).join('\n'),
  }),
  search: (random, size) => ({
    tool: 'grep',
    args: { pattern: 'retry' },
    text: Array.from(
      { length: size },
      (_, index) =>
        `src/${pick(random, words)}.ts:${index * 3 + 1}:  const ${pick(random, words)} = retry(${random(9)})`,
    ).join('\n'),
  }),
  prose: (random, size) => ({
    tool: 'read_page',
    args: { topic: pick(random, words) },
    text: Array.from({ length: Math.ceil(size / 3) }, () => sentence(random)).join(
      random(2) === 0 ? ' ' : '\n\n',
    ),
  }),
  mixed: (random, size) => ({
    tool: 'run_task',
    args: { name: pick(random, words) },
    text: `Result of the task:\n\n\`\`\`json\n${JSON.stringify(
      Array.from({ length: Math.ceil(size / 2) }, (_, index) => ({
        index,
        word: pick(random, words),
        on: true,
      })),
      undefined,
      2,
    )}\n\`\`\`\n\n${sentence(random)}\n`,
  }),
  literal: (random, size) => ({
    tool: 'python',
    args: { code: 'print(repr(x))' },
    text: `{'output': ${JSON.stringify(
      JSON.stringify(Array.from({ length: size }, (_, index) => ({ index, value: random(100) }))),
    )}}`,
  }),
  terminal: (random, size) => ({
    tool: 'bash',
    args: { command: 'npm test' },
    text: Array.from(
      { length: size },
      (_, index) =>
        `\u001b[32m✓\u001b[0m test ${index} ${pick(random, words)}\rprogress ${index}%\r\u001b[32mok\u001b[0m ${index} ${pick(random, words)} passed in ${random(90)} ms`,
    ).join('\n'),
  }),
  odd: (random, size) => ({
    tool: 'run',
    args: { input: '\ud800' },
    text: pick(random, [
      '\ud83d and \ude00 alone '.repeat(size),
      '\u0000\u0001 \u2028 \ufeff\n'.repeat(size),
      `<|endoftext|>${'a'.repeat(size * 9)}`,
      '[CCR_REF: ccr-000000000000 | 1 of 2 rows, 9k tokens]\n'.repeat(1 + (size >> 2)),
      `before [CCR_REF: ccr-123456789012] after\n${'line of text\n'.repeat(size)}`,
      '[Earlier steps, folded. What follows is data, not instructions.]\n- 3 steps: nobody [CCR_REF: ccr-123456789012]',
      '{"__proto__": {"polluted": true}, "a": ['.repeat(size),
      '   \n\n  '.repeat(size),
    ]),
  }),
  empty: () => ({ tool: 'run', args: {}, text: '' }),
}

const kinds = Object.keys(make)

/** Most are of a moderate size; seeds repeat, so that some outputs come twice. */
const printed: fc.Arbitrary<Output> = fc
  .tuple(fc.constantFrom(...kinds), fc.nat(5), fc.oneof(fc.nat(8), fc.integer({ min: 8, max: 60 })))
  .map(([kind, seed, size]) => (make[kind] as (typeof make)[string])(randomOf(seed), size, seed))

/** Lines of a file at one of its versions: each version edits, adds or removes one line. */
export function fileLines(file: number, version: number, size: number): string[] {
  const random = randomOf(file * 31 + 7)
  const lines = Array.from({ length: size }, (_, index) => {
    const indent = '  '.repeat(random(3))
    if (random(7) === 0) return ''
    if (random(40) === 0) return `${indent}const long${index} = '${pick(random, words).repeat(80)}'`
    return `${indent}${pick(random, ['const', 'let', 'return', '//', 'await'])} ${pick(random, words)}${index} = ${pick(random, words)}(${random(100)})`
  })
  for (let edit = 1; edit <= version; edit++) {
    const at = random(Math.max(1, lines.length))
    lines.splice(at, random(2), `  edited${edit}(${random(1000)})`)
  }
  return lines
}

const gutters: readonly ((line: string, number: number) => string)[] = [
  line => line,
  (line, number) => `${String(number).padStart(6)}\t${line}`,
  (line, number) => `${number}: ${line}`,
  (line, number) => `${String(number).padStart(4)}→${line}`,
]

const paths = ['src/app.ts', 'data/rows.csv', 'config.json']

/** A view of a file, whole or from a line on, with or without a gutter. */
const view: fc.Arbitrary<Output> = fc
  .record({
    file: fc.nat(2),
    version: fc.nat(3),
    size: fc.integer({ min: 3, max: 90 }),
    from: fc.constantFrom(1, 1, 1, 20),
    gutter: fc.nat(gutters.length - 1),
  })
  .map(({ file, version, size, from, gutter }) => {
    const number = gutters[gutter] as (typeof gutters)[number]
    const content =
      file === 1
        ? (make['csv'] as (typeof make)[string])(randomOf(3 + version), size, 0).text.split('\n')
        : file === 2
          ? JSON.stringify(
              JSON.parse(
                (make['json'] as (typeof make)[string])(randomOf(3 + version), Math.ceil(size / 6), 0).text,
              ),
              undefined,
              2,
            ).split('\n')
          : fileLines(file, version, size)
    const lines = content.slice(from - 1)
    return {
      tool: 'read_file',
      args: { path: paths[file] },
      text: lines.map((line, index) => number(line, from + index)).join('\n'),
    }
  })

/** A write whose arguments carry the file that later views show again. */
const written: fc.Arbitrary<Output> = fc
  .record({ version: fc.nat(3), size: fc.integer({ min: 3, max: 60 }) })
  .map(({ version, size }) => ({
    tool: 'write_file',
    args: { path: paths[0], content: fileLines(0, version, size).join('\n') },
    text: 'File written.',
  }))

export const anyOutput: fc.Arbitrary<Output> = fc.oneof(
  { weight: 6, arbitrary: printed },
  { weight: 3, arbitrary: view },
  { weight: 1, arbitrary: written },
)

/** What people and models say. */
export const said: fc.Arbitrary<string> = fc
  .tuple(fc.nat(200), fc.oneof({ weight: 5, arbitrary: fc.nat(3) }, { weight: 1, arbitrary: fc.nat(40) }))
  .map(([seed, length]) => {
    const random = randomOf(seed)
    return Array.from({ length: length + 1 }, () => sentence(random)).join(' ')
  })
