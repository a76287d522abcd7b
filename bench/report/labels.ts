import type { Size } from './canvas.ts'

/** A dot that wants its name beside it. */
export interface Dot {
  readonly name: string
  readonly x: number
  readonly y: number
  readonly radius: number
}

export interface Label {
  /** Middle of the text's left end, where it starts. */
  readonly x: number
  readonly y: number
  /** It stands so far off that a line has to lead to it. */
  readonly led: boolean
}

interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Generous for the fonts that browsers take for `system-ui` at 12 pixels. */
const letter = 7
const high = 14

const widthOf = (name: string): number => name.length * letter

const meets = (one: Box, other: Box): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom

const directions = Array.from({ length: 16 }, (_, at) => (at * Math.PI) / 8).sort(
  // Beside the dot before above or below it.
  (one, other) => Math.abs(Math.sin(one)) - Math.abs(Math.sin(other)),
)

/** Places names so that none covers another or a dot: beside their dots where there is room, else led away. */
export function placeLabels(dots: readonly Dot[], { width, height }: Size): Label[] {
  const taken: Box[] = dots.map(({ x, y, radius }) => ({
    left: x - radius - 1,
    right: x + radius + 1,
    top: y - radius - 1,
    bottom: y + radius + 1,
  }))
  return dots.map(dot => {
    const size = widthOf(dot.name)
    for (let away = 0; away < Math.max(width, height); away += 7)
      for (const direction of directions) {
        const reach = dot.radius + 4 + away
        const right = Math.cos(direction) >= 0
        const x = dot.x + Math.cos(direction) * reach
        const y = dot.y + Math.sin(direction) * (reach + high / 3)
        const left = right ? x : x - size
        const box = { left, right: left + size, top: y - high / 2, bottom: y + high / 2 }
        if (box.left < 0 || box.right > width || box.top < 14 || box.bottom > height - 40) continue
        if (taken.some(other => meets(box, other))) continue
        taken.push(box)
        return { x: left, y, led: away > 7 }
      }
    return { x: dot.x, y: dot.y, led: false }
  })
}
