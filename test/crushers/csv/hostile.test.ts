import { describe, expect, it } from 'vitest'
import { csvCrusher } from '../../../crushers/csv/index.ts'
import { tableCrusher } from '../../../crushers/table/index.ts'
import type { Crusher } from '../../../crushers/types.ts'
import { xmlCrusher } from '../../../crushers/xml/index.ts'
import { yamlCrusher } from '../../../crushers/yaml/index.ts'
import { crushWith, estimate } from './support.ts'

const big = 'x'.repeat(1_000_000)
const lines = (line: string, times: number) => `${line}\n`.repeat(times)

const texts: Record<string, string> = {
  nothing: '',
  'NUL and lone surrogates': lines('\0,\ud800,\udfff|a  b', 50),
  'names of prototypes': `__proto__,constructor,toString\n${lines('1,2,3', 40)}`,
  'a table with names of prototypes': `| __proto__ | constructor |\n|---|---|\n${lines('| 1 | 2 |', 40)}`,
  'elements with names of prototypes': `<__proto__>${lines('<constructor __proto__="1"><toString>2</toString></constructor>', 20)}</__proto__>`,
  'keys with names of prototypes': `__proto__:\n  constructor: 1\n  list:\n${lines('    - __proto__: 2', 40)}`,
  'one endless cell': `a,b\n1,${big}\n2,3\n4,5\n`,
  'one endless quoted cell': `a,b\n1,"${big}"\n2,3\n4,5\n`,
  'a quote that never ends': `a,b\n1,"${big}\n2,3\n`,
  'one endless line of bars': `${'|a'.repeat(100_000)}\n${'|-'.repeat(100_000)}\n`,
  'one endless line of commas': ','.repeat(1_000_000),
  'an endless attribute': `<a b="${big}"><c/></a>`,
  'tags that never close': '<a>'.repeat(100_000),
  'tags that are never open': '</a>'.repeat(100_000),
  'many angle brackets': '<'.repeat(100_000),
  'many comments': `<a>${'<!-- -->'.repeat(100_000)}</a>`,
  'a comment that never ends': `<a><!--${big}`,
  'capital lines': lines('AAA BBB  CCC', 8_000),
  'capital lines of one space': lines('AAA BBB CCC', 8_000),
  'frames without end': lines('+--+--+\n| a | b |', 6_000),
  'rules without end': lines('---- ----', 6_000),
  'indented headers': Array.from({ length: 6_000 }, (_, row) => `${row % 2 ? '   ' : ''}AA  BB`).join('\n'),
  'names in columns': lines('name  value  other', 6_000),
  'spaces only': ' '.repeat(1_000_000),
  'brackets without end': '['.repeat(200_000),
  'dashes without end': '- '.repeat(100_000),
}

describe('hostile texts', () => {
  for (const crusher of [csvCrusher, tableCrusher, xmlCrusher, yamlCrusher] as readonly Crusher[])
    it(`${crusher.name} neither throws nor grows nor pollutes`, () => {
      for (const [name, text] of Object.entries(texts))
        for (const level of ['lossless', 'select', 'outline'] as const) {
          crusher.sniff(text)
          const crushed = crushWith(crusher, text, { level, target: 500, count: estimate })
          expect([name, (crushed?.text.length ?? 0) <= text.length]).toEqual([name, true])
        }
      expect(Object.keys(Object.prototype)).toEqual([])
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    })
})
