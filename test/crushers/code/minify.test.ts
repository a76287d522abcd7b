import { parse } from '@babel/parser'
import { describe, expect, it } from 'vitest'
import { minifyCrusher } from '../../../crushers/code/minifier.ts'
import { minify } from '../../../crushers/code/minify.ts'

const source = `
/** Says how long a stay is. */
export class Stay {
  #from = 0x10 // hexadecimal
  constructor(from, until) {
    this.#from = from
    if (until < from) {
      throw new RangeError(\`ends \${from - until} days before it begins\`)
    }
  }
  days = (limit = 1_000, ...{ length }) => Math.min(limit, 2 + 3, length) || 'none "yet"'
}

export const { a, b: renamed } = { a: 1, b: 2, 'quoted-key': [, 3] }
`

const LAYOUT = /^(?:start|end|loc|extra|comments|errors|range|shorthand|\w+Comments)$/
/** The tree without what layout decides: positions, spellings, and braces around one statement. */
function shape(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(shape)
  if (typeof node !== 'object' || node === null) return node
  const { type, body } = node as { type?: string; body?: unknown[] }
  if (
    type === 'BlockStatement' &&
    body?.length === 1 &&
    !('directives' in node && (node.directives as []).length)
  )
    return shape(body[0])
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => !LAYOUT.test(key))
      .map(([key, value]) => [key, shape(value)]),
  )
}
const tree = (text: string) => shape(parse(text, { sourceType: 'module' }).program)

describe('minify', () => {
  it('keeps the syntax tree and every name', async () => {
    const minified = (await minify(source, { milliseconds: 60_000 }))!
    expect(minified.length).toBeLessThan(source.length * 0.9)
    expect(minified).not.toContain('hexadecimal')
    expect(minified).toContain('0x10')
    expect(tree(minified)).toEqual(tree(source))
  }, 90_000)

  it('leaves what does not parse, and what is minified already', async () => {
    expect(await minify('const a = ;', { milliseconds: 60_000 })).toBeUndefined()
    expect(await minify('const a=1;', { milliseconds: 60_000 })).toBeUndefined()
  }, 90_000)

  it('stops when the time is up or the caller says so', async () => {
    const long = source.replace('export class Stay', 'class Stay').repeat(1)
    expect(await minify(long, { milliseconds: 0 })).toBeUndefined()
    expect(await minify(long, { signal: AbortSignal.abort() })).toBeUndefined()
    const controller = new AbortController()
    const stopped = minify(long, { signal: controller.signal })
    controller.abort()
    expect(await stopped).toBeUndefined()
  }, 90_000)

  it('is a crusher to hand to a pipeline: plain JavaScript, no view, never at the lossless level', async () => {
    const count = (text: string): number => Math.ceil(text.length / 4)
    const context = { level: 'select', target: 100, count } as const
    expect(minifyCrusher.sniff(source, { path: 'stay.js' })).toBeGreaterThan(0.5)
    expect(minifyCrusher.sniff(source, { path: 'stay.js', fileView: true })).toBe(0)
    expect(minifyCrusher.sniff('def main():\n    return 0\n', { path: 'main.py' })).toBe(0)
    const crushed = await minifyCrusher.crush(source, context)
    expect(tree(crushed!.text)).toEqual(tree(source))
    expect(crushed!.losses[0]).toMatchObject({ kept: crushed!.text.length, total: source.length })
    expect(await minifyCrusher.crush(source, { ...context, level: 'lossless' })).toBeUndefined()
    expect(await minifyCrusher.crush(source, { ...context, hint: { fileView: true } })).toBeUndefined()
    expect(await minifyCrusher.crush(source, { ...context, signal: AbortSignal.abort() })).toBeUndefined()
    expect(await minifyCrusher.crush('type A = { b: string }', context)).toBeUndefined()
  }, 90_000)
})
