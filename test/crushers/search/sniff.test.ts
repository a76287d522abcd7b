import { describe, expect, it } from 'vitest'
import { diffCrusher } from '../../../crushers/diff/index.ts'
import { listingCrusher } from '../../../crushers/listing/index.ts'
import { decodeSearch, searchCrusher } from '../../../crushers/search/index.ts'

/** What only looks like hits, listings or diffs. */
const strangers: Record<string, string> = {
  'ISO timestamps': Array.from(
    { length: 20 },
    (_, at) => `2026-01-05T10:${10 + at}:07 worker.pool started job ${at}`,
  ).join('\n'),
  'clock times': Array.from({ length: 20 }, (_, at) => `10:${10 + at}:07.123 app/core.main: ready`).join(
    '\n',
  ),
  'dated logs': Array.from({ length: 20 }, (_, at) => `2026/01/05 10:${10 + at}:07 http.go listening`).join(
    '\n',
  ),
  'access logs': Array.from({ length: 20 }, (_, at) => `192.168.0.${at}:8080:GET /index.html 200`).join('\n'),
  'compiler errors': Array.from(
    { length: 20 },
    (_, at) => `src/mill/stone.c:${at + 3}:7: error: unknown type name 'grain'`,
  ).join('\n'),
  'compiler warnings with columns': Array.from(
    { length: 20 },
    (_, at) => `src/mill/stone.rs:${at + 3}:7: warning: unused variable`,
  ).join('\n'),
  'linter findings': Array.from(
    { length: 20 },
    (_, at) => `src/mill/stone.py:${at + 3}:1: E302 expected 2 blank lines [E302]`,
  ).join('\n'),
  URLs: Array.from({ length: 20 }, (_, at) => `http://localhost:80${10 + at}:/api/v1/items.json`).join('\n'),
  YAML: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: mill\n  labels:\n    app.kubernetes.io/name: mill\n    app.kubernetes.io/part-of: quern\nspec:\n  ports:\n  - port: 80\n',
  'YAML of images': Array.from(
    { length: 9 },
    (_, at) => `image.repo/stone-${at}.example: registry.example/stone:1.${at}`,
  ).join('\n'),
  prose:
    'The mill: how it was built.\nIt took ten years: 1810 to 1820.\nSee docs/history.md for more, and and/or ask the miller.\nThe stone weighs 12:7 of the wheel.',
  TypeScript:
    "import { a } from './a.ts'\nexport const b = {\n  'src/a.ts': 1,\n  key: 12,\n}\nfunction c(): void {\n  return\n}\n",
  'import paths': '#include <sys/types.h>\n#include "a/b.h"\nint main(void) {\n  return 0;\n}\n',
  'stack trace':
    'Error: no grain\n    at grind (/srv/mill/src/stone.js:12:7)\n    at run (/srv/mill/src/main.js:3:1)\n    at Object.<anonymous> (/srv/mill/index.js:1:1)',
  'a numbered view': Array.from(
    { length: 30 },
    (_, at) => `${at + 1}:  const stone${at} = grind(${at})`,
  ).join('\n'),
  'Markdown list': '- one\n- two\n+ three\n- four\n--- \n+++ \n',
  'Markdown rule': '--- a\nno diff\n+++ b\n',
  'JSON lines': Array.from({ length: 9 }, (_, at) => `{"path":"src/a.ts","line":${at}}`).join('\n'),
  CSV: 'path,line\nsrc/a.ts,1\nsrc/b.ts,2\nsrc/c.ts,3',
  'findings of a linter under their files':
    'src/mill/stone.js\n  12:5  error  no-unused-vars\n  14:1  warning  semi\n\nsrc/mill/bed.js\n  3:1  error  quotes\n',
  'keys and values': Array.from({ length: 20 }, (_, at) => `Stone ${at}: ${at * 7} kg`).join('\n'),
  'keys with two values': Array.from({ length: 20 }, (_, at) => `stone.weight.n${at}:${at * 7}:kg`).join(
    '\n',
  ),
  'hosts and ports': Array.from({ length: 20 }, (_, at) => `mill-${at}.example.org:80${10 + at}:tcp`).join(
    '\n',
  ),
  ratios: Array.from({ length: 20 }, (_, at) => `${16 + at}:9 wide`).join('\n'),
  accounts: Array.from(
    { length: 20 },
    (_, at) => `ada${at}:x:${1000 + at}:${1000 + at}::/home/ada:/bin/sh`,
  ).join('\n'),
  verses: Array.from({ length: 20 }, (_, at) => `Mill 3:${at} And the stone turned`).join('\n'),
  'YAML with paths as keys': Array.from(
    { length: 20 },
    (_, at) => `src/part${at}/stone.ts: owner-${at}`,
  ).join('\n'),
  'object keys that are paths': Array.from({ length: 20 }, (_, at) => `  'src/a${at}.ts': ${at},`).join('\n'),
  'a table of paths': `| path | lines |\n| --- | --- |\n${Array.from({ length: 20 }, (_, at) => `| src/part${at}/stone.ts | ${at} |`).join('\n')}`,
  'packages with a scope': Array.from({ length: 20 }, (_, at) => `@mill/stone${at}@1.${at}.0`).join('\n'),
  'identifiers and names': Array.from({ length: 20 }, (_, at) => `3f2a9c${10 + at} stone-${at}`).join('\n'),
  'counted words': Array.from({ length: 20 }, (_, at) => `     ${at + 1} stone`).join('\n'),
  'a search path': Array.from({ length: 40 }, (_, at) => `/usr/local/mill${at}/bin`).join(':'),
  'image tags': Array.from({ length: 20 }, (_, at) => `registry.local/mill/stone:${at}.2.1`).join('\n'),
  'bare names': 'alpha\nbeta\ngamma\ndelta\nepsilon',
  'grepped diff heads': Array.from({ length: 6 }, (_, at) => `diff --git a/src/${at}.ts b/src/${at}.ts`).join(
    '\n',
  ),
  'test names': Array.from({ length: 9 }, (_, at) => `--- PASS: TestStone${at} (0.00s)`).join('\n'),
}

