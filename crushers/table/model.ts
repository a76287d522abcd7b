/** How a table was printed. */
export type Style = 'markdown' | 'ruled' | 'aligned'

export interface Table {
  readonly style: Style
  /** First line, and the line after the last. */
  readonly from: number
  readonly to: number
  readonly header: readonly string[]
  /** Every row has as many cells as the header. */
  readonly rows: readonly (readonly string[])[]
  /** Printed without a header: the names are numbers of columns. */
  readonly isNameless?: boolean
  /** The rule of a Markdown table, cell by cell: it tells the alignment. */
  readonly rule?: readonly string[]
}

/** What was read at a line: a table, or how far the lines are known to hold none (so that no line is read twice). */
export type Reading = { readonly table: Table } | { readonly next: number }
