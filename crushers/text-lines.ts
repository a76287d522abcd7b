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

/** How many lines a text has. */
export function lineCount(text: string): number {
  let count = 1
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++
  return count
}
