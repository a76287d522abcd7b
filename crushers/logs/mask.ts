/**
 * One pass over a line that finds what looks like data (numbers, times, addresses, hashes, identifiers with digits)
 * without knowing any system's format. The rest is the line's skeleton; lines with one skeleton hash alike.
 *
 * The scanner is shared state written by `scan` and read at once by its caller: a log has a million lines and each
 * would otherwise cost an object.
 */
const other = 0
const letter = 1
const digit = 2
const space = 3
const classes = new Uint8Array(65536)
for (let code = 0; code < 65536; code++) {
  if (code >= 48 && code <= 57) classes[code] = digit
  else if ((code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95 || code >= 0xaa)
    classes[code] = letter
  else if (code === 32 || code === 9 || code === 13 || code === 0xa0) classes[code] = space
}
// Punctuation beyond Latin (dashes, bullets, boxes, arrows) parts words like its ASCII kin.
for (let code = 0x2000; code < 0x2c00; code++) classes[code] = other

const hexLetter = (code: number): boolean => (code >= 97 && code <= 102) || (code >= 65 && code <= 70)
/** Characters that join the parts of one value: 10:00:01.5, 1.2.3.4:80, 2005-06-03, 00:1b:44, 1,234. */
const joins = (code: number): boolean =>
  code === 46 || code === 58 || code === 44 || code === 47 || code === 45 || code === 43

const calendar = new Set(
  'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec Mon Tue Wed Thu Fri Sat Sun'.split(' '),
)

export interface Scan {
  /** Equal for lines with equal skeletons: two hashes of 32 bits. */
  one: number
  two: number
  /** Spans of what was masked: start, end, start, end … as offsets into the scanned text. */
  spans: Int32Array
  /** Numbers in use in `spans`. */
  used: number
}

export const scanned: Scan = { one: 0, two: 0, spans: new Int32Array(4096), used: 0 }

const maskCode = 35 // '#'

/** What a run of letters and digits is. */
const word = 0
const value = 1
const partly = 2

/** Groups of an IPv6 address without a gap, least groups of a hardware address, most digits of a group. */
const fullGroups = 8
const leastPairs = 3
const groupWidth = 4
/** No address is longer. */
const longestAddress = 48

/** End of the hardware or IPv6 address (`dc:a6:32:01:02:03`, `fe80::1ff:fe23`) that starts at `from`; `from` if none does. */
function addressEnd(text: string, from: number, to: number): number {
  let at = from
  let groups = 1
  let width = 0
  let gaps = 0
  let pairs = true
  const limit = Math.min(to, from + longestAddress)
  for (; at < limit; at++) {
    const code = text.charCodeAt(at)
    if (code === 58) {
      if (width === 0 && ++gaps > 1) break
      if (width !== 2) pairs = false
      groups++
      width = 0
    } else if (classes[code] === digit || hexLetter(code)) {
      if (++width > groupWidth) return from
    } else break
  }
  if (at === from + longestAddress || (at < to && classes[text.charCodeAt(at)] === letter)) return from
  if (text.charCodeAt(at - 1) === 58 && text.charCodeAt(at - 2) !== 58) {
    at--
    groups--
  } else if (width !== 2) pairs = false
  const whole = gaps === 1 ? groups >= leastPairs : groups === fullGroups || (pairs && groups >= leastPairs)
  return whole ? at : from
}

function kindOfRun(text: string, start: number, end: number, digits: number, changes: number): number {
  const length = end - start
  const first = text.charCodeAt(start)
  if (digits === length) return value
  if (digits === 0) {
    if (length === 3 && first < 97) return calendar.has(text.slice(start, end)) ? value : word
    if (length < 8 || length > 128) return word
    for (let at = start; at < end; at++) if (!hexLetter(text.charCodeAt(at))) return word
    return value
  }
  // 0x1f, 12ms, 20T10, 00Z
  if (classes[first] === digit) {
    if (length - digits <= 3 && changes <= 2) return value
    if (first === 48 && (text.charCodeAt(start + 1) | 32) === 120) return value
  }
  let hex = true
  for (let at = start; at < end && hex; at++) {
    const code = text.charCodeAt(at)
    hex = (code >= 48 && code <= 57) || hexLetter(code)
  }
  if (hex && (length >= 6 || (length >= 4 && digits >= 2 && changes >= 2))) return value
  return changes >= 4 && length >= 10 ? value : partly
}

/** Lengths of the groups of addresses and UUIDs: as long, letters alone may be hexadecimal. */
const hexGroups = new Set([2, 4, 8, 12])

/** Can this run continue a value after a joining character? `3a`, `b7`, `e29b`, `05T10`. */
function continues(text: string, start: number, end: number, digits: number): boolean {
  if (digits === end - start) return true
  const length = end - start
  if (digits === 0 && length === 3) return calendar.has(text.slice(start, end))
  if (digits === 0 && !hexGroups.has(length)) return false
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at)
    if (classes[code] === digit || hexLetter(code)) continue
    if (digits > 0 && (code === 84 || code === 90)) continue
    return digits > 0 && length - digits <= 2 && classes[text.charCodeAt(start)] === digit
  }
  return true
}

