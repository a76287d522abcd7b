/**
 * Where a line's message begins. Log lines start with a header (time, host, process, level, component) whose form
 * differs by system and is not known; what all headers share is that every line of a log has the same columns. So the
 * header is learned: leading columns that look the same nearly everywhere, up to the last one that cannot be a word
 * of a message (a number, a level, something in brackets, a name with a colon).
 */
const sampled = 200
/** Columns a header may have: Thunderbird's has ten. */
const maxColumns = 14
/** Share of lines that must agree on a column. Apache, Linux and Android mix in a few lines without a header. */
const agreement = 0.88

const levels = new Set(
  'TRACE DEBUG INFO NOTICE WARN WARNING ERROR ERR FATAL CRITICAL CRIT SEVERE ALERT EMERG VERBOSE FINE FINER FINEST CONFIG FAILURE PANIC V D I W E F'.split(
    ' ',
  ),
)

const smallLevels = new Set(Array.from(levels, each => each.toLowerCase()))

type Class = 'level' | 'value' | 'mark' | 'bracket' | 'name' | 'word'

const calendar = /^\*?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[,.]?$/
/** `I`, `[W]`, `E,`: a level of one letter must stand alone. */
const oneLetter = /^[[(<]?[A-Z][\])>,:/]*$/
const numeric = /^[<*#]?[.:,/TZ_+>-]*\d[\d.:,/TZ_+>-]*(?:[\])|][\])|,:]*)?$/

/** Small letters alone: the words of messages, and levels. */
function isSmall(token: string): boolean {
  for (let at = 0; at < token.length; at++) {
    const code = token.charCodeAt(at)
    if (code < 97 || code > 122) return false
  }
  return true
}

function classOf(token: string): Class {
  if (isSmall(token)) return token.length > 1 && smallLevels.has(token) ? 'level' : 'word'
  if (token.length <= 12) {
    const plain = token.replace(/[^A-Za-z]+/g, '')
    if (plain.length > 1 ? levels.has(plain.toUpperCase()) : levels.has(plain) && oneLetter.test(token))
      return 'level'
  }
  if (numeric.test(token) || calendar.test(token)) return 'value'
  if (token.startsWith('[') || token.startsWith('(')) return token.endsWith(':') ? 'name' : 'bracket'
  if (!/[A-Za-z0-9]/.test(token)) return 'mark'
  return token.endsWith(':') ? 'name' : 'word'
}

/** End of the column that starts at `at`; brackets hold their blanks together. */
function columnEnd(line: string, at: number): number {
  const open = line.charCodeAt(at)
  let end = at
  if (open === 91 || open === 40) {
    const limit = Math.min(line.length, at + 160)
    let depth = 0
    for (let index = at; index < limit; index++) {
      const code = line.charCodeAt(index)
      if (code === open) depth++
      else if (code === (open === 91 ? 93 : 41) && --depth === 0) {
        end = index + 1
        break
      }
    }
  }
  while (end < line.length && !isBlank(line.charCodeAt(end))) end++
  return end
}

/** Some headers part their columns by bars. */
const isBlank = (code: number): boolean => code === 32 || code === 9 || code === 124

const nextColumn = (line: string, at: number): number => {
  let start = at
  while (start < line.length && isBlank(line.charCodeAt(start))) start++
  return start
}

/** The class of a column that nearly all lines agree on. Levels may have a colon behind them, as names have. */
function agreed(counts: ReadonlyMap<Class, number>, total: number): Class | undefined {
  const merged = new Map(counts)
  if (merged.has('level')) {
    merged.set('level', (merged.get('level') ?? 0) + (merged.get('name') ?? 0))
    merged.delete('name')
  }
  const [kind, count] = [...merged].reduce((best, each) => (each[1] > best[1] ? each : best))
  return count < total * agreement ? undefined : kind
}

/** Learns the header of a log from its lines; the result says for a line where its message starts. */
export function learnHeader(lines: readonly string[]): (line: string) => number {
  const step = Math.max(1, Math.floor(lines.length / sampled))
  const columns: Map<Class, number>[] = []
  // Headers say the same again and again.
  const known = new Map<string, Class>()
  let total = 0
  for (let index = 0; index < lines.length; index += step) {
    const line = lines[index] as string
    if (line.trim() === '') continue
    total++
    let at = nextColumn(line, 0)
    for (let column = 0; column < maxColumns && at < line.length; column++) {
      const end = columnEnd(line, at)
      const token = line.slice(at, end)
      const of = known.get(token) ?? classOf(token)
      known.set(token, of)
      const counts = columns[column] ?? new Map<Class, number>()
      columns[column] = counts
      counts.set(of, (counts.get(of) ?? 0) + 1)
      at = nextColumn(line, end)
    }
  }
  const kinds: Class[] = []
  let length = 0
  let numbered = true
  for (const counts of columns) {
    const kind = agreed(counts, total)
    if (kind === undefined) break
    kinds.push(kind)
    // A header starts with a time, a number or a mark; a message may have any of these further on.
    const opens = kinds.slice(0, 2).some(each => each !== 'word' && each !== 'name')
    // A second name is the first word of the message, unless a time or number stands before it.
    if (kind === 'name' && !numbered) break
    if (kind !== 'word' && (opens || kind === 'name')) length = kinds.length
    if (kind === 'name') numbered = false
    else if (kind === 'value') numbered = true
  }
  if (length === 0) return () => 0
  const named = kinds[length - 1] === 'name'
  return line => {
    let at = nextColumn(line, 0)
    const depth = named ? length - 1 : length
    for (let column = 0; column < depth && at < line.length; column++) {
      const end = columnEnd(line, at)
      const kind = kinds[column]
      // A line without the header's first column is a message as a whole.
      if (column === 0 && kind !== 'word' && kind !== classOf(line.slice(at, end))) return 0
      at = nextColumn(line, end)
    }
    if (!named) return at
    // The component may be of several words, or missing.
    let start = at
    for (let tries = 0; tries < 3 && start < line.length; tries++) {
      const end = columnEnd(line, start)
      if (line.charCodeAt(end - 1) === 58) return nextColumn(line, end)
      start = nextColumn(line, end)
    }
    return at
  }
}
