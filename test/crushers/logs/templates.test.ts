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
  'alarm label before the time': index =>
    `${index % 3 ? '-' : 'ALARM'} 11178${10000 + index} 2026.01.02 node-${index % 8} `,
  'state that is at times a level': index =>
    `${1000 + index} node-${index % 8} unit.hw ${['state.up', 'error', 'fan', 'status'][index % 4]} 10778${10000 + index} 1 `,
  'program of one or two words before a dash': index =>
    `[10.30 16:49:${10 + (index % 50)}] app${'abc'[index % 3]}.exe${index % 3 ? '' : ' *64'} - `,
  'component in a column of its own': index =>
    `2026-01-02 03:04:${10 + (index % 50)}, Info                  ${index % 3 ? 'CBS' : 'CSI'}    `,
  'note behind a component': index =>
    `Jan  2 03:0${index % 10}:04 box${index % 3} app[${900 + index}]${index % 2 ? ` ([${index}])` : ''}: `,
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

  test('takes a line without a header as a message', () => {
    const lines = Array.from(
      { length: 60 },
      (_, index) => `- 11178${10000 + index} R0${index % 8} INFO started unit ${index}`,
    )
    const { groups, templates: found } = templates([
      ...lines,
      'java.io.IOException: broken pipe',
      'java.io.IOException: closed',
    ])
    expect(found[groups[60] as number]).toContain('broken pipe')
    expect(groups[61]).not.toBe(groups[60])
  })

  test('takes no sentence for a header, though nearly all lines say the same', () => {
    const lines = Array.from(
      { length: 60 },
      (_, index) => `[src/f${index}.c:${index}] The line length is ${index}, but must be below 80`,
    )
    const { groups } = templates([...lines, '[src/a.c:3] Imports are not sorted here at all'])
    expect(new Set(groups).size).toBe(2)
  })

  test('tells messages apart by words that change together, and by words where values stand', () => {
    const lines = [
      'illegal instruction',
      'imprecise exception',
      'privileged order',
      'trap call',
      'fp compare',
    ].flatMap((what, index) =>
      Array.from({ length: 6 }, (_, at) => `interrupt: ${what}......${(index + at) % 2}`),
    )
    expect(new Set(templates(lines).groups).size).toBe(5)
    const boots = Array.from({ length: 40 }, (_, index) => (index % 4 ? `boot ${index}` : 'boot failed'))
    expect(new Set(templates(boots).groups).size).toBe(2)
  })

  test('of two columns that vary independently, what stands behind its name varies', () => {
    const lines = Array.from(
      { length: 80 },
      (_, index) =>
        `worker-${index} ${index % 2 ? 'joined' : 'left'} group ${['mail', 'audit', 'search', 'bill'][(index >> 1) % 4]}`,
    )
    expect(new Set(templates(lines).groups).size).toBe(2)
  })

  test('knows no special names', () => {
    expect(() => templates(['__proto__', 'constructor', 'toString 1', '\ud800', '\0'])).not.toThrow()
  })
})