/** Keys of a status and of a level as a number, right before the number. */
const statusKey = /(?:status(?:_?code)?|HTTP\/[\d.]+)["']?[=: ]{1,2}["']?$|"level":$/i
/** Keys of counts that should be zero. */
const countKey = /\b(?:failed|failures?|errors?|unreachable)["']?[=:] ?$/i
const longestKey = 16

/**
 * The status of a failed request, a level of failure as a number, a count of failures that is not zero: lines that hold
 * one are no lines like others.
 */
function speaksOfFailure(text: string, from: number, at: number, digits: number): boolean {
  const first = text.charCodeAt(at)
  const before = at > from ? text.charCodeAt(at - 1) : 0
  if (before !== 32 && before !== 58 && before !== 61 && before !== 34 && before !== 39) return false
  const last = text.charCodeAt(at - 2)
  if (digits > 1 && first >= 52 && first <= 54) {
    // `"GET / HTTP/1.1" 502 341`
    if (before === 32 && last === 34) return digits === 3
    if (statusKey.test(text.slice(Math.max(from, at - longestKey), at))) return true
  }
  // `failed=1`, `Failures: 2`
  if (first === 48 || !(before === 61 || (before === 32 && (last === 58 || last === 61)))) return false
  return countKey.test(text.slice(Math.max(from, at - longestKey), at))
}

const prime = 0x01000193
const otherPrime = 0x85ebca6b

function addSpan(used: number, start: number, end: number): void {
  if (used + 2 > scanned.spans.length) {
    const grown = new Int32Array(scanned.spans.length * 2)
    grown.set(scanned.spans)
    scanned.spans = grown
  }
  scanned.spans[used] = start
  scanned.spans[used + 1] = end
}

/** Masks `text[from, to)` into `scanned`. */
export function scan(text: string, from: number, to: number): void {
  let one = 0x811c9dc5 | 0
  let two = 0x1b873593
  let used = 0
  let at = from
  let sign = -2 // where a minus stands that belongs to the next number
  let chain = -1 // end of the last masked value, while it may still be continued
  while (at < to) {
    const code = text.charCodeAt(at)
    const kind = classes[code] as number
    if (kind === letter) {
      // Most runs are words of letters alone.
      let first = one
      let second = two
      let hexadecimal = true
      let end = at
      let following: number = letter
      do {
        const each = text.charCodeAt(end)
        following = classes[each] as number
        if (following !== letter) break
        first = Math.imul(first ^ each, prime)
        second = Math.imul(second ^ each, otherPrime) ^ (second >>> 15)
        if (hexadecimal && !hexLetter(each)) hexadecimal = false
      } while (++end < to)
      const length = end - at
      const word =
        (end === to || following !== digit) &&
        !(hexadecimal && (length >= 8 || (length <= groupWidth && text.charCodeAt(end) === 58))) &&
        !(length === 3 && code < 97 && calendar.has(text.slice(at, end)))
      if (word) {
        one = first
        two = second
        chain = -1
        at = end
        continue
      }
    } else if (kind === space) {
      at++
      while (at < to && classes[text.charCodeAt(at)] === space) at++
      chain = -1
      if (at < to) {
        one = Math.imul(one ^ 32, prime)
        two = Math.imul(two ^ 32, otherPrime)
      }
      continue
    } else if (kind === other) {
      // A joining character between two parts of a value belongs to the value.
      if (chain === at && joins(code) && at + 1 < to) {
        const next = classes[text.charCodeAt(at + 1)] as number
        if (next === digit || next === letter) {
          let end = at + 1
          let digits = 0
          while (end < to) {
            const each = classes[text.charCodeAt(end)] as number
            if (each !== letter && each !== digit) break
            if (each === digit) digits++
            end++
          }
          if (continues(text, at + 1, end, digits)) {
            scanned.spans[used - 1] = end
            chain = end
            at = end
            continue
          }
        }
      }
      chain = -1
      // A sign belongs to its number unless it joins two words.
      if (code === 45 && at + 1 < to && classes[text.charCodeAt(at + 1)] === digit) {
        const before = at > from ? text.charCodeAt(at - 1) : 32
        if (
          before === 61 ||
          before === 40 ||
          before === 44 ||
          before === 58 ||
          before === 95 ||
          classes[before] === space
        ) {
          sign = at++
          continue
        }
      }
      one = Math.imul(one ^ code, prime)
      two = Math.imul(two ^ code, otherPrime) ^ (two >>> 15)
      at++
      continue
    }
    let end = at
    let digits = 0
    let changes = 0
    let last = kind
    while (end < to) {
      const each = classes[text.charCodeAt(end)] as number
      if (each !== letter && each !== digit) break
      if (each === digit) digits++
      if (each !== last) {
        changes++
        last = each
      }
      end++
    }
    if (end - at <= groupWidth && text.charCodeAt(end) === 58) {
      const after = addressEnd(text, at, to)
      if (after > end) {
        end = after
        digits = end - at
      }
    }
    const run = kindOfRun(text, at, end, digits, changes)
    if (run === value) {
      one = Math.imul(one ^ maskCode, prime)
      two = Math.imul(two ^ maskCode, otherPrime)
      if (digits === end - at && digits < 4 && speaksOfFailure(text, from, at, digits))
        one = Math.imul(one ^ (digits === 3 ? text.charCodeAt(at) : 33), prime)
      addSpan(used, sign === at - 1 ? sign : at, end)
      used += 2
      chain = end
    } else {
      for (let each = at; each < end; ) {
        const letterCode = text.charCodeAt(each)
        if (run === partly && classes[letterCode] === digit) {
          let stop = each
          while (stop < end && classes[text.charCodeAt(stop)] === digit) stop++
          addSpan(used, each, stop)
          used += 2
          one = Math.imul(one ^ maskCode, prime)
          two = Math.imul(two ^ maskCode, otherPrime)
          each = stop
          chain = stop
        } else {
          one = Math.imul(one ^ letterCode, prime)
          two = Math.imul(two ^ letterCode, otherPrime) ^ (two >>> 15)
          each++
        }
      }
      if (run === word || classes[text.charCodeAt(end - 1)] !== digit) chain = -1
    }
    at = end
  }
  scanned.used = used
  scanned.one = one
  scanned.two = two
}