describe('sniffing', () => {
  for (const [what, text] of Object.entries(strangers))
    it(`does not claim ${what}`, () => {
      for (const crusher of [searchCrusher, listingCrusher, diffCrusher])
        expect(crusher.sniff(text)).toBeLessThan(0.5)
    })

  it('claims what the tools print', () => {
    expect(
      searchCrusher.sniff('src/a.ts:1:import a\nsrc/a.ts:3:import b\nlib/c.go:12:func c() {'),
    ).toBeGreaterThan(0.9)
    expect(searchCrusher.sniff('src/a.ts:import a\nsrc/a.ts:import b\nlib/c.go:func c() {')).toBeGreaterThan(
      0.7,
    )
    expect(
      searchCrusher.sniff('3:import a\n19:import b\n40:func c() {\n', { command: 'grep -n import src/a.ts' }),
    ).toBeGreaterThan(0.9)
    expect(listingCrusher.sniff('./src/a.ts\n./src/b.ts\n./test/c.ts\n')).toBeGreaterThan(0.8)
    expect(listingCrusher.sniff('.\n├── a\n│   └── b\n└── c\n')).toBeGreaterThan(0.7)
    expect(diffCrusher.sniff('--- a/x.c\n+++ b/x.c\n@@ -1 +1 @@\n-a\n+b\n')).toBeGreaterThan(0.9)
  })

  it('selects from hits that stand below their files already', () => {
    const count = (text: string) => Math.ceil(text.length / 3.5)
    const files = Array.from({ length: 30 }, (_, file) => `source/part${file}/stone.ts`)
    const headed = files.map(
      file => `${file}\n${Array.from({ length: 9 }, (_, at) => `${at * 7 + 3}:  grind(${at})`).join('\n')}`,
    )
    const told = files.map(
      file =>
        `${file}:\n${Array.from({ length: 9 }, (_, at) => `  Line ${at * 7 + 3}: grind(${at})`).join('\n')}`,
    )
    for (const text of [headed.join('\n\n'), told.join('\n\n')]) {
      expect(searchCrusher.sniff(text)).toBeGreaterThan(0.8)
      const kept = searchCrusher.crush(text, { level: 'lossless', target: 400, count })
      expect(kept === undefined ? text : decodeSearch(kept.text)).toBe(text)
      const selected = searchCrusher.crush(text, { level: 'select', target: 700, count })?.text ?? ''
      expect(selected).toContain('… 270 hits in 30 files')
      for (const file of files) expect(selected).toContain(file.replace('stone.ts', ''))
    }
  })

  it('leaves views of files alone', () => {
    const hint = { fileView: true }
    expect(
      searchCrusher.sniff('src/a.ts:1:import a\nsrc/a.ts:3:import b\nlib/c.go:12:func c() {', hint),
    ).toBe(0)
    expect(diffCrusher.sniff('--- a/x.c\n+++ b/x.c\n@@ -1 +1 @@\n-a\n+b\n', hint)).toBe(0)
  })
})
