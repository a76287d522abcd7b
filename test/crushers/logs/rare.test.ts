import { describe, expect, test } from 'vitest'
import { logsCrusher } from '../../../crushers/logs/index.ts'

const count = (text: string): number => Math.ceil(text.length / 3)

/** 2,000 lines of three common messages, between them lines that come once: words of their own, no errors. */
function logWith(rare: number): { text: string; once: readonly { line: number; text: string }[] } {
  const parts = ['valve', 'hopper', 'sieve', 'furnace', 'kiln', 'stone', 'belt', 'silo', 'scale', 'drum']
  const acts = ['was opened by', 'moved to', 'is calibrated against', 'took grain from', 'waits behind']
  const lines: string[] = []
  const once: { line: number; text: string }[] = []
  const step = Math.floor(2000 / rare)
  for (let at = 0; at < 2000; at++) {
    const time = new Date(Date.UTC(2026, 3, 1, 6) + at * 700).toISOString()
    const number = once.length
    if (at % step === 7 && number < rare) {
      const words = `${parts[number % 10]} ${acts[Math.floor(number / 10) % 5]} ${parts[(number * 7 + 3) % 10]}`
      const own = 'abcdefghij'[Math.floor(number / 50) % 10]
      lines.push(
        `${time} INFO mill: ${words} ${own}${'klmnopqrst'[number % 10]}-side of ${parts[number % 7]}`,
      )
      once.push({ line: at + 1, text: lines[at] as string })
    } else if (at % 3 === 0) lines.push(`${time} INFO mill: ground ${at * 3} g in ${at % 40} s`)
    else if (at % 3 === 1) lines.push(`${time} DEBUG feed: level ${at % 90} of hopper 2`)
    else lines.push(`${time} INFO net: sent frame ${at} to panel`)
  }
  return { text: lines.join('\n'), once }
}

const shownAt = (rare: number, target: number) => {
  const { text, once } = logWith(rare)
  const shown = logsCrusher.crush(text, { level: 'select', target, count })?.text ?? ''
  return { shown, missing: once.filter(each => !shown.includes(each.text)), once }
}

/** Ranges of lines that notes name as seen once. */
const named = (shown: string): [number, number][] =>
  [...shown.matchAll(/seen once: (?:\d+ in )?([\d–, ]+)/g)].flatMap(match =>
    (match[1] as string).split(', ').map((each): [number, number] => {
      const [from, to] = each.trim().split('–').map(Number)
      return [from as number, to ?? (from as number)]
    }),
  )

describe('templates seen once', () => {
  test.each([3, 20, 50, 80])('%i of them are shown as they are where they fit', rare => {
    expect(shownAt(rare, 4000).missing).toEqual([])
  })

  test.each([60, 120])('%i of them: those that do not fit are named with their lines', rare => {
    const { shown, missing, once } = shownAt(rare, 1200)
    expect(missing.length).toBeGreaterThan(0)
    expect(missing.length).toBeLessThan(once.length)
    const ranges = named(shown)
    const unnamed = missing.filter(({ line }) => !ranges.some(([from, to]) => from <= line && line <= to))
    expect(unnamed).toEqual([])
    expect(count(shown)).toBeLessThanOrEqual(1200)
  })
})
