import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import Papa from 'papaparse'
import { logsCrusher, templates } from '../../../crushers/logs/index.ts'
import { messageStart, readLog } from '../../../crushers/logs/items.ts'
import { splitLines } from '../../../crushers/logs/lines.ts'
import { failureWidth } from '../../../crushers/logs/policy.ts'
import { familiesOf } from '../../../crushers/logs/families.ts'

const corpus = join(resolve(process.env.QUERN_CORPUS ?? '../shared/corpus'), 'logs')
const there = existsSync(corpus)
const count = (text: string): number => Math.ceil(text.length / 2.9)

/** A line counts when its group holds exactly the lines of its true group. */
function accuracy(groups: readonly number[], truth: readonly string[]): number {
  const sizes = new Map<string, number>()
  const add = (key: string): void => void sizes.set(key, (sizes.get(key) ?? 0) + 1)
  for (const [index, id] of truth.entries()) {
    add(`group ${groups[index]}`)
    add(`event ${id}`)
    add(`both ${groups[index]} ${id}`)
  }
  const right = truth.filter((id, index) => {
    const both = sizes.get(`both ${groups[index]} ${id}`)
    return both === sizes.get(`group ${groups[index]}`) && both === sizes.get(`event ${id}`)
  })
  return right.length / truth.length
}

describe.skipIf(!there)('logs of the corpus (skipped where it is missing)', () => {
  test('groups the lines of loghub at least as well as the best published parser', () => {
    const folder = join(corpus, 'loghub')
    const scores: number[] = []
    for (const file of readdirSync(folder).filter(each => each.endsWith('_structured.csv'))) {
      const rows = Papa.parse<Record<string, string>>(readFileSync(join(folder, file), 'utf8'), {
        header: true,
        skipEmptyLines: true,
      }).data
      const lines = readFileSync(join(folder, file.replace('_structured.csv', '')), 'utf8')
        .split(/\r?\n/)
        .filter(each => each.trim() !== '')
      scores.push(
        accuracy(
          templates(lines).groups,
          rows.map(each => each.EventId ?? ''),
        ),
      )
    }
    expect(scores).toHaveLength(5)
    expect(scores.reduce((sum, each) => sum + each, 0) / scores.length).toBeGreaterThan(0.983)
  })

  const files = there
    ? ['build', 'lint', 'loghub', 'stacktrace', 'test'].flatMap(folder =>
        readdirSync(join(corpus, folder))
          .filter(each => !each.endsWith('.csv'))
          .map(each => join(folder, each)),
      )
    : []

  test.each(files)('%s: each template of a failure and each trace has a line of its own', file => {
    const text = readFileSync(join(corpus, file), 'utf8')
    const crushed = logsCrusher.crush(text, { level: 'select', target: 2000, count })
    const shown = new Set<string>(
      (crushed?.text ?? text).split('\n').map(each => each.replace(/ \((?:×|again).*\)$/, '').trimStart()),
    )
    const lines = splitLines(text).shown
    const { kinds, signals, quiet, blocks, inBlock } = readLog(lines)
    const failing = kinds.kinds.filter(
      kind =>
        (signals[kind.id] === 'failure' || signals[kind.id] === 'failed') &&
        quiet?.[kind.id] !== 1 &&
        inBlock[kind.first] === 0,
    )
    const isShown = (line: string): boolean => line.length > failureWidth || shown.has(line.trimStart())
    const missing = familiesOf(failing, lines, messageStart(lines)).filter(
      family => !family.members.some(kind => isShown(lines[kind.first] as string)),
    )
    const heads = new Map(blocks.map(block => [block.key, block]))
    const untold = [...heads.values()].filter(
      ({ key, first }) =>
        !blocks.some(each => each.key === key && isShown(lines[each.first] as string)) &&
        isShown(lines[first] as string) === false,
    )
    expect(missing.map(family => lines[family.first])).toEqual([])
    expect(untold.map(({ first }) => lines[first])).toEqual([])
  })
})
