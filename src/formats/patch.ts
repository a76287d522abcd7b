import { isObject, type Json, type JsonObject } from '../json.ts'
import type { Edit, Path } from '../transcript.ts'

/**
 * Applies edits to a message. Only the containers on the way to a changed leaf are copied; everything else is shared
 * with the input, and without edits the input itself comes back.
 */
export function patch(message: Json | undefined, edits: readonly Edit[]): Json | undefined {
  if (edits.length === 0) return message
  let result = message
  for (const edit of edits) if (edit.op === 'set') result = replace(result, edit.path, 0, () => edit.value)
  // Elements go from the back, so that the indices of the others stay true.
  const removed = edits
    .filter(edit => edit.op === 'remove')
    .sort((a, b) => lastIndex(b.path) - lastIndex(a.path))
  for (const { path } of removed) {
    const index = lastIndex(path)
    result = replace(result, path.slice(0, -1), 0, list =>
      Array.isArray(list) ? list.filter((_, at) => at !== index) : list,
    )
  }
  for (const edit of edits) {
    if (edit.op !== 'append') continue
    result = replace(result, edit.path, 0, list => (Array.isArray(list) ? [...list, edit.value] : list))
  }
  return result
}

const lastIndex = (path: Path): number => Number(path.at(-1))

type Replace = (value: Json | undefined) => Json | undefined

function replace(value: Json | undefined, path: Path, depth: number, change: Replace): Json | undefined {
  const key = path[depth]
  if (key === undefined) return change(value)
  if (Array.isArray(value)) {
    const copy = [...(value as readonly Json[])]
    copy[Number(key)] = replace(copy[Number(key)], path, depth + 1, change) as Json
    return copy
  }
  if (!isObject(value)) return value
  // Spread, then an own definition: `__proto__` in a message stays a key like any other.
  const copy: JsonObject = { ...value }
  Object.defineProperty(copy, key, {
    value: replace(Object.hasOwn(value, key) ? value[key] : undefined, path, depth + 1, change),
    enumerable: true,
    configurable: true,
    writable: true,
  })
  return copy
}

/** The value at a path, or `undefined`. */
export function valueAt(value: Json | undefined, path: Path): Json | undefined {
  let at = value
  for (const key of path) {
    if (Array.isArray(at)) at = (at as readonly Json[])[Number(key)]
    else if (isObject(at) && Object.hasOwn(at, key)) at = at[key]
    else return undefined
  }
  return at
}
