import { lineNumbers, restoreGutter } from '../../../crushers/code/index.ts'

const NOTE = /^[^\n]*?(\d+) lines folded \((\d+)–(\d+)\)/

/**
 * Puts the lines that an outline of a view names in place of its notes, found by their numbers alone, as the retrieve
 * tool does. Gives the source exactly when every other line is whole, in its place, and no note is wrong.
 */
export function expand(outline: string, source: string): string {
  const lines = source.split('\n')
  const numbers = lineNumbers(source)
  const numbered = numbers.some(number => number !== undefined)
  const at = (number: number): number => (numbered ? numbers.indexOf(number) : number - 1)
  return restoreGutter(outline)
    .split('\n')
    .flatMap(line => {
      const note = lines.includes(line) ? null : NOTE.exec(line)
      return note ? lines.slice(at(Number(note[2])), at(Number(note[3])) + 1) : [line]
    })
    .join('\n')
}
