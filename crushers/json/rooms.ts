/** What a room led to. */
interface Tried {
  readonly room: number
  readonly tokens: number
}

/**
 * Looks for the room, in characters of the source, in which a selection needs nearly as many tokens as it may: by
 * proportion at first, then along the line through the last two, then between what was too little and what was too
 * much.
 */
export class Rooms {
  readonly #target: number
  #low: Tried | undefined
  #high: Tried | undefined
  next: number

  constructor(target: number, first: number) {
    this.#target = target
    this.next = first
  }

  /** Tells how many tokens the last room needed. */
  tried(tokens: number): void {
    const last = { room: this.next, tokens }
    const before = this.#high
    if (tokens > this.#target) this.#high = last
    else this.#low = last
    const wanted = this.#target * AIM
    if (this.#low !== undefined && this.#high !== undefined) {
      const { room, tokens: least } = this.#low
      const share = (wanted - least) / (this.#high.tokens - least)
      this.next = room + (this.#high.room - room) * Math.max(0.1, Math.min(0.9, share))
      return
    }
    const slope = before === undefined ? 0 : (before.tokens - tokens) / (before.room - last.room)
    const guess =
      slope > 0 ? last.room - (tokens - wanted) / slope : (last.room * wanted) / Math.max(1, tokens)
    this.next = Math.max(last.room / STEEPEST, Math.min(last.room * 2, guess))
  }
}

/** Share of the target that is aimed at: a little too much is a failed attempt. */
const AIM = 0.93

/** No attempt is more than so many times smaller than the last. */
const STEEPEST = 4
