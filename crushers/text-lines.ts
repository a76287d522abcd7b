/** Lines collected before they are joined: enough to join seldom, few enough to be let go while they are young. */
const BATCH = 2_048

/** Collects lines of a long text. Joined in batches: a hundred thousand pieces held until the end cost more than the rest. */
export class TextLines {
  readonly #batches: string[] = []
  #lines: string[] = []

  get isEmpty(): boolean {
    return this.#lines.length === 0 && this.#batches.length === 0
  }

  push(line: string): void {
    if (this.#lines.length === BATCH) {
      this.#batches.push(this.#lines.join('\n'))
      this.#lines = []
    }
    this.#lines.push(line)
  }

  toString(): string {
    return [...this.#batches, this.#lines.join('\n')].join('\n')
  }
}

/** The lines of a text as places in it: no line is a string before it is asked for. */
export class Lines {
  readonly text: string
  readonly count: number
  /** Where each line begins; one more than there are lines. */
  readonly starts: Int32Array

  constructor(text: string) {
    let count = 1
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++
    this.text = text
    this.count = count
    this.starts = new Int32Array(count + 1)
    for (let line = 1, at = text.indexOf('\n'); line < count; line++, at = text.indexOf('\n', at + 1))
      this.starts[line] = at + 1
    this.starts[count] = text.length + 1
  }

  start(line: number): number {
    return this.starts[line] as number
  }

  /** Behind the last character of the line. */
  end(line: number): number {
    return (this.starts[line + 1] as number) - 1
  }

  line(line: number): string {
    return this.text.slice(this.start(line), this.end(line))
  }

  isBlank(line: number): boolean {
    return line < this.count && this.start(line) === this.end(line)
  }
}
