/** Entries of `ls -l`. */
import { dateIn, firstMonth, timeOf } from './dates.ts'
import { Items, LONGEST_DIRECTORY } from './items.ts'
import { nameStart } from './paths.ts'
import { headingEnd } from './read.ts'
import { type Column, DATE, GROUP, MODE, NAME, OWNER, type Rows, SIZE } from './rows.ts'
import { sizeIn } from './sizes.ts'

const FILE = 45
const DIRECTORY = 100
const LINK = 108

export function itemsOfRows(rows: Rows): Items {
  const { lines } = rows
  const { text } = lines
  const isFile = (line: number): boolean => rows.kind(line) === FILE
  const modes = usualCells(rows, MODE, MODE)
  const owners = usualCells(rows, OWNER, GROUP)
  const first = firstMonth(monthsOf(rows))
  const day = sharedDate(rows)
  let last = -1
  let trait = ''
  const items = new Items(lines, {
    shown: (line, path) => {
      const mode = rows.cell(line, MODE)
      const owner = `${rows.cell(line, OWNER)} ${rows.cell(line, GROUP)}`
      const isDirectory = mode.startsWith('d')
      const isUsual = isDirectory ? mode === modes.ofDirectory : mode === modes.ofFile
      const odd = `${isUsual ? '' : `${mode} `}${owner === owners.ofFile || owner === owners.ofDirectory ? '' : `${owner} `}`
      const date = day >= 0 && rows.isSame(day, line, DATE) ? '' : `${rows.cell(line, DATE)} `
      return `${odd}${rows.cell(line, SIZE)} ${date}${path}${isDirectory ? '/' : ''}`
    },
    extra: line =>
      day >= 0 && rows.isSame(day, line, DATE) ? 8 : rows.to(line, DATE) - rows.from(line, SIZE),
    usual: [
      modes.ofFile === '' ? '' : `files ${modes.ofFile} ${owners.ofFile}`,
      day < 0 ? '' : rows.cell(day, DATE),
    ]
      .filter(part => part !== '')
      .join(', '),
    // That of a directory is the size of its list.
    size: line => (isFile(line) ? sizeIn(text, rows.from(line, SIZE), rows.to(line, SIZE)) : -1),
    time: line => {
      const date = isFile(line) ? dateIn(text, rows.from(line, DATE), rows.to(line, DATE)) : undefined
      return date === undefined ? 0 : timeOf(date, first)
    },
    isDirectory: line => rows.kind(line) === DIRECTORY,
    trait: line => {
      // Most rows have what the one before has.
      const isSame = last >= 0 && rows.isSame(last, line, MODE) && rows.isSame(last, line, OWNER, GROUP)
      if (!isSame) trait = `${rows.cell(line, MODE)} ${rows.cell(line, OWNER)} ${rows.cell(line, GROUP)}`
      last = line
      return trait
    },
  })
  let directory = ''
  for (let line = 0; line < lines.count; line++) {
    if (!rows.isRow(line)) {
      const end = headingEnd(lines, line)
      if (end >= 0 && end - lines.start(line) < LONGEST_DIRECTORY) {
        const named = text.slice(lines.start(line), end)
        directory = named.endsWith('/') ? named : `${named}/`
      } else if (!lines.isBlank(line) && !text.startsWith('total ', lines.start(line))) items.addOther(line)
      continue
    }
    const from = rows.from(line, NAME)
    const end = rows.to(line, NAME)
    if (end - from <= 2 && text.charCodeAt(from) === 46 && text.charCodeAt(end - 1) === 46) continue
    // A link is shown with what it points at; that is no part of its path.
    const arrow = rows.kind(line) === LINK ? text.indexOf(' -> ', from) : -1
    const name = nameStart(text, from, arrow > from && arrow < end ? arrow : end)
    items.add(line, name === from ? directory : directory + text.slice(from, name), name)
  }
  return items
}

/** What most files, and most directories, have in some columns. */
function usualCells(rows: Rows, column: Column, last: Column): { ofFile: string; ofDirectory: string } {
  const of = (kind: number): string => {
    const counts = new Map<string, number>()
    let previous = -1
    let key = ''
    let best = ''
    for (let line = 0; line < rows.lines.count; line++) {
      if (!rows.isRow(line) || rows.kind(line) !== kind) continue
      if (previous < 0 || !rows.isSame(previous, line, column, last))
        key =
          column === last ? rows.cell(line, column) : `${rows.cell(line, column)} ${rows.cell(line, last)}`
      previous = line
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    for (const [cell, count] of counts) if (count > (counts.get(best) ?? 0)) best = cell
    return best
  }
  return { ofFile: of(FILE), ofDirectory: of(DIRECTORY) }
}

/** Part of the rows that must share a date before it is told once. */
const ONE_DATE = 0.8

/** A line with the date that nearly all rows have; -1 where they differ. */
function sharedDate(rows: Rows): number {
  let shared = -1
  let lead = 0
  for (let line = 0; line < rows.lines.count; line++) {
    if (!rows.isRow(line)) continue
    if (lead === 0) shared = line
    lead += rows.isSame(shared, line, DATE) ? 1 : -1
  }
  let count = 0
  for (let line = 0; line < rows.lines.count; line++)
    if (rows.isRow(line) && rows.isSame(shared, line, DATE)) count++
  return count >= rows.found * ONE_DATE ? shared : -1
}

/** How many dates without a year each month has. */
function monthsOf(rows: Rows): Int32Array {
  const counts = new Int32Array(12)
  for (let line = 0; line < rows.lines.count; line++) {
    if (!rows.isRow(line)) continue
    const date = dateIn(rows.lines.text, rows.from(line, DATE), rows.to(line, DATE))
    if (date?.year === 0) counts[date.month] = (counts[date.month] as number) + 1
  }
  return counts
}
