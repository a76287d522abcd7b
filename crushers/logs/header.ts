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

/**
 * The columns that may hold now this, now that (a label of alarms, a state that is at times a level): further on, and
 * behind a name, columns of any kind are words of messages.
 */
const mayMix = 4
/** Columns between what is known of a header and the mark that ends it: `[time] program *64 - message`. */
const beforeMark = 3
const fewLines = 12

const sentenceWord = /^[A-Za-z]?[a-z]{1,20}[,.;]?$/

interface Columns {
  /** What each column is; `undefined` where lines disagree. */
  readonly kinds: readonly (Class | undefined)[]
  /** How many of them are the header. */
  readonly length: number
}

/** A name may have a note behind it: `sandboxd[129] ([10018]):`. */
function classAt(line: string, from: number, end: number, known: Map<string, Class>): Class {
  const token = line.slice(from, end)
  let kind = known.get(token)
  if (kind === undefined) known.set(token, (kind = classOf(token)))
  const open = line.charCodeAt(end + 1)
  if (kind !== 'word' || (open !== 40 && open !== 91)) return kind
  return line.charCodeAt(columnEnd(line, end + 1) - 1) === 58 ? 'name' : kind
}

function columnsOf(sample: readonly string[]): Columns {
  const columns: Map<Class, number>[] = []
  // Lines in which a column is a word of a sentence.
  const spoken: number[] = []
  // Lines in which a column begins with a quote.
  const quoted: number[] = []
  // Lines in which more than one blank stands behind a column.
  const padded: number[] = []
  // Headers say the same again and again.
  const known = new Map<string, Class>()
  for (const line of sample) {
    let at = nextColumn(line, 0)
    for (let column = 0; column < maxColumns && at < line.length; column++) {
      const end = columnEnd(line, at)
      const of = classAt(line, at, end, known)
      if (of === 'word' && sentenceWord.test(line.slice(at, end))) spoken[column] = (spoken[column] ?? 0) + 1
      if (line.charCodeAt(at) === 34) quoted[column] = (quoted[column] ?? 0) + 1
      const counts = columns[column] ?? new Map<Class, number>()
      columns[column] = counts
      counts.set(of, (counts.get(of) ?? 0) + 1)
      at = nextColumn(line, end)
      if (at > end + 1 && line.charCodeAt(end) !== 124) padded[column] = (padded[column] ?? 0) + 1
    }
  }
  const kinds: (Class | undefined)[] = []
  let length = 0
  let numbered = true
  for (const [column, counts] of columns.entries()) {
    // What is quoted is said, not a column: `"GET /items HTTP/1.1" 200 512`.
    if ((quoted[column] ?? 0) >= sample.length * agreement) break
    // Nor are two words of a sentence, though nearly all lines say the same.
    if (Math.min(spoken[column] ?? 0, spoken[column + 1] ?? 0) >= sample.length * agreement) break
    const kind = agreed(counts, sample.length)
    if (kind === undefined && (kinds.length >= mayMix || kinds.includes('name'))) break
    // A name behind what varies is the start of a message.
    if (kind === 'name' && kinds.includes(undefined)) break
    kinds.push(kind)
    // A header starts with a time, a number or a mark; a message may have any of these further on.
    const opens = kinds.slice(0, 2).some(each => each !== undefined && each !== 'word' && each !== 'name')
    // A second name is the first word of the message, unless a time or number stands before it.
    if (kind === 'name' && !numbered) break
    if (kind !== undefined && kind !== 'word' && (opens || kind === 'name')) length = kinds.length
    if (kind === 'name') numbered = false
    else if (kind === 'value') numbered = true
  }
  // A component in a column of its own width.
  const wide = (padded[length] ?? 0) >= sample.length * agreement
  if (length > 0 && kinds[length - 1] !== 'name' && kinds[length] === 'word' && wide) length++
  return { kinds: kinds.slice(0, length), length }
}

/** Where the mark ends that stands at most so many columns behind `from`; `from` if none does. */
function behindMark(line: string, from: number, mark: string): number {
  let at = from
  for (let column = 0; column <= beforeMark && at < line.length; column++) {
    const end = columnEnd(line, at)
    if (end - at === mark.length && line.startsWith(mark, at)) return nextColumn(line, end)
    at = nextColumn(line, end)
  }
  return from
}

const endMarks = new Set(['-', '--', '->', '>', '>>', '::', '='])

/** The mark that ends the header of nearly all lines behind the columns that are alike in all. */
function markOf(sample: readonly string[], start: (line: string) => number): string | undefined {
  const found = new Map<string, number>()
  for (const [index, line] of sample.entries()) {
    let at = start(line)
    // Most logs have no such mark: a few lines tell.
    if (at === 0 || (index === fewLines && found.size === 0)) return undefined
    for (let column = 0; column <= beforeMark && at < line.length; column++) {
      const end = columnEnd(line, at)
      const mark = end - at <= 2 ? line.slice(at, end) : ''
      if (endMarks.has(mark)) {
        found.set(mark, (found.get(mark) ?? 0) + 1)
        break
      }
      at = nextColumn(line, end)
    }
  }
  for (const [mark, count] of found) if (count >= sample.length * agreement) return mark
  return undefined
}

/** Learns the header of a log from its lines; the result says for a line where its message starts. */
export function learnHeader(lines: readonly string[]): (line: string) => number {
  const step = Math.max(1, Math.floor(lines.length / sampled))
  const sample = lines.filter((line, index) => index % step === 0 && line.trim() !== '')
  const { kinds, length } = columnsOf(sample)
  if (length === 0) return () => 0
  const named = kinds[length - 1] === 'name'
  const depth = named ? length - 1 : length
  const typed = kinds.findIndex(kind => kind !== undefined && kind !== 'word')

  /** Does the line have a header although its first column says otherwise? */
  const headed = (line: string): boolean => {
    let at = nextColumn(line, 0)
    let alike = 0
    let unlike = 0
    for (let column = 0; column < depth && at < line.length; column++) {
      const end = columnEnd(line, at)
      const kind = kinds[column]
      if (kind !== undefined && kind !== 'word')
        if (kind === classOf(line.slice(at, end))) alike++
        else unlike++
      at = nextColumn(line, end)
    }
    return alike > unlike
  }

  const start = (line: string): number => {
    let at = nextColumn(line, 0)
    for (let column = 0; column < depth && at < line.length; column++) {
      const end = columnEnd(line, at)
      // A line without what opens the header is a message as a whole.
      if (column === typed && kinds[column] !== classOf(line.slice(at, end)) && !headed(line)) return 0
      at = nextColumn(line, end)
    }
    if (!named) return at
    // The component may be of several words, or missing.
    let from = at
    for (let tries = 0; tries < 3 && from < line.length; tries++) {
      const end = columnEnd(line, from)
      if (line.charCodeAt(end - 1) === 58) return nextColumn(line, end)
      from = nextColumn(line, end)
    }
    return at
  }
  const mark = named ? undefined : markOf(sample, start)
  return mark === undefined ? start : line => behindMark(line, start(line), mark)
}
