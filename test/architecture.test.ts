import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '..')

/** Which folder may import from which. The core is what lies in `src` itself: types, options, the fold. */
const layers: Readonly<Record<string, readonly string[]>> = {
  crushers: ['crushers', 'src/tokens', 'src/text'],
  'src/formats': ['src/formats', 'src/transcript', 'src/json', 'src/errors'],
  'src/ccr': ['src/ccr', 'crushers', 'src/errors', 'src/hash', 'src/json', 'src/formats/format'],
  'src/stores': ['src/stores', 'src/ccr/store', 'src/errors'],
  'src/ledger': ['src/ledger', 'src/ccr', 'src/policy', 'src/emission', 'src/transcript', 'src/text'],
  'src/stages': [
    'src/stages',
    'src/ccr',
    'src/ledger',
    'crushers',
    'src/formats/format',
    'src/formats/patch',
    'src/*',
  ],
  'src/providers': ['src/providers', 'src/formats/format', 'src/json', 'src/errors'],
  'src/integrations': ['src/integrations', 'src/index', 'src/ccr', 'src/json', 'src/errors'],
  'src/cli': ['src/cli', 'src/index', 'src/formats', 'src/json', 'src/errors', 'crushers/index', 'bench'],
  'src/testing': ['src/testing', 'src/index', 'src/ccr/store', 'crushers', 'bench'],
}

/** What has state or knows the whole: nothing below may look up at it. */
const top = new Set([
  'src/index',
  'src/pipeline',
  'src/session',
  'src/advance',
  'src/boundary',
  'src/fold',
  'src/reporting',
])

interface Import {
  readonly from: string
  readonly to: string
  /** Types leave no trace at run time. */
  readonly typeOnly: boolean
}

const sources = ['src', 'crushers'].flatMap(folder =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts'))
    .map(file => path.posix.join(folder, file.split(path.sep).join('/'))),
)

const imports: readonly Import[] = sources.flatMap(from => {
  const text = readFileSync(path.join(root, from), 'utf8')
  return [...text.matchAll(/^(?:import|export)\b(\s+type\b)?[^'";]*?from\s+'(\.[^']*)'/gm)].map(match => ({
    from: from.replace(/\.ts$/, ''),
    to: path.posix.join(path.posix.dirname(from), match[2] as string).replace(/\.ts$/, ''),
    typeOnly: match[1] !== undefined,
  }))
})

const layerOf = (module: string): string | undefined =>
  Object.keys(layers).find(layer => module.startsWith(`${layer}/`))

function isAllowed(module: string, allowed: readonly string[]): boolean {
  return allowed.some(one =>
    one.endsWith('/*')
      ? path.posix.dirname(module) === one.slice(0, -2) && !top.has(module)
      : module === one || module.startsWith(`${one}/`),
  )
}

const shown = ({ from, to }: Import): string => `${from} → ${to}`

test('there are imports to look at', () => {
  expect(imports.length).toBeGreaterThan(200)
})

test.each(Object.entries(layers))('%s imports only what it may', (layer, allowed) => {
  const wrong = imports.filter(one => layerOf(one.from) === layer && !isAllowed(one.to, allowed))
  expect(wrong.map(shown)).toEqual([])
})

test('nothing looks up at the pipeline but what is built on it', () => {
  const wrong = imports.filter(
    one =>
      top.has(one.to) &&
      !top.has(one.from) &&
      !one.typeOnly &&
      !['src/integrations', 'src/cli', 'src/testing'].includes(layerOf(one.from) ?? ''),
  )
  expect(wrong.map(shown)).toEqual([])
})

test('importing quern alone loads no optional dependency', () => {
  const light = new Set<string>()
  const open = ['src/index']
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (light.has(next)) continue
    light.add(next)
    open.push(...imports.filter(one => one.from === next && !one.typeOnly).map(one => one.to))
  }
  const heavy = [
    'better-sqlite3',
    'libsql',
    'ioredis',
    'pg',
    'ai',
    '@langchain/core',
    'hono',
    'commander',
    'terser',
  ]
  const wrong = [...light].flatMap(module => {
    const file = path.join(root, `${module}.ts`)
    const text = sources.includes(`${module}.ts`) ? readFileSync(file, 'utf8') : ''
    return heavy
      .filter(name => new RegExp(`^import (?!type)[^']*'${name}(?:/[^']*)?'`, 'm').test(text))
      .map(name => `${module} → ${name}`)
  })
  expect(wrong).toEqual([])
})
