import { axes, escape, legend, round, seriesClasses, type Size, svg, twice } from './canvas.ts'
import { placeLabels } from './labels.ts'

export interface Series {
  readonly name: string
  readonly values: readonly number[]
  readonly strong?: boolean
}

/** Curves over the length of a session. What rises above `cap` is cut off. */
export function lines(title: string, series: readonly Series[], yLabel: string, cap = Infinity): string {
  const peak = series.reduce(
    (most, { values }) => values.reduce((high, value) => Math.max(high, value), most),
    1e-9,
  )
  const most = Math.min(cap, peak)
  const label = peak > cap ? `${yLabel} (cut off at ${cap})` : yLabel
  const classes = seriesClasses(series)
  // The strong one is drawn last, above the others.
  const order = series
    .map((_, index) => index)
    .sort((one, other) => strength(series, one) - strength(series, other))
  const draw = (size: Size): string => {
    const { x, y, parts, plot } = axes(
      size,
      most,
      { x: 'share of the session', y: label },
      [0, 0.25, 0.5, 0.75, 1].map(share => [share, `${share * 100} %`] as const),
    )
    const curves = order.map(index => {
      const { values } = series[index] as Series
      const points = values.map((value, at) => `${round(x((at + 1) / values.length))},${round(y(value))}`)
      return `<polyline class="${classes[index]}" points="${round(x(0))},${round(y(0))} ${points.join(' ')}"/>`
    })
    const cut = `x="${plot.x}" y="${plot.y - 3}" width="${plot.width + 3}" height="${plot.height + 5}"`
    const view = `viewBox="${plot.x} ${plot.y - 3} ${plot.width + 3} ${plot.height + 5}"`
    return svg(title, size, [...parts, `<svg ${cut} ${view}>${curves.join('')}</svg>`])
  }
  const keys = series.map(({ name }, index) => ({
    name,
    sign: `<svg class="key" viewBox="0 0 24 8"><line class="${classes[index]}" x1="0" x2="24" y1="4" y2="4"/></svg>`,
  }))
  return twice(draw) + legend(keys)
}

const strength = (series: readonly Series[], index: number): number => (series[index]?.strong ? 1 : 0)

export interface Point {
  readonly name: string
  /** 0 to 1. */
  readonly x: number
  readonly y: number
  readonly strong?: boolean
}

/** Points with their names; those that no other beats in both directions (right and down) are joined. */
export function pareto(title: string, points: readonly Point[], xLabel: string, yLabel: string): string {
  const most = points.reduce((peak, point) => Math.max(peak, point.y), 0) * 1.08
  const lowest = points.reduce((low, point) => Math.min(low, point.x), 1)
  const least = Math.min(0.9, Math.max(0, Math.floor(lowest * 10 - 0.5) / 10))
  const scale = (share: number): number => (share - least) / (1.02 - least)
  const best = points
    .filter(point => !points.some(other => other !== point && beats(other, point)))
    .sort((one, other) => one.x - other.x)
  const draw = (size: Size): string => {
    const { x, y, parts } = axes(
      size,
      most,
      { x: xLabel, y: yLabel },
      [least, (least + 1) / 2, 1].map(share => [scale(share), `${Math.round(share * 100)} %`] as const),
    )
    const path = best.map(point => `${round(x(scale(point.x)))},${round(y(point.y))}`)
    parts.push(`<polyline class="front" points="${path.join(' ')}"/>`)
    const dots = points.map(point => ({
      name: point.name,
      x: x(scale(point.x)),
      y: y(point.y),
      radius: point.strong ? 6 : 4,
    }))
    const labels = placeLabels(dots, size)
    dots.forEach((dot, index) => {
      const label = labels[index] as (typeof labels)[number]
      const strong = points[index]?.strong ? ' strong' : ''
      const end = label.x > dot.x ? label.x - 2 : label.x + dot.name.length * 6.2
      if (label.led)
        parts.push(
          `<line class="lead" x1="${round(dot.x)}" y1="${round(dot.y)}" x2="${round(end)}" y2="${round(label.y)}"/>`,
        )
      parts.push(
        `<circle class="dot${strong}" cx="${round(dot.x)}" cy="${round(dot.y)}" r="${dot.radius}"/><text class="name${strong}" x="${round(label.x < dot.x ? end : label.x)}" y="${round(label.y + 4)}" text-anchor="${label.x < dot.x ? 'end' : 'start'}">${escape(dot.name)}</text>`,
      )
    })
    return svg(title, size, parts)
  }
  return twice(draw)
}

const beats = (one: Point, other: Point): boolean =>
  one.x >= other.x && one.y <= other.y && (one.x > other.x || one.y < other.y)

export interface Stack {
  readonly name: string
  readonly parts: Readonly<Record<string, number>>
}

const bar = 22
const step = 46

/** One bar for each stack, cut into its parts; all to one scale. */
export function stacks(
  title: string,
  rows: readonly Stack[],
  names: readonly string[],
  total: number,
): string {
  const share = (row: Stack, name: string): number => (row.parts[name] ?? 0) / total
  const draw = ({ width }: Size): string => {
    const parts = rows.flatMap((row, index) => {
      const y = 18 + index * step
      const sum = names.reduce((all, name) => all + share(row, name), 0)
      let from = 0
      return [
        `<text class="name" x="0" y="${y - 5}">${escape(row.name)}: ${Math.round(100 * sum)} %</text>`,
        ...names.map((name, at) => {
          const size = share(row, name) * width
          const rect = `<rect class="f${at % 12}" x="${round(from)}" y="${y}" width="${round(size)}" height="${bar}"><title>${escape(name)}: ${(100 * share(row, name)).toFixed(1)} %</title></rect>`
          from += size
          return rect
        }),
      ]
    })
    return svg(title, { width, height: 4 + rows.length * step }, parts)
  }
  const keys = names.map((name, at) => ({
    name,
    sign: `<svg class="key" viewBox="0 0 12 12"><rect class="f${at % 12}" width="12" height="12"/></svg>`,
  }))
  return twice(draw) + legend(keys)
}
