import { Spellings } from '../json/spellings.ts'
import { type CodedColumn, coded, codedColumn, Values } from '../selection/coded.ts'
import { Spelled } from './grid.ts'
import { type CsvTable, valueOf } from './records.ts'

/**
 * The columns of a table but those left out, for selection and statistics. Read row by row: a text far larger than the
 * caches would else come through them once for each column.
 */
export function codedColumns(
  table: CsvTable,
  names: readonly string[],
  leftOut: ReadonlySet<number> | undefined,
): CodedColumn[] {
  const { grid, count, first, width } = table
  const readers: (ColumnReader | undefined)[] = []
  for (let column = 0; column < width; column++)
    readers.push(leftOut?.has(column) ? undefined : new ColumnReader(grid.source, count))
  for (let row = 0; row < count; row++) {
    const from = grid.record[first + row] ?? 0
    const cells = (grid.record[first + row + 1] ?? 0) - from
    for (let column = 0; column < cells; column++) {
      const cell = from + column
      const isEscaped = grid.spelled[cell] === Spelled.Escaped
      readers[column]?.add(row, grid.start[cell] ?? 0, grid.end[cell] ?? 0, isEscaped)
    }
  }
  const columns: CodedColumn[] = []
  for (const [column, reader] of readers.entries())
    if (reader !== undefined)
      columns.push(reader.coded(names[column] ?? '') ?? spelledOut(table, names[column] ?? '', column))
  return columns
}

class ColumnReader {
  readonly #spellings: Spellings
  readonly #codes: Int32Array
  readonly #rows: Int32Array
  readonly #escaped = new Set<number>()
  #present = 0
  #known = 0
  #isAmbiguous = false

  constructor(source: string, count: number) {
    this.#spellings = new Spellings(source)
    this.#codes = new Int32Array(count)
    this.#rows = new Int32Array(count)
  }

  add(row: number, start: number, end: number, isEscaped: boolean): void {
    const code = this.#spellings.codeOf(start, end)
    if (code === this.#known) {
      this.#known++
      if (isEscaped) this.#escaped.add(code)
    } else if (isEscaped !== this.#escaped.has(code)) this.#isAmbiguous = true
    this.#codes[this.#present] = code
    this.#rows[this.#present++] = row
  }

  /** Nothing where `a""b` stands both in quotes and without any: equal spans are no equal values then. */
  coded(name: string): CodedColumn | undefined {
    if (this.#isAmbiguous) return undefined
    const spans = this.#spellings.values()
    const rows = this.#rows.subarray(0, this.#present)
    return codedColumn(
      name,
      this.#rows.length,
      rows,
      this.#codes.subarray(0, this.#present),
      this.#unescaped(spans),
    )
  }

  #unescaped(spans: Values): Values {
    if (this.#escaped.size === 0) return spans
    const spelled = (code: number) =>
      this.#escaped.has(code) ? spans.at(code).replaceAll('""', '"') : spans.at(code)
    return Values.of(Array.from({ length: spans.size }, (_, code) => spelled(code)))
  }
}

function spelledOut(table: CsvTable, name: string, column: number): CodedColumn {
  const cells = Array.from({ length: table.count }, (_, row) => valueOf(table, row, column))
  return coded({ name, cells })
}
