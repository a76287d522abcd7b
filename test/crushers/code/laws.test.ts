import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codeCrusher, symbols } from '../../../crushers/code/index.ts'
import type { CrushContext, Level } from '../../../crushers/types.ts'
import { expand } from './support.ts'

const paths = [
  'a.ts',
  'a.tsx',
  'a.js',
  'a.py',
  'a.go',
  'a.rs',
  'a.java',
  'a.c',
  'a.cpp',
  'a.cs',
  'a.rb',
  'a.php',
  'a.sh',
]
const levels: readonly Level[] = ['lossless', 'select', 'outline']
const count = (text: string): number => text.length / 4
const context = (level: Level, path: string, fileView: boolean): CrushContext => ({
  level,
  target: 100,
  hint: { path, fileView },
  count,
})

const word = fc.constantFrom(
  'def f(x):',
  'class A:',
  'class A {',
  'func f() {',
  'fn f() {',
  'function f() {',
  '() => {',
  'x = [',
  'f(',
  ')',
  '}',
  '{',
  '})',
  ']',
  'end',
  'do',
  'if (x) {',
  '} else {',
  '"""',
  "'''",
  '"',
  "'",
  '`',
  '${',
  '/*',
  '*/',
  '// c',
  '# c',
  '#if A',
  '#else',
  '#endif',
  '<<TEXT',
  'TEXT',
  '\\',
  '=begin',
  'const a = 1;',
  'a, b,',
  'return 12345678901',
  '"text",',
  'key: "value with some length to it",',
  '\u0000',
  '\ud800',
  '__proto__: 1',
  '/re[/]/',
  "'a",
  'r#"',
  'R"(',
  ')"',
)
const line = fc
  .tuple(fc.constantFrom('', '  ', '    ', '\t'), fc.array(word, { maxLength: 3 }))
  .map(([space, words]) => space + words.join(' '))
const code = fc.array(line, { maxLength: 60 }).map(lines => lines.join('\n'))

describe('laws of the code crusher', () => {
  it('never throws, never grows, tells what it took out, and declines its own output', () => {
    fc.assert(
      fc.property(
        code,
        fc.constantFrom(...paths),
        fc.constantFrom(...levels),
        fc.boolean(),
        (text, path, level, view) => {
          const crushed = codeCrusher.crush(text, context(level, path, view))
          expect(codeCrusher.crush(text, context(level, path, view))).toEqual(crushed)
          expect(codeCrusher.sniff(text, { path })).toBeLessThanOrEqual(1)
          symbols(text, { path })
          if (crushed === undefined) return
          expect(crushed.text.length).toBeLessThan(text.length)
          expect(codeCrusher.crush(crushed.text, context(level, path, view))).toBeUndefined()
        },
      ),
      { numRuns: 600 },
    )
  })

  it('keeps every line of a view whole, and names those it folds', () => {
    fc.assert(
      fc.property(code, fc.constantFrom(...paths), (text, path) => {
        const crushed = codeCrusher.crush(text, context('outline', path, true))
        expect(crushed === undefined ? text : expand(crushed.text, text)).toBe(text)
      }),
      { numRuns: 600 },
    )
  })

  it('takes nothing but the gutter unless an outline is asked for', () => {
    const text = 'function f() {\n  first(1)\n  second(2, "a longer argument, and another")\n  third(3)\n}\n'
    for (const level of ['lossless', 'select'] as const)
      expect(codeCrusher.crush(text.repeat(20), context(level, 'a.js', false))).toBeUndefined()
  })

  const hostile: Record<string, string> = {
    'a megabyte of minified code': 'var a=function(b){return b.c({d:[1,2,3]})};'.repeat(24_000),
    'four hundred levels': `${'{\n'.repeat(400)}x\n${'}\n'.repeat(400)}`,
    'five thousand parentheses': `function f() {\n  x = ${'('.repeat(5000)}1${')'.repeat(5000)}\n}\n`,
    'braces that never close': '{\n'.repeat(40_000),
    'lists in lists': `x = ${'[\n'.repeat(40_000)}${']\n'.repeat(40_000)}`,
    'comments that never close': '/*\n'.repeat(40_000),
    'quotes of all kinds': '"\n\'\n`\n"""\n'.repeat(20_000),
    'a long chain of calls': `x\n${'.then(() => {\n a\n})\n'.repeat(5000)}`,
    'blocks that never end': 'foo do\n'.repeat(50_000),
    'functions without bodies': 'def f():\n'.repeat(20_000),
    'bytes that are no text': Array.from({ length: 100_000 }, (_, index) =>
      String.fromCharCode((index * index * 7919 + index * 31) % 400),
    ).join(''),
  }
  for (const [name, text] of Object.entries(hostile)) {
    it(`reads ${name} once, in every language`, () => {
      for (const path of paths)
        expect(codeCrusher.crush(text, context('outline', path, true))?.text.length ?? 0).toBeLessThan(
          text.length,
        )
    }, 120_000)
  }
})
