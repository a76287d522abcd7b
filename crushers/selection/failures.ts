/** Words that speak of failure, also inside names: `payment_failed`, `CrashLoopBackOff`, `NullPointerException`. */
const FAILURE =
  /error|exception|fail(?:ed|ure|ing|s\b|\b)|fatal|panic|critical|severe|crash|abort|denied|refused|rejected|timeout|timed[ _-]out|unreachable|unavailable|unauthori[sz]ed|forbidden|corrupt|invalid|traceback|oomkilled|backoff|evicted|unhealthy|emergency/i

const NO_FAILURE =
  /\b(?:no|0|zero|without(?: any)?)[ _-](?:\w+[ _-])?(?:errors?|failures?|exceptions?|failed)\b/i

/** Whether the piece of a text does. */
export function speaksOfFailure(text: string, from = 0, to = text.length): boolean {
  if (!holdsStem(text, from, to)) return false
  const piece = text.slice(from, to)
  return FAILURE.test(piece) && !NO_FAILURE.test(piece)
}

/** Where the first word of failure begins, or -1. */
export function failureAt(text: string): number {
  return speaksOfFailure(text) ? text.search(FAILURE) : -1
}

/** With what every alternative of `FAILURE` begins. */
const STEMS =
  'error exception fail fatal panic critical severe crash abort denied refused rejected timeout timed unreachable unavailable unauthori forbidden corrupt invalid traceback oomkilled backoff evicted unhealthy emergency'.split(
    ' ',
  )

const FOUND = 255

/** One look at each character: few texts hold a stem, and the pattern takes ten times as long to find that out. */
function holdsStem(text: string, from: number, to: number): boolean {
  let state = 0
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    // Upper case letters fall on lower case ones, all other signs on the first column or on letters that only cost a look.
    state = STATES[(state << 5) | (code > 127 ? 0 : code & 64 ? code & 31 : 0)] ?? 0
    if (state === FOUND) return true
  }
  return false
}

/** The automaton of all stems: 32 columns, one per letter, for each beginning of a stem; `FOUND` ends it. */
const STATES: Uint8Array = (() => {
  const beginnings = ['']
  for (const stem of STEMS)
    for (let length = 1; length < stem.length; length++) {
      const beginning = stem.slice(0, length)
      if (!beginnings.includes(beginning)) beginnings.push(beginning)
    }
  const table = new Uint8Array(beginnings.length << 5)
  for (const [state, beginning] of beginnings.entries()) {
    for (let letter = 1; letter <= 26; letter++) {
      const read = beginning + String.fromCharCode(96 + letter)
      let next = STEMS.some(stem => read.endsWith(stem)) ? FOUND : 0
      for (let cut = 0; next === 0 && cut < read.length; cut++)
        next = Math.max(0, beginnings.indexOf(read.slice(cut)))
      table[(state << 5) | letter] = next
    }
  }
  return table
})()
