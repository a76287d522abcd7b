import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { codeCrusher } from '../../../crushers/code/index.ts'
import { languageOfContent } from '../../../crushers/code/sniff.ts'

const folder = 'fixtures/crushers/code'
const read = (name: string) => readFileSync(join(folder, name, 'input.txt'), 'utf8')

const others: Record<string, string> = {
  Markdown:
    '# Berths\n\nCall `book()` with a stay:\n\n```ts\nconst stay = book({ from: 1 })\nfunction f() {\n}\n```\n\n- one\n- two\n',
  prose:
    'The harbour has nine berths. Each of them has a list of stays, and no two overlap (mostly).\n'.repeat(8),
  JSON: JSON.stringify({ berths: [{ id: 'north-1', depth: 4 }], limit: 28, open: true }, null, 2),
  YAML: 'berths:\n  - id: north-1\n    depth: 4\n  - id: north-2\n    depth: 5\nlimit: 28\nopen: true\n',
  logs: Array.from(
    { length: 12 },
    (_, n) => `2026-03-0${n % 9} 12:0${n % 9}:00 INFO booked berth north-${n} (stay ${n});`,
  ).join('\n'),
  diff: '--- a/src/berth.ts\n+++ b/src/berth.ts\n@@ -1,4 +1,4 @@\n import { a } from "./a.ts"\n-const b = a()\n+const b = a(1)\n export default b\n',
  'a shell session':
    '$ npm test\n> harbour@1.0.0 test\n> vitest run\n\n$ git status\nOn branch main\nnothing to commit\n',
  CSV: 'id;vessel;from;until\n1;Anna;3;9\n2;Berta;4;8\n3;Clara;5;7\n4;Dora;6;11\n5;Emma;7;13\n',
  'search hits':
    'src/a.ts:12:export const a = 1\nsrc/a.ts:14:export const b = 2\nsrc/b.ts:3:import { a } from "./a.ts"\nsrc/c.ts:9:return a + b\n',
}

describe('sniffing code', () => {
  for (const name of readdirSync(folder).filter(each => each !== 'nothing-to-fold' && each !== 'shell')) {
    it(`knows ${name} without a hint`, () => {
      expect(codeCrusher.sniff(read(name))).toBeGreaterThan(0.5)
      expect(languageOfContent(read(name))).toBeDefined()
    })
  }

  it.each(Object.entries(others))('does not claim %s', (_, text) => {
    expect(codeCrusher.sniff(text)).toBeLessThan(0.5)
  })

  it('believes a path or a fence, but not against the text', () => {
    expect(codeCrusher.sniff('x', { path: 'lib/a.py' })).toBeGreaterThan(0.7)
    expect(codeCrusher.sniff('x', { language: 'rust' })).toBeGreaterThan(0.7)
    expect(codeCrusher.sniff(others.diff!, { path: 'src/berth.ts' })).toBeLessThan(0.5)
    expect(codeCrusher.sniff('\0\u0001\u0002 garbage', { path: 'a.py' })).toBe(0)
    expect(codeCrusher.sniff(read('python'), { path: 'notes.md' })).toBe(0)
  })
})
