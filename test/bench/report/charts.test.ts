import { describe, expect, it } from 'vitest'
import { ticks } from '../../../bench/report/canvas.ts'
import { lines, pareto, stacks } from '../../../bench/report/charts.ts'
import { type Dot, placeLabels } from '../../../bench/report/labels.ts'

const count = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length

describe('ticks', () => {
  it.each([
    [1, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [2.3, [0, 0.5, 1, 1.5, 2]],
    [100, [0, 20, 40, 60, 80, 100]],
  ])('up to %d are few and round', (most, expected) => {
    expect(ticks(most).map(value => Math.round(value * 10) / 10)).toEqual(expected)
  })
})

describe('placeLabels', () => {
  const width = 358
  const height = 330
  const names = ['raw', 'quern', 'oracle', 'drop-oldest-batch', 'langchain clear', 'head-and-tail', 'toon']
  const dots: Dot[] = names.map((name, at) => ({ name, x: 320 + 2 * at, y: 150 + (at % 3), radius: 4 }))

  it('covers no name with another, and none with a dot', () => {
    const labels = placeLabels(dots, { width, height })
    const boxes = labels.map(({ x, y }, at) => ({
      left: x,
      right: x + (names[at] as string).length * 7,
      top: y - 7,
      bottom: y + 7,
    }))
    for (const [at, box] of boxes.entries()) {
      expect(box.left).toBeGreaterThanOrEqual(0)
      expect(box.right).toBeLessThanOrEqual(width)
      for (const other of boxes.slice(0, at))
        expect(
          box.left < other.right &&
            other.left < box.right &&
            box.top < other.bottom &&
            other.top < box.bottom,
        ).toBe(false)
      for (const dot of dots)
        expect(dot.x > box.left && dot.x < box.right && dot.y > box.top && dot.y < box.bottom).toBe(false)
    }
    expect(labels.some(label => label.led)).toBe(true)
  })
})

describe('charts', () => {
  it('are drawn once for a broad page and once for a narrow one', () => {
    const chart = lines('t', [{ name: 'a', values: [1, 2] }], 'y')
    expect(count(chart, /class="(?:broad|narrow)"/g)).toBe(2)
    expect(count(chart, /<polyline/g)).toBe(2)
  })

  it('say where curves are cut off', () => {
    const series = [{ name: 'a', values: [1, 5] }]
    expect(lines('t', series, 'y', 2)).toContain('y (cut off at 2)')
    expect(lines('t', series, 'y')).not.toContain('cut off')
  })

  it('join the points that nothing beats in both directions', () => {
    const chart = pareto(
      't',
      [
        { name: 'worse', x: 0.8, y: 1 },
        { name: 'cheap', x: 0.7, y: 0.2 },
        { name: 'full', x: 1, y: 0.9 },
        { name: 'twin', x: 1, y: 0.9 },
      ],
      'x',
      'y',
    )
    const front = /class="front" points="([^"]*)"/.exec(chart)?.[1] ?? ''
    expect(front.split(' ')).toHaveLength(3)
  })

  it('draw stacks to one scale', () => {
    const rows = [
      { name: 'raw', parts: { logs: 60, rest: 40 } },
      { name: 'half', parts: { logs: 30, rest: 20 } },
    ]
    const widths = [
      ...stacks('t', rows, ['logs', 'rest'], 100).matchAll(
        /<rect class="f\d" x="[^"]*" y="\d+" width="([^"]*)"/g,
      ),
    ].map(match => Number(match[1]))
    expect(widths.slice(0, 4)).toEqual([456, 304, 228, 152])
  })

  it('escape names', () => {
    expect(lines('t', [{ name: '<b>', values: [1] }], 'y')).toContain('&lt;b&gt;')
  })
})
