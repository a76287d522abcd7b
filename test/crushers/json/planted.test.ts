import { describe, expect, it } from 'vitest'
import { jsonCrusher } from '../../../crushers/json/index.ts'
import { plants, random, type Row, table, wraps } from './tables.ts'

const count = (text: string) => Math.ceil(text.length / 2.6)
const TARGET = 2_000

/** Whether the number stands alone. */
const shows = (text: string, id: unknown) => new RegExp(`(?<!\\w)${String(id)}(?!\\w)`).test(text)

describe('what is planted at a random place of a random table is shown with its row', () => {
  for (const [name, plant] of Object.entries(plants)) {
    it(`${name}`, () => {
      const missed: number[] = []
      let selected = 0
      for (let seed = 1; seed <= 60; seed++) {
        const next = random(seed)
        const made = table(next)
        const mark = plant(made, next)
        if (mark === undefined) continue
        const text = wraps[seed % wraps.length]?.(made.rows) ?? ''
        const crushed = jsonCrusher.crush(text, { level: 'select', target: TARGET, count })
        if (crushed === undefined || crushed.lossless) continue
        selected++
        // A change shows on both sides, and noise may move it by a row or two.
        const reach = name === 'a change of level' ? 2 : 0
        const rows: Row[] = made.rows.slice(Math.max(0, made.place - reach), made.place + reach + 1)
        const isShown = crushed.text.includes(mark) && rows.some(row => shows(crushed.text, row['id']))
        if (!isShown || count(crushed.text) > TARGET * 1.05) missed.push(seed)
      }
      expect(selected).toBeGreaterThan(30)
      expect(missed).toEqual([])
    }, 60_000)
  }
})
