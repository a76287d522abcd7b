/** How the values of one column are spelled outside of Python, exactly reversible. */
export interface Spelling {
  /** As Python names the type; `any` leaves values as they are. */
  readonly name: string
  /** Shorter spelling of a value, `undefined` if it is none of this type. */
  short(value: string): string | undefined
  /** The value again. */
  long(cell: string): string
}

const text: Spelling = {
  name: 'str',
  short(value) {
    const quote = value[0]
    if ((quote !== "'" && quote !== '"') || value.length < 2 || value.at(-1) !== quote) return undefined
    const inner = value.slice(1, -1)
    if (inner.includes('\\') || inner.includes(quote)) return undefined
    return this.long(inner) === value && inner.trim() === inner ? inner : undefined
  },
  // Python prefers single quotes unless the text holds some.
  long: cell => (cell.includes("'") && !cell.includes('"') ? `"${cell}"` : `'${cell}'`),
}

const decimal: Spelling = {
  name: 'Decimal',
  short: value => /^Decimal\('([-+\d.eE]+)'\)$/.exec(value)?.[1],
  long: cell => `Decimal('${cell}')`,
}

const two = (number: number): string => String(number).padStart(2, '0')

const date: Spelling = {
  name: 'date',
  short(value) {
    const found = /^datetime\.date\((\d{4}), (\d{1,2}), (\d{1,2})\)$/.exec(value)
    if (found === null) return undefined
    const cell = `${found[1]}-${two(Number(found[2]))}-${two(Number(found[3]))}`
    return this.long(cell) === value ? cell : undefined
  },
  long: cell => `datetime.date(${cell.split('-').map(Number).join(', ')})`,
}

const datetime: Spelling = {
  name: 'datetime',
  short(value) {
    const found = /^datetime\.datetime\(([\d, ]+)\)$/.exec(value)
    if (found === null) return undefined
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, micro] = (found[1] ?? '')
      .split(', ')
      .map(Number)
    const fraction = micro === undefined ? '' : `.${String(micro).padStart(6, '0')}`
    const cell = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}${fraction}`
    return this.long(cell) === value ? cell : undefined
  },
  long(cell) {
    const parts = cell.split(/[-: .]/).map(Number)
    // Seconds of nought are not printed, microseconds only if there are any.
    if (parts.length === 6 && parts[5] === 0) parts.pop()
    return `datetime.datetime(${parts.join(', ')})`
  },
}

const any = (name: string): Spelling => ({ name, short: value => value, long: cell => cell })

const NONE = '|None'

/** Values that may be missing: `None` is nothing, so what is spelled as nothing is none of the type. */
const optional = (spelling: Spelling): Spelling => ({
  name: spelling.name + NONE,
  short: value => (value === 'None' ? '' : spelling.short(value) || undefined),
  long: cell => (cell === '' ? 'None' : spelling.long(cell)),
})

const spellings = [text, decimal, datetime, date].flatMap(one => [one, optional(one)])

/** The spelling that fits every value of a column. */
export function spellingOf(values: readonly string[]): Spelling {
  const filled = values.filter(value => value !== 'None')
  if (filled.length > 0) for (const spelling of spellings) if (fits(spelling, values)) return spelling
  if (values.every(value => /^-?\d+$/.test(value))) return any('int')
  return any(values.every(value => /^-?\d+\.\d+(?:e[-+]\d+)?$/.test(value)) ? 'float' : 'any')
}

const fits = (spelling: Spelling, values: readonly string[]): boolean =>
  values.every(value => spelling.short(value) !== undefined)

/** Whether `spellingOf` names a type so. */
export const isSpellingName = (name: string): boolean =>
  ['int', 'float', 'any'].includes(name) || spellings.some(spelling => spelling.name === name)

/** The spelling of that name. */
export const spellingNamed = (name: string): Spelling =>
  spellings.find(spelling => spelling.name === name) ?? any(name)
