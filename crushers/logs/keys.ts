/**
 * Numbers the pairs of hashes that it is given in order of their first appearance. A table of its own, because a map
 * would need each pair as one number beyond the small integers, which costs an allocation a line.
 */
export class KeyTable {
  #size = 1024
  #used = 0
  /** Number of the pair in each place, from 1 on; 0 where there is none. */
  #numbers = new Int32Array(this.#size)
  #ones = new Int32Array(this.#size)
  #twos = new Int32Array(this.#size)

  /** The number of a pair, from 0 on; that of the next new pair where it has not been seen. */
  number(one: number, two: number): number {
    const mask = this.#size - 1
    let at = (one ^ (two >>> 7)) & mask
    for (let number = this.#numbers[at]; number !== 0; number = this.#numbers[at]) {
      if (this.#ones[at] === one && this.#twos[at] === two) return (number as number) - 1
      at = (at + 1) & mask
    }
    this.#numbers[at] = ++this.#used
    this.#ones[at] = one
    this.#twos[at] = two
    if (this.#used * 2 > this.#size) this.#grow()
    return this.#used - 1
  }

  #grow(): void {
    const [numbers, ones, twos] = [this.#numbers, this.#ones, this.#twos]
    this.#size *= 4
    this.#numbers = new Int32Array(this.#size)
    this.#ones = new Int32Array(this.#size)
    this.#twos = new Int32Array(this.#size)
    const mask = this.#size - 1
    for (let from = 0; from < numbers.length; from++) {
      const number = numbers[from] as number
      if (number === 0) continue
      const one = ones[from] as number
      const two = twos[from] as number
      let at = (one ^ (two >>> 7)) & mask
      while (this.#numbers[at] !== 0) at = (at + 1) & mask
      this.#numbers[at] = number
      this.#ones[at] = one
      this.#twos[at] = two
    }
  }
}
