import { describe, expect, it } from 'vitest'
import { typedFiles } from '../../bench/crushers/files.ts'
import { needlesOf } from '../../bench/crushers/needles.ts'
import { random } from '../../bench/crushers/random.ts'
import { Fates } from '../../bench/crushers/fate.ts'
import { growthOf } from '../../bench/crushers/growth.ts'
import { sampleNames, sampleOf } from '../../bench/crushers/samples.ts'
import { scoreCrushers } from '../../bench/crushers/score.ts'
import { crush } from '../../crushers/index.ts'

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
  it('scores the fixtures of every type, and none throws', async () => {
    const scores = await scoreCrushers(typedFiles('fixtures', 3), { level: 'select', warm: 1 })
    expect(scores.length).toBeGreaterThanOrEqual(10)
    for (const score of scores) {
      expect(score.failed).toEqual([])
      expect(score.speed.characters).toBeGreaterThan(200)
      expect(score.after).toBeLessThanOrEqual(score.before)
    }
  })
})

describe('fates', () => {
  const rows = Array.from({ length: 400 }, (_, row) => ({ id: `order-${row}`, total: 100 + (row % 7) }))
  const original = JSON.stringify(rows)

  it('are inline in what is shown, and recoverable behind a handle', async () => {
    const crushed = crush('json', original, { level: 'select', target: 300 })
    expect(crushed?.lossless).toBe(false)
    const fates = new Fates('json', original, crushed)
    expect(await fates.of('order-0')).toBe('inline')
    expect(await fates.of('order-217')).toBe('recoverable')
    expect(await fates.of('order-4711')).toBe('lost')
  })

  it('are respelled where nothing is lost but the spelling, and lost where the claim is false', async () => {
    const claim = { text: JSON.stringify({ a: 1 }), lossless: 'values', losses: [] } as const
    expect(await new Fates('json', original, claim).of('order-217')).toBe('lost')
    const listed = 'src/app/a.ts:1:x\nsrc/app/a.ts:2:y\nsrc/app/b.ts:3:z\nsrc/app/b.ts:9:q\n'
    const crushed = crush('search', listed, { level: 'lossless' })
    expect(crushed?.lossless).toBe('bytes')
    expect(await new Fates('search', listed, crushed).of('src/app/b.ts:9')).toBe('respelled')
  })
})

describe('growth', () => {
  it.each(sampleNames)('has a document of %s of any size, always the same', name => {
    const text = sampleOf(name, 60_000)
    expect(text.length).toBeGreaterThanOrEqual(60_000)
    expect(sampleOf(name, 60_000)).toBe(text)
    const { milliseconds } = growthOf(name, [20_000], 1)
    expect(milliseconds[0]).toBeGreaterThan(0)
  })
})
