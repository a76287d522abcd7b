import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BenchResult } from '../../bench/run.ts'
import { build } from './built.ts'
import { log, session } from './sessions.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'quern-bench-'))
const at = (name: string): string => path.join(folder, name)
let bench: ReturnType<typeof build>

beforeAll(() => {
  bench = build()
  mkdirSync(at('corpus/ops'), { recursive: true })
  mkdirSync(at('empty'))
  for (let index = 0; index < 5; index++) {
    const steps = Array.from({ length: 3 + index }, (_, step) => ({
      output: log(40 + 10 * index, step * 97),
      says: 'Looking further.',
    }))
    const { messages } = session(steps)
    writeFileSync(at(`corpus/ops/s${index}.json`), JSON.stringify({ id: `s${index}`, messages }))
  }
  writeFileSync(at('corpus/ops/broken.json'), '{"messages": [')
  writeFileSync(
    at('corpus/ops/odd.json'),
    '{"messages": [{"role":"user","content":"a"},{"role":7},{"role":"assistant","content":[null,{"type":3}],"tool_calls":[null,{}]}]}',
  )
})
afterAll(() => {
  bench.remove()
  rmSync(folder, { recursive: true })
})

const numbers = (file: string): string =>
  JSON.stringify(
    (JSON.parse(readFileSync(at(file), 'utf8')) as BenchResult[]).map(({ times: _times, ...rest }) => rest),
  )

describe('the command', () => {
  it('gives the same bytes with one process and with two, but for times', () => {
    const run = (processes: string, json: string) =>
      bench.run(
        '--corpus',
        at('corpus'),
        '--systems',
        'raw,quern,keep-last-3,toon',
        '--budget',
        '8k',
        '--processes',
        processes,
        '--json',
        at(json),
      )
    const one = run('1', 'one.json')
    expect(one.stderr).toBe('')
    expect(one.status).toBe(0)
    expect(run('2', 'two.json').status).toBe(0)
    expect(numbers('two.json')).toBe(numbers('one.json'))
    expect(one.stdout).toContain('1 of 7 skipped:\n  ops/broken.json: ')
  })

  it('tells what each system needs by itself', () => {
    const [{ times }] = JSON.parse(readFileSync(at('one.json'), 'utf8')) as [BenchResult]
    expect(times.alone?.systems.quern?.peakMemory).toBeGreaterThan(20)
    expect(times.cpuSeconds).toBeGreaterThan(0)
  })

  it.each([
    ['an empty folder', ['--corpus', at('empty')], 'no .json or .jsonl file in'],
    ['no folder', ['--corpus', at('none')], 'does not exist'],
    ['no file of a type', ['--crushers', '--corpus', at('empty')], 'called like a content type'],
    [
      'a bad budget',
      ['--budget', '1.5'],
      '--budget is 1.5; expected a whole number above 0 (32000 or 32k), or none',
    ],
    ['an unknown system', ['--systems', 'none such'], 'no system is called none such'],
    ['an unknown option', ['--corpse', 'x'], "Unknown option '--corpse'"],
    ['a README without markers', ['--readme', at('corpus/ops/s0.json')], '<!-- bench:start -->'],
  ])('refuses %s with exit code 2', (_, args, message) => {
    const { status, stderr } = bench.run(...args)
    expect(stderr).toContain(message)
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(status).toBe(2)
  })

  it('takes a single file', () => {
    const { status, stdout } = bench.run('--corpus', at('corpus/ops/s1.json'), '--systems', 'raw')
    expect(stdout).toContain('1 sessions, 8 turns')
    expect(status).toBe(0)
  })

  it('samples evenly and strides', () => {
    const sessions = (...args: string[]) =>
      /: (\d+) sessions/.exec(bench.run('--corpus', at('corpus'), '--systems', 'raw', ...args).stdout)?.[1]
    expect(sessions('--sample', '3')).toBe('2')
    expect(sessions('--stride', '3')).toBe('2')
  })

  it('writes tables, the page and the block of a README', () => {
    writeFileSync(at('README.md'), 'before\n<!-- bench:start -->\nold\n<!-- bench:end -->\nafter\n')
    const { status } = bench.run(
      '--corpus',
      at('corpus'),
      '--systems',
      'raw,quern',
      '--budget',
      '8k',
      '--name',
      'made',
      '--out',
      at('out/deep'),
      '--html',
      at('out/page.html'),
      '--readme',
      at('README.md'),
    )
    expect(status).toBe(0)
    expect(readFileSync(at('out/deep/made-8000.md'), 'utf8')).toContain('# made, 8k tokens')
    expect(readFileSync(at('out/page.html'), 'utf8')).toContain('<svg')
    const readme = readFileSync(at('README.md'), 'utf8')
    expect(readme).toMatch(/^before\n<!-- bench:start -->\n6 recorded sessions \(made\)/)
    expect(readme).toMatch(/\| \*\*quern\*\* \|[\s\S]*<!-- bench:end -->\nafter\n$/)
  })
})
