/** Data as JSON knows it. `undefined` members occur in hand-made messages and are kept. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [key: string]: Json | undefined
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const isString = (value: unknown): value is string => typeof value === 'string'

/** The value, or `undefined` where the text is no JSON. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

/** Nesting below which the built-in `JSON.stringify` is safe; it overflows the stack near 4,500. */
const safeDepth = 1_000

/** JSON text of any value at any depth, leaving out members whose key `skips`. */
export function jsonText(value: unknown, skips: (key: string) => boolean = () => false): string {
  if (typeof value === 'string') return JSON.stringify(value)
  return isDeeperThan(value, safeDepth)
    ? deepText(value, skips)
    : (JSON.stringify(value, skipping(skips)) ?? '')
}

const skipping = (skips: (key: string) => boolean) =>
  function keep(this: unknown, key: string, value: unknown): unknown {
    return key !== '' && !Array.isArray(this) && skips(key) ? undefined : value
  }

export function isDeeperThan(value: unknown, limit: number): boolean {
  const open: [unknown, number][] = [[value, 0]]
  for (let next = open.pop(); next; next = open.pop()) {
    const [item, depth] = next
    if (typeof item !== 'object' || item === null) continue
    if (depth > limit) return true
    for (const child of Object.values(item))
      if (typeof child === 'object' && child !== null) open.push([child, depth + 1])
  }
  return false
}

/** What stands for an object inside itself, which no JSON can hold but a hand-made message may. */
const cycle = '"(circular)"'

/** `JSON.stringify` without recursion. */
function deepText(value: unknown, skips: (key: string) => boolean): string {
  const pieces: string[] = []
  const within = new Set<unknown>()
  const work: ({ readonly text: string; readonly closes?: unknown } | { readonly value: unknown })[] = [
    { value },
  ]
  for (let next = work.pop(); next; next = work.pop()) {
    if ('text' in next) {
      pieces.push(next.text)
      within.delete(next.closes)
    } else if (within.has(next.value)) pieces.push(cycle)
    else if (Array.isArray(next.value)) {
      within.add(next.value)
      work.push({ text: ']', closes: next.value })
      for (let at = next.value.length - 1; at >= 0; at--) {
        work.push({ value: next.value[at] })
        if (at > 0) work.push({ text: ',' })
      }
      work.push({ text: '[' })
    } else if (isObject(next.value)) {
      within.add(next.value)
      const members = Object.entries(next.value).filter(
        ([key, member]) => member !== undefined && !skips(key),
      )
      work.push({ text: '}', closes: next.value })
      for (let at = members.length - 1; at >= 0; at--) {
        const [key, member] = members[at] as [string, Json]
        work.push({ value: member }, { text: `${at > 0 ? ',' : ''}${JSON.stringify(key)}:` })
      }
      work.push({ text: '{' })
    } else pieces.push(JSON.stringify(next.value) ?? 'null')
  }
  return pieces.join('')
}

/** Whether two values are equal as JSON, apart from members whose key `skips`. Without recursion. */
export function sameJson(a: unknown, b: unknown, skips: (key: string) => boolean = () => false): boolean {
  const open: [unknown, unknown][] = [[a, b]]
  for (let next = open.pop(); next; next = open.pop()) {
    const [left, right] = next
    if (left === right) continue
    if (Array.isArray(left) && Array.isArray(right)) {
      if (left.length !== right.length) return false
      for (let at = 0; at < left.length; at++) open.push([left[at], right[at]])
    } else if (isObject(left) && isObject(right)) {
      const keys = membersOf(left, skips)
      const others = membersOf(right, skips)
      // The order of keys is part of the bytes that a provider's cache sees.
      if (keys.length !== others.length || keys.some((key, at) => key !== others[at])) return false
      for (const key of keys) open.push([left[key], right[key]])
    } else return false
  }
  return true
}

const membersOf = (value: JsonObject, skips: (key: string) => boolean): string[] =>
  Object.keys(value).filter(key => value[key] !== undefined && !skips(key))
