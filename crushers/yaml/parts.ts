/** The nodes of a row that are shown: such as lead to others, and such as end there. */
export class Parts {
  readonly #passed = new Set<number>()
  readonly #ends = new Set<number>()

  add(nodes: readonly number[]): void {
    for (const node of nodes) this.#passed.add(node)
    const end = nodes.at(-1)
    if (end !== undefined) this.#ends.add(end)
  }

  has(node: number): boolean {
    return this.#passed.has(node)
  }

  isEnd(node: number): boolean {
    return this.#ends.has(node)
  }
}
