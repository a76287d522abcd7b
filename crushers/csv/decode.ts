import Papa from 'papaparse'
import { isConstantsNote, parseConstants } from './constants.ts'

/**
 * The records, header included, that a lossless output of the CSV crusher stands for. `body` is that of the output;
 * `text` holds the note on constant columns, if there is one.
 */
export function decodeCsv(
  crushed: { text: string; body: string },
  delimiter: string,
  hasHeader: boolean,
): string[][] {
  const at = crushed.text.indexOf(crushed.body)
  const note = crushed.text.slice(0, Math.max(at, 0)).split('\n').find(isConstantsNote)
  const constants = note === undefined ? [] : (parseConstants(note) ?? [])
  const { data } = Papa.parse<string[]>(crushed.body, { delimiter, newline: '\n' })
  const records = data.filter(record => record.length > 1 || record[0] !== '')
  return records.map((record, index) => {
    const cells = [...record]
    // Ascending by column, so each insertion lands where the column stood.
    for (const { column, name, value } of constants)
      cells.splice(column, 0, hasHeader && index === 0 ? name : value)
    return cells
  })
}
