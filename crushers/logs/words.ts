/**
 * The words of lines, split once each, all in one list. A word is all that names, paths, versions and options are made
 * of; or white space; or a single other character.
 */
export class Words {
  readonly #lines: readonly string[]
  /** By line: the place of its first word in the list, and how many it has; -1 as long as nobody asked. */
  readonly #first: Int32Array
  readonly #count: Int32Array
  #used = 0
  /** Where words end in their lines, and what tells them apart. Ask for a line first: the lists grow. */
  ends = new Int32Array(1024)
  hashes = new Int32Array(1024)

  constructor(lines: readonly string[]) {
    this.#lines = lines
    this.#first = new Int32Array(lines.length).fill(-1)
    this.#count = new Int32Array(lines.length)
  }

  first(line: number): number {
    if (this.#first[line] === -1) this.#split(line)
    return this.#first[line] as number
  }

  count(line: number): number {
    if (this.#first[line] === -1) this.#split(line)
    return this.#count[line] as number
  }

  #split(index: number): void {
    const line = this.#lines[index] as string
    if (this.#used + line.length > this.ends.length) this.#grow(line.length)
    const { ends, hashes } = this
    let used = this.#used
    for (let at = 0; at < line.length; ) {
      let code = line.charCodeAt(at)
      const word = isWord(code)
      const blank = !word && isBlank(code)
      let hash = 0x811c9dc5 | 0
      do {
        hash = Math.imul(hash ^ code, 0x01000193)
        at++
        if (at === line.length) break
        code = line.charCodeAt(at)
      } while (word ? isWord(code) || isScheme(line, at) : blank && isBlank(code))
      ends[used] = at
      hashes[used++] = hash
    }
    this.#first[index] = this.#used
    this.#count[index] = used - this.#used
    this.#used = used
  }

  #grow(by: number): void {
    const { ends, hashes } = this
    this.ends = new Int32Array((this.#used + by) * 2)
    this.ends.set(ends)
    this.hashes = new Int32Array((this.#used + by) * 2)
    this.hashes.set(hashes)
  }
}

const isBlank = (code: number): boolean => code === 32 || code === 9 || code === 13

const wordCodes = new Uint8Array(0xaa)
for (let code = 0; code < 0xaa; code++)
  if (/[\w@./\\+~%$-]/.test(String.fromCharCode(code))) wordCodes[code] = 1
const isWord = (code: number): boolean => code >= 0xaa || wordCodes[code] === 1

/** The colon of `https://…`. */
const isScheme = (line: string, at: number): boolean =>
  line.charCodeAt(at) === 58 && line.charCodeAt(at + 1) === 47 && line.charCodeAt(at + 2) === 47

const isWordAt = (line: string, at: number): boolean => isWord(line.charCodeAt(at)) || isScheme(line, at)

/** Whether a word goes on from one side of a place to the other. */
const inWord = (line: string, at: number): boolean =>
  at > 0 && at < line.length && isWordAt(line, at - 1) && isWordAt(line, at)

/** The shared beginning up to the end of a word that is whole in both. */
export function wordStart(one: string, two: string, shared: number): number {
  let at = shared
  if (inWord(one, at) || inWord(two, at)) while (at > 0 && isWordAt(one, at - 1)) at--
  return at
}

/** The shared end from the start of a word that is whole in both. */
export function wordEnd(one: string, two: string, shared: number): number {
  let count = shared
  if (inWord(one, one.length - count) || inWord(two, two.length - count))
    while (count > 0 && isWordAt(one, one.length - count)) count--
  return count
}
