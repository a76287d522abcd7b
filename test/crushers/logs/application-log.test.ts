import { describe, expect, test } from 'vitest'
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base'
import { logsCrusher } from '../../../crushers/logs/index.ts'
import { applicationLog } from './application-log.ts'

const count = (text: string): number => countTokens(text)

describe('an application log of 3,000 lines', () => {
  const { text, needles } = applicationLog()
  const crushed = logsCrusher.crush(text, { level: 'select', target: 4000, count })
  const shown = crushed?.text ?? ''

  test('is crushed to half of what the best tool needed', () => {
    expect(count(text)).toBeGreaterThan(110_000)
    expect(count(shown)).toBeLessThan(2300)
  })

  test('shows every error, the trace and what happened once, in order of time', () => {
    const places = needles.map(each => shown.indexOf(each))
    expect(places).not.toContain(-1)
    expect(places).toEqual([...places].sort((a, b) => a - b))
  })

  test('folds library frames and names their lines', () => {
    expect(shown).toMatch(/… 18 lines of library frames \(\d+–\d+\)/)
  })

  test('accounts for every line', () => {
    const templates = [...shown.matchAll(/ \(×(\d+), /g)].map(each => Number(each[1]))
    expect(templates.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(2900)
  })
})
