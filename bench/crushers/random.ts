import { sha256 } from '../../src/hash.ts'

/** Draws without replacement, the same for the same seed on every machine. Order of the input is kept. */
export function random(seed: string): <T>(values: readonly T[], count: number) => T[] {
  let state = sha256(seed).readUInt32LE(0)
  const next = (): number => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32
  }
  return (values, count) => {
    let wanted = Math.min(count, values.length)
    return values.filter((_, index) => {
      if (next() >= wanted / (values.length - index)) return false
      wanted--
      return true
    })
  }
}
