/** What all charts are drawn with. Colours come from the page's style sheet, so that they follow dark mode and print. */

export interface Size {
  readonly width: number
  readonly height: number
}

/** Letters stay 12 pixels high: a chart is drawn twice, and the page shows the one that fits. */
export const twice = (draw: (size: Size) => string): string =>
  `<div class="broad">${draw({ width: 760, height: 340 })}</div><div class="narrow">${draw({ width: 358, height: 330 })}</div>`

export const escape = (text: string): string =>
  text.replace(/[&<>"]/g, sign => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign)

export const round = (value: number): string => value.toFixed(1)

export const svg = (title: string, { width, height }: Size, parts: readonly string[]): string =>
  `<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escape(title)}"><title>${escape(title)}</title>${parts.join('')}</svg>`

/** Steps of 1, 2 or 5 times a power of ten, at most six of them. */
export function ticks(most: number): number[] {
  const raw = Math.max(most, 1e-9) / 5
  const power = 10 ** Math.floor(Math.log10(raw))
  const step = power * ([1, 2, 5, 10].find(factor => factor * power >= raw) ?? 10)
  return Array.from({ length: Math.floor(most / step + 1e-9) + 1 }, (_, index) => index * step)
}

const tickText = (value: number): string => String(Math.round(value * 100) / 100)

const margin = { left: 40, right: 14, top: 24, bottom: 42 } as const

export interface Axes {
  readonly x: (share: number) => number
  readonly y: (value: number) => number
  readonly parts: string[]
  /** Where the data goes; what lies outside is cut off. */
  readonly plot: { readonly x: number; readonly y: number } & Size
}

/** Axes from 0 to `most` upwards, and from 0 to 1 to the right. */
export function axes(
  { width, height }: Size,
  most: number,
  labels: { readonly x: string; readonly y: string },
  xTicks: readonly (readonly [share: number, text: string])[],
): Axes {
  const { left, right, top, bottom } = margin
  const x = (share: number): number => left + share * (width - left - right)
  const y = (value: number): number => height - bottom - (value / most) * (height - bottom - top)
  const parts = ticks(most).map(
    value =>
      `<line class="grid" x1="${left}" x2="${width - right}" y1="${round(y(value))}" y2="${round(y(value))}"/><text class="tick" x="${left - 6}" y="${round(y(value) + 4)}" text-anchor="end">${tickText(value)}</text>`,
  )
  for (const [share, text] of xTicks)
    parts.push(
      `<text class="tick" x="${round(x(share))}" y="${height - bottom + 17}" text-anchor="${share > 0.98 ? 'end' : share < 0.02 ? 'start' : 'middle'}">${text}</text>`,
    )
  parts.push(
    `<text class="axis" x="${width - right}" y="${height - 6}" text-anchor="end">${escape(labels.x)} →</text>`,
    `<text class="axis" x="0" y="12">↑ ${escape(labels.y)}</text>`,
  )
  const plot = { x: left, y: top, width: width - left - right, height: height - top - bottom }
  return { x, y, parts, plot }
}

/** Class of a series: what is strong has a colour of its own; the others share seven colours and three dashes. */
export function seriesClasses(series: readonly { readonly strong?: boolean }[]): string[] {
  let others = 0
  return series.map(({ strong }) => {
    if (strong) return 'line strong'
    const index = others++
    return `line c${index % 7} d${Math.floor(index / 7)}`
  })
}

export const legend = (keys: readonly { readonly name: string; readonly sign: string }[]): string =>
  `<p class="legend">${keys.map(({ name, sign }) => `<span>${sign}${escape(name)}</span>`).join(' ')}</p>`
