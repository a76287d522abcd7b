/** Random tables of every kind of column, and what can be planted into one row of them. */

export type Row = Record<string, unknown>
type Random = () => number
type Make = () => unknown

export function random(seed: number): Random {
  let state = (seed * 7_919) >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    const mixed = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d)
    return ((mixed ^ (mixed >>> 13)) >>> 0) / 2 ** 32
  }
}

const words =
  'alpha beta gamma order customer invoice region north payment gateway token session cluster node worker queue latency merge branch review sprint'.split(
    ' ',
  )

const word = (next: Random) => words[Math.floor(next() * words.length)] ?? ''
const normal = (next: Random) => next() + next() + next() + next() - 2
const list = (next: Random, make: Make) => Array.from({ length: Math.floor(next() * 4) }, make)

/** Each draws what a column is like, and returns what draws its cells. */
const columns: Record<string, (next: Random, depth: number) => Make> = {
  whole: next => {
    const middle = 10 ** (2 + Math.floor(next() * 4))
    const spread = middle * (0.05 + next() * 0.3)
    return () => Math.round(middle + spread * normal(next))
  },
  decimal: next => {
    const middle = next() * 1_000
    const spread = 1 + next() * 100
    return () => Number((middle + spread * normal(next)).toFixed(2))
  },
  skewed: next => () => Math.floor(-Math.log(1 - next()) * 200),
  category: next => {
    const values = Array.from({ length: 2 + Math.floor(next() * 5) }, (_, index) => word(next) + index)
    return () => values[Math.floor(next() * values.length)]
  },
  flag: next => {
    const share = 0.2 + next() * 0.6
    return () => next() < share
  },
  time: next => {
    let now = 1.6e12 + Math.floor(next() * 1e11)
    const step = 1_000 * (1 + Math.floor(next() * 3_600))
    return () => new Date((now += step * (0.5 + next()))).toISOString()
  },
  key: next => () => 'xxxxxxxx-xxxx'.replace(/x/g, () => Math.floor(next() * 16).toString(16)),
  text: next => {
    const length = 3 + Math.floor(next() * (next() < 0.2 ? 80 : 12))
    return () => Array.from({ length }, () => word(next)).join(' ')
  },
  name: next => () => `${word(next)} ${Math.floor(next() * 1e5)}`,
  link: next => {
    const base = `https://api.example.com/${word(next)}/`
    return () => base + Math.floor(next() * 1e6)
  },
  gap: next => {
    const make = columns['decimal']?.(next, 0)
    return () => (next() < 0.3 ? null : make?.())
  },
  labels: next => () => list(next, () => word(next)),
  nested: (next, depth) => row(draw(next, 2 + Math.floor(next() * 4), depth + 1)),
  parts: (next, depth) => {
    const make = row(draw(next, 2, depth + 1))
    return () => list(next, make)
  },
}

interface Drawn {
  readonly kind: string
  readonly name: string
  readonly make: Make
}

const row = (drawn: readonly Drawn[]) => () =>
  Object.fromEntries(drawn.map(({ name, make }) => [name, make()]))

function draw(next: Random, count: number, depth: number): Drawn[] {
  const kinds = Object.keys(columns).filter(kind => depth < 2 || (kind !== 'nested' && kind !== 'parts'))
  return Array.from({ length: count }, (_, index) => {
    const kind = kinds[Math.floor(next() * kinds.length)] ?? 'whole'
    return { kind, name: `${word(next)}_${index}`, make: columns[kind]?.(next, depth) ?? (() => null) }
  })
}

export interface Table {
  readonly rows: Row[]
  readonly place: number
  /** Names of the columns of a kind. */
  of(...kinds: string[]): string | undefined
}

export function table(next: Random): Table {
  const size = Math.floor(30 * 60 ** next())
  // Every table has a column for each plant.
  const drawn = draw(next, 1 + Math.floor(next() ** 2 * 22), 0)
  for (const [index, kind] of ['whole', 'category', 'text'].entries())
    drawn.push({ kind, name: `${word(next)}_p${index}`, make: columns[kind]?.(next, 0) ?? (() => null) })
  const make = row(drawn)
  const rows: Row[] = Array.from({ length: size }, (_, index) => ({
    id: 100_000 + index * 7,
    ...(make() as Row),
  }))
  return {
    rows,
    place: Math.floor(next() * size),
    of: (...kinds) => drawn.find(({ kind }) => kinds.includes(kind))?.name,
  }
}

const failures = [
  'payment failed',
  'connection refused',
  'NullPointerException',
  'timeout after 30 s',
  'access denied',
]

/** Each alters one row, and tells what must be seen of it; `undefined` where the table has no column for it. */
export const plants: Record<string, (table: Table, next: Random) => string | undefined> = {
  'an outlier': ({ rows, place, of }, next) => {
    const name = of('whole', 'decimal') ?? ''
    const values = rows.map(each => Number(each[name]))
    const most = Math.max(...values)
    const value = Number((most + (most - Math.min(...values) + 1) * (4 + next() * 20)).toFixed(2))
    Object.assign(rows[place] ?? {}, { [name]: value })
    return String(value)
  },
  'a rare category': ({ rows, place, of }) => {
    Object.assign(rows[place] ?? {}, { [of('category') ?? '']: 'zeppelin' })
    return 'zeppelin'
  },
  'a rare shape': ({ rows, place }) => {
    Object.assign(rows[place] ?? {}, { override_by: 'manual-417' })
    return 'manual-417'
  },
  'a missing cell': ({ rows, place, of }) => {
    delete rows[place]?.[of('category') ?? '']
    return ''
  },
  'another type': ({ rows, place, of }) => {
    Object.assign(rows[place] ?? {}, { [of('whole', 'decimal') ?? '']: 'n/a' })
    return 'n/a'
  },
  'a word of failure': ({ rows, place, of }, next) => {
    const name = of('text', 'name') ?? ''
    const failure = failures[Math.floor(next() * failures.length)] ?? ''
    const text = String(rows[place]?.[name]).split(' ')
    text.splice(Math.floor(next() * text.length), 0, failure)
    Object.assign(rows[place] ?? {}, { [name]: text.join(' ') })
    return failure
  },
  'a change of level': ({ rows, place, of }, next) => {
    const name = of('whole', 'decimal') ?? ''
    if (place < 15 || rows.length - place < 15) return undefined
    const values = rows.map(each => Number(each[name])).sort((left, right) => left - right)
    const at = (share: number) => values[Math.floor(values.length * share)] ?? 0
    const step = (at(0.84) - at(0.16)) * (2.5 + next() * 4) * (next() < 0.5 ? -1 : 1)
    for (const each of rows.slice(place)) each[name] = Number((Number(each[name]) + step).toFixed(2))
    return ''
  },
}

/** How tools hand out a table. */
export const wraps: readonly ((rows: readonly Row[]) => string)[] = [
  rows => JSON.stringify(rows),
  rows => JSON.stringify(rows, null, 2),
  rows => rows.map(each => JSON.stringify(each)).join('\n'),
  rows => JSON.stringify({ total: rows.length, items: rows }),
  rows => JSON.stringify(Object.fromEntries(rows.map(each => [`k-${String(each['id'])}`, each]))),
]
