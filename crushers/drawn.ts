/** Things in the order in which they should be shown, drawn as they are needed: attempts to meet a target share them. */
export class Drawn {
  readonly #source: Iterator<number>
  readonly #drawn: number[] = []

  constructor(source: Iterable<number>) {
    this.#source = source[Symbol.iterator]()
  }

  /** `undefined` behind the last. */
  at(index: number): number | undefined {
    while (this.#drawn.length <= index) {
      const next = this.#source.next()
      if (next.done === true) return undefined
      this.#drawn.push(next.value)
    }
    return this.#drawn[index]
  }
}
