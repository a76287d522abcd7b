/**
 * Looks for the room, in characters of the source, in which a selection needs nearly as many tokens as it may: by
 * proportion at first, then between what was too little and what was too much.
 */
export class Rooms {
  readonly #target: number
  #low: readonly [room: number, tokens: number] | undefined
  #high: readonly [room: number, tokens: number] | undefined
  next: number

  constructor(target: number, first: number) {
    this.#target = target
    this.next = first
  }

  /** Tells what the last room led to. */
  tried(tokens: number): void {
    if (tokens > this.#target) this.#high = [this.next, tokens]
    else this.#low = [this.next, tokens]
    const wanted = this.#target * AIM
    if (this.#low === undefined || this.#high === undefined) {
      this.next *= Math.max(1 / STEEPEST, Math.min(STEEPEST / 2, wanted / Math.max(1, tokens)))
      return
    }
    const [low, least] = this.#low
    const [high, most] = this.#high
    const share = (wanted - least) / (most - least)
    this.next = low + (high - low) * Math.max(0.1, Math.min(0.9, share))
  }
}

/** Share of the target that is aimed at: a little too much is a failed attempt. */
const AIM = 0.93

/** No attempt is more than so many times smaller than the last. */
const STEEPEST = 4
