import { describe, expect, it } from 'vitest'
import { typedFiles } from '../../bench/crushers/files.ts'
import { needlesOf } from '../../bench/crushers/needles.ts'
import { random } from '../../bench/crushers/random.ts'
import { scoreCrushers } from '../../bench/crushers/score.ts'

describe('needlesOf', () => {
  const rows = Array.from({ length: 60 }, (_, row) => `{"id": "order-${row}", "total": ${100 + (row % 7)}}`)
  const text = `[${rows.join(',\n')},\n{"id": "order-odd", "total": 99000}]`

  it('finds the odd value, the names, and the same facts each time', () => {
    const needles = needlesOf('json', text, 'a.json')
    expect(needles.filter(needle => needle.class === 'anomaly').map(needle => needle.text)).toEqual(['99000'])
    expect(needles.filter(needle => needle.class === 'structure').map(needle => needle.text)).toContain(
      'total',
    )
    expect(needlesOf('json', text, 'a.json')).toEqual(needles)
    expect(needlesOf('json', text, 'b.json')).not.toEqual(needles)
  })
})

describe('random', () => {
  it('draws exactly as many as are wanted, in order', () => {
    const values = Array.from({ length: 100 }, (_, index) => index)
    const drawn = random('seed')(values, 12)
    expect(drawn).toHaveLength(12)
    expect(drawn).toEqual(drawn.toSorted((left, right) => left - right))
    expect(random('seed')([1, 2], 12)).toEqual([1, 2])
  })
})

describe('scoreCrushers', () => {
  it('scores the fixtures of every type, and none throws', () => {
    const scores = scoreCrushers(typedFiles('fixtures'), { level: 'select' })
    expect(scores.length).toBeGreaterThanOrEqual(10)
    for (const score of scores) {
      expect(score.failed).toBe(0)
      expect(score.after).toBeLessThanOrEqual(score.before)
    }
  })
})
