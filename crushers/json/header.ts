import type { Column, RecordSchema, Schema } from './schema.ts'
import { cell, name } from './spell.ts'
import type { Tape } from './tape.ts'

/** The columns of rows, nested ones between brackets, constant ones with their value between parentheses. */
export function writeHeader(tape: Tape, schema: Schema, leftOut: ReadonlySet<Column>): string {
  if (schema === undefined) return ''
  const writer = new HeaderWriter(tape, leftOut)
  return schema.kind === 'record' ? writer.record(schema) : writer.nested(schema)
}

class HeaderWriter {
  readonly #tape: Tape
  readonly #leftOut: ReadonlySet<Column>

  constructor(tape: Tape, leftOut: ReadonlySet<Column>) {
    this.#tape = tape
    this.#leftOut = leftOut
  }

  nested(schema: Schema): string {
    if (schema === undefined) return ''
    return schema.kind === 'record' ? `{${this.record(schema)}}` : `[${this.nested(schema.item)}]`
  }

  record(schema: RecordSchema): string {
    const parts: string[] = []
    let constants: string[] = []
    this.#columns(schema, '', (path, nested, constant) => {
      if (constant !== undefined) constants.push(`${path}=${constant}`)
      else {
        parts.push((constants.length > 0 ? `(${constants.join(',')})` : '') + path + nested)
        constants = []
      }
    })
    const last = constants.length > 0 ? `(${constants.join(',')})` : ''
    return parts.join(',') + last
  }

  #columns(
    schema: RecordSchema,
    prefix: string,
    each: (path: string, nested: string, constant: string | undefined) => void,
  ): void {
    const tape = this.#tape
    for (const column of schema.columns) {
      if (this.#leftOut.has(column)) continue
      const path = prefix + name(tape, column.key, true)
      if (column.flat && column.schema?.kind === 'record') this.#columns(column.schema, `${path}.`, each)
      else if (column.constant !== undefined) each(path, '', constantCell(tape, column.constant))
      else each(path, this.nested(column.schema), undefined)
    }
  }
}

/** Parentheses close the group in which constants stand. */
function constantCell(tape: Tape, node: number): string {
  const bare = cell(tape, node)
  return /[()]/.test(bare) ? tape.text.slice(tape.start[node] ?? 0, tape.end[node] ?? 0) : bare
}
