import { describe, expect, test } from 'vitest'
import { templates } from '../../../crushers/logs/index.ts'

/** Messages with numbers and names that vary by line; five kinds. */
const messages = (index: number): string =>
  [
    `Accepted connection from 10.0.${index % 7}.${(index * 13) % 255}:${4000 + index}`,
    `Session ${(index * 7919).toString(16).padStart(8, 'a')} closed after ${index % 90}.5 s`,
    `User ${['ada', 'bob', 'cyd', 'dan', 'eve', 'fay'][(index * 5) % 6]} changed role`,
    `Wrote ${index * 11} bytes to /var/spool/q${index % 9}/part-${index}`,
    'Cache is warm',
  ][index % 5] as string

/** Headers of several families of systems; what varies in them must not part the messages. */
const headers: Record<string, (index: number) => string> = {
  none: () => '',
  'time and level': index =>
    `2026-01-02 03:${10 + (index % 50)}:04,${100 + index} ${index % 9 ? 'INFO' : 'WARN'} `,
  syslog: index => `Jan  2 03:0${index % 10}:04 box${index % 3} app${index % 4 ? '' : 'd'}[${900 + index}]: `,
  'thread and logger': index =>
    `03:04:${10 + (index % 50)}.${100 + index} [pool ${index % 6} worker ${index}] DEBUG c.acme.Queue - `,
  'bars between columns': index => `20260102-03:04:${index % 60}|mod_${'abc'[index % 3]}|3000${index}|`,
  'dashed label, node, level': index =>
    `- 11178${10000 + index} 2026.01.02 R0${index % 8}-M1-N${index % 9} RAS KERN INFO `,
  'request in brackets': index =>
    `svc.log 2026-01-02 03:04:05.${100 + index} ${2000 + index} INFO acme.api [${index % 3 ? `req-${index}f${index} u${index}` : '-'}] `,
}

describe('templates', () => {
  test.each(Object.entries(headers))('groups messages behind a header: %s', (_, header) => {
    const lines = Array.from({ length: 400 }, (_each, index) => header(index) + messages((index * 17) % 400))
    const { groups, templates: found } = templates(lines)
    const truth = lines.map((_each, index) => ((index * 17) % 400) % 5)
    const pairs = new Set(groups.map((group, index) => `${group} ${truth[index]}`))
    expect(found).toHaveLength(5)
    expect(pairs.size).toBe(5)
  })

  test('gives each line a group and each group a template', () => {
    const { groups, templates: found } = templates(['a 1', '', 'a 2', 'b'])
    expect(groups).toEqual([0, 2, 0, 1])
    expect(found).toEqual(['a <*>', 'b', ''])
  })

  test('keeps states and switches apart and merges lists of any length', () => {
    const lines = [
      'lock held=true',
      'lock held=false',
      'moved from NEW to DONE',
      'ids 1, 2, 3',
      'ids 4',
      'ids 5 6',
    ]
    const { groups } = templates(lines)
    expect(groups[0]).not.toBe(groups[1])
    expect(groups[3]).toBe(groups[4])
    expect(groups[4]).toBe(groups[5])
  })

  test('knows no special names', () => {
    expect(() => templates(['__proto__', 'constructor', 'toString 1', '\ud800', '\0'])).not.toThrow()
  })
})
