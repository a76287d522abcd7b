/**
 * Reads skeletons (values already masked as `#`) into words, numbered so that columns of them can be compared. What is
 * nothing but a value whatever its letters (a path, a host, a package) becomes a masked value here.
 */

/** The number of a masked value. */
export const masked = 0
/** A value in brackets behind another value: `12 bytes (3 KB)` and `12 bytes` are different messages. */
export const bracketed = 1
/** Words of a message that are read: the rest of such a line is data. */
export const maxWords = 80

/**
 * Words end at punctuation. A short text in quotes is one word, unless it names what follows (`'size': 5`) or is the
 * value of such a name, as in JSON, where it may be the message itself. So is a value with a note: `ws=Source{1011}`.
 */
const pieces =
  /(?<![\w#:])(["'])(?=\S)[^"'/\\]{1,40}\1(?![\w#:=])|(?<==)[^\s=:,;()[\]{}<>"'|`]+[({[][^\s=(){}[\]]{0,40}[)}\]]|[^\s=:,;()[\]{}<>"'|`]+=?|\(\)?/g
/** Blanks in a quoted text beyond which it is a sentence. */
const quotedBlanks = 2

/** Units of measure after a value are part of it: 5.2 KB and 384.0 B are one place of a template. */
const units = new Set(
  'B KB kB MB GB TB KiB MiB GiB bytes byte ns us ms s sec secs second seconds m min mins minute minutes h hour hours day days Hz KHz MHz GHz'.split(
    ' ',
  ),
)

/** A word that is nothing but a value: a path, an address, a host, a package, a name with numbers in several parts. */
function isValue(word: string, first: boolean): boolean {
  let dots = 0
  let marks = 0
  let slashes = 0
  let letters = 0
  let hashes = 0
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at)
    if (code === 35) hashes++
    else if (code === 47 || code === 92) slashes++
    else if (code === 46) dots++
    else if (code === 45 || code === 64 || code === 95 || code === 43 || code === 36) marks++
    else if (/* A to Z, a to z, beyond ASCII */ (code | 32) >= 97 && ((code | 32) <= 122 || code > 127))
      letters++
  }
  if (letters === 0) return hashes > 0
  if (slashes > 0)
    return hashes > 0 || dots > 0 || slashes > 1 || word.charCodeAt(0) === 47 || word.charCodeAt(0) === 126
  if (mailAddress.test(word)) return true
  if (hashes > 0 && dots + marks + hashes > 3) return true
  return !first && dots > 1 && inner(word) && !/(?:Exception|Error)$/.test(word)
}

const mailAddress = /^[^@]+@[^@.]+\.[^@]+$/
/** A host before its port. */
const hostName = /^[a-z#-]+(?:\.[a-z#-]+)+$/

/** A value right behind a word and a colon or in brackets: the word may be a host, or the name of the value. */
const gluedValue = /^(?::#[#.,+-]*(?=$|[\s=,;()[\]{}<>"'|`])|\[#[#.:]*\])/
const numberedHost = /^[A-Za-z][\w.]*-[\w.-]*#[\w.-]*$/

/** Dots stand inside the word, not behind it: `a.b.c`, not `wait...`. */
const inner = (word: string): boolean => !word.includes('..') && !word.endsWith('.')

export class Vocabulary {
  readonly #ids = new Map<string, number>()
  readonly words: string[] = ['#', '#']

  id(word: string): number {
    const known = this.#ids.get(word)
    if (known !== undefined) return known
    this.#ids.set(word, this.words.length)
    this.words.push(word)
    return this.words.length - 1
  }

  /** The words of a skeleton. Neighbouring values are one: a list of numbers has no length that matters. */
  read(skeleton: string): number[] {
    const out: number[] = []
    let opened = false
    let measured = false
    pieces.lastIndex = 0
    for (let found = pieces.exec(skeleton); found && out.length < maxWords; found = pieces.exec(skeleton)) {
      let word = found[0]
      if (found[1] !== undefined && word.split(' ').length > quotedBlanks + 1) {
        word = (/[^\s=:,;()[\]{}<>"'|`]+=?/.exec(word) as RegExpExecArray)[0]
        pieces.lastIndex = found.index + 1 + found[0].indexOf(word) - 1 + word.length
      }
      const last = out.length > 0 ? out[out.length - 1] : -1
      if (word === '(') {
        opened = true
        continue
      }
      const after = pieces.lastIndex
      const port = skeleton.startsWith(':#', after)
      const host = port && (hostName.test(word) || numberedHost.test(word))
      const value = word === '()' ? last === masked : host || isValue(word, out.length === 0)
      if (value) {
        if (last !== masked && last !== bracketed) out.push(masked)
        else if (opened || word === '()') out.push(bracketed)
      } else if (
        /[A-Za-z#\u00aa-\uffff]/.test(word) &&
        !((last === masked || last === bracketed || measured) && units.has(word))
      ) {
        const glued =
          port || skeleton.startsWith('[#', after) ? gluedValue.exec(skeleton.slice(after, after + 40)) : null
        if (glued !== null) pieces.lastIndex += glued[0].length
        // A list of like names has no length that matters either.
        const id = this.id(glued === null ? word : `${word}${port ? ':#' : '[#]'}`)
        if (id !== last || !word.includes('#')) out.push(id)
        measured = glued !== null
        opened = false
        continue
      }
      opened = false
      measured = false
    }
    return out
  }
}
