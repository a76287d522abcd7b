/** How to print: what the terminal can do, or plain text where there is none. */
export interface Terminal {
  /** Columns to fill: 80 to 120. */
  readonly width: number
  bold(text: string): string
  dim(text: string): string
}

interface Stream {
  readonly isTTY?: boolean
  readonly columns?: number
}

/** No colour where output goes to a file or a pipe, or where NO_COLOR (https://no-color.org) is set. */
export function terminalOf(stream: Stream, env: NodeJS.ProcessEnv): Terminal {
  const colour = stream.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb'
  const style =
    (code: number) =>
    (text: string): string =>
      colour ? `\u001b[${code}m${text}\u001b[0m` : text
  return { width: Math.min(120, Math.max(80, stream.columns ?? 100)), bold: style(1), dim: style(2) }
}

/** `1,234,567` */
export const number = (value: number): string => String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',')

/** `42 %`, with a decimal below ten. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '–'
  const share = (100 * part) / whole
  return `${share < 9.95 && share > 0 ? share.toFixed(1) : Math.round(share)} %`
}

export const clip = (text: string, width: number): string =>
  text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`

export interface Column {
  readonly title: string
  readonly align?: 'right'
}

/** A table as wide as its cells; the last column is cut at the width. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  terminal: Terminal,
): string[] {
  const widths = columns.map((column, at) =>
    rows.reduce((most, row) => Math.max(most, row[at]?.length ?? 0), column.title.length),
  )
  const line = (cells: readonly string[]): string => {
    const padded = cells.map((cell, at) =>
      columns[at]?.align === 'right' ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0),
    )
    return clip(`  ${padded.join('  ')}`.trimEnd(), terminal.width)
  }
  return [terminal.dim(line(columns.map(column => column.title))), ...rows.map(line)]
}
