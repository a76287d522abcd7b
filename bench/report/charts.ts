/** Charts as inline SVG. Colours come from the page's style sheet, so that they follow dark mode and print. */

export interface Series {
  readonly name: string
  readonly values: readonly number[]
  readonly strong?: boolean
}

const width = 640
const height = 300
const left = 44
const bottom = 34
const top = 12
const right = 12

export const escape = (text: string): string =>
  text.replace(/[&<>"]/g, sign => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign)

const round = (value: number): string => value.toFixed(1)

/** Steps of 1, 2 or 5 times a power of ten, at most six of them. */
export function ticks(most: number): number[] {
  const raw = Math.max(most, 1e-9) / 5
  const power = 10 ** Math.floor(Math.log10(raw))
  const step = power * ([1, 2, 5, 10].find(factor => factor * power >= raw) ?? 10)
  return Array.from({ length: Math.floor(most / step + 1e-9) + 1 }, (_, index) => index * step)
}

const tickText = (value: number): string => String(Math.round(value * 100) / 100)

interface Frame {
  readonly x: (share: number) => number
  readonly y: (value: number) => number
  readonly parts: string[]
}

function frame(
  most: number,
  xLabel: string,
  yLabel: string,
  xTicks: readonly (readonly [number, string])[],
): Frame {
  const x = (share: number): number => left + share * (width - left - right)
  const y = (value: number): number => height - bottom - (value / most) * (height - bottom - top)
  const parts = ticks(most).map(
    value =>
      `<line class="grid" x1="${left}" x2="${width - right}" y1="${round(y(value))}" y2="${round(y(value))}"/><text class="tick" x="${left - 6}" y="${round(y(value) + 4)}" text-anchor="end">${tickText(value)}</text>`,
  )
  for (const [share, text] of xTicks)
    parts.push(
      `<text class="tick" x="${round(x(share))}" y="${height - bottom + 15}" text-anchor="${share === 1 ? 'end' : 'middle'}">${text}</text>`,
    )
  parts.push(
    `<text class="axis" x="${width - right}" y="${height - 4}" text-anchor="end">${escape(xLabel)}</text>`,
    `<text class="axis" x="${left}" y="${top - 2}">${escape(yLabel)}</text>`,
  )
  return { x, y, parts }
}

const svg = (title: string, parts: readonly string[], tall = height): string =>
  `<svg viewBox="0 0 ${width} ${tall}" role="img" aria-label="${escape(title)}"><title>${escape(title)}</title>${parts.join('')}</svg>`

/** Class of the n-th series; the page has eight colours and three dashes. */
const seriesClass = (index: number): string => `c${index % 8} d${Math.floor(index / 8)}`

const legend = (series: readonly Series[]): string =>
  `<p class="legend">${series
    .map(
      ({ name }, index) =>
        `<span><svg class="key" viewBox="0 0 24 8"><line class="line ${seriesClass(index)}" x1="0" x2="24" y1="4" y2="4"/></svg>${escape(name)}</span>`,
    )
    .join('')}</p>`

/** Curves over the length of a session. */
export function lines(title: string, series: readonly Series[], yLabel: string, cap = Infinity): string {
  const most = Math.min(
    cap,
    Math.max(
      1e-9,
      series.reduce((peak, { values }) => values.reduce((high, value) => Math.max(high, value), peak), 0),
    ),
  )
  const { x, y, parts } = frame(most, 'share of the session', yLabel, [
    [0, '0'],
    [0.25, '25 %'],
    [0.5, '50 %'],
    [0.75, '75 %'],
    [1, '100 %'],
  ])
  series.forEach(({ values, strong }, index) => {
    const points = values.map(
      (value, at) => `${round(x((at + 1) / values.length))},${round(y(Math.min(value, most)))}`,
    )
    parts.push(
      `<polyline class="line ${seriesClass(index)}${strong ? ' strong' : ''}" points="${points.join(' ')}"/>`,
    )
  })
  return svg(title, parts) + legend(series)
}

/** Between the names of points that would cover each other; fits the larger letters of a phone. */
const rise = 15

export interface Point {
  readonly name: string
  /** 0 to 1. */
  readonly x: number
  readonly y: number
  readonly strong?: boolean
}

/** Points with their names; those that no other beats in both directions (right and down) are joined. */
export function pareto(title: string, points: readonly Point[], xLabel: string, yLabel: string): string {
  const most = points.reduce((peak, point) => Math.max(peak, point.y), 0) * 1.05
  const least = Math.max(
    0,
    Math.floor(points.reduce((low, point) => Math.min(low, point.x), 1) * 10 - 0.5) / 10,
  )
  const scale = (share: number): number => (share - least) / (1.02 - least)
  const { x, y, parts } = frame(
    most,
    xLabel,
    yLabel,
    [least, (least + 1) / 2, 1].map(share => [scale(share), `${Math.round(share * 100)} %`] as const),
  )
  const best = points.filter(
    point => !points.some(other => other !== point && other.x >= point.x && other.y <= point.y),
  )
  const path = best
    .toSorted((one, other) => one.x - other.x)
    .map(point => `${round(x(scale(point.x)))},${round(y(point.y))}`)
  parts.push(`<polyline class="front" points="${path.join(' ')}"/>`)
  const taken: { x: number; y: number }[] = []
  for (const point of points.toSorted((one, other) => one.y - other.y)) {
    const cx = x(scale(point.x))
    const cy = y(point.y)
    const end = cx > width * 0.7
    let labelY = cy + 4
    while (taken.some(label => Math.abs(label.y - labelY) < rise && Math.abs(label.x - cx) < 150))
      labelY -= rise
    taken.push({ x: cx, y: labelY })
    parts.push(
      `<circle class="dot${point.strong ? ' strong' : ''}" cx="${round(cx)}" cy="${round(cy)}" r="${point.strong ? 6 : 4}"/><text class="name${point.strong ? ' strong' : ''}" x="${round(cx + (end ? -9 : 9))}" y="${round(labelY)}" text-anchor="${end ? 'end' : 'start'}">${escape(point.name)}</text>`,
    )
  }
  return svg(title, parts)
}

export interface Stack {
  readonly name: string
  readonly parts: Readonly<Record<string, number>>
}

/** One bar for each stack, cut into its parts; all to one scale. */
export function stacks(
  title: string,
  rows: readonly Stack[],
  names: readonly string[],
  total: number,
): string {
  const bar = 24
  const gap = 14
  const parts = rows.flatMap((row, index) => {
    const y = 18 + index * (bar + gap + 12)
    let from = 0
    const sum = Object.values(row.parts).reduce((all, value) => all + value, 0)
    return [
      `<text class="name" x="0" y="${y - 5}">${escape(row.name)}: ${Math.round((100 * sum) / total)} % of raw</text>`,
      ...names.map((name, at) => {
        const size = ((row.parts[name] ?? 0) / total) * width
        const rect = `<rect class="fill f${at % 12}" x="${round(from)}" y="${y}" width="${round(Math.max(0, size))}" height="${bar}"><title>${escape(name)}: ${((100 * (row.parts[name] ?? 0)) / total).toFixed(1)} %</title></rect>`
        from += size
        return rect
      }),
    ]
  })
  const keys = names
    .map(
      (name, at) =>
        `<span><svg class="key" viewBox="0 0 12 12"><rect class="fill f${at % 12}" width="12" height="12"/></svg>${escape(name)}</span>`,
    )
    .join('')
  return `${svg(title, parts, 12 + rows.length * (bar + gap + 12))}<p class="legend">${keys}</p>`
}
