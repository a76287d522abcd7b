/** A decoded text may not be longer than this: a line that says how often it stands can stand for any length. */
export const MOST_CHARACTERS = 1 << 28

/** What a line costs beside its characters: millions of empty ones are no small text. */
const LINE_CHARACTERS = 32

/** Lines of a text that is being decoded. Ends with a `SyntaxError` where they are more than `most` characters. */
export class Unfolded {
  readonly #lines: string[] = []
  readonly #most: number
  #length = 0

  constructor(most: number) {
    this.#most = most
  }

  /** Lines so far, where none was pushed several times. */
  get count(): number {
    return this.#lines.length
  }

  at(index: number): string {
    return this.#lines[index] ?? ''
  }

  push(line: string, times = 1): void {
    if (times < 1) return
    this.#length += (line.length + LINE_CHARACTERS) * times
    if (this.#length > this.#most) throw tooLong(this.#most)
    this.#lines.push(times === 1 ? line : `${line}\n`.repeat(times - 1) + line)
  }

  text(separator = '\n'): string {
    return this.#lines.join(separator)
  }
}

export const tooLong = (most: number): SyntaxError =>
  new SyntaxError(`stands for more than ${most} characters, so it is no output of a crusher`)
