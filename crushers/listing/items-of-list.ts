/** Entries of lists of paths, with what stands before them. */
import { Items } from './items.ts'
import type { List } from './list.ts'
import { sizeIn } from './sizes.ts'
import { isHint, sectionOf } from './status.ts'

/** A status has five. */
const MOST_SECTIONS = 16

/** States before a path: `M `, `??`, `modified:`, `100644 blob`. Other columns are sizes. */
const stated =
  /^(?:(?:[MADRCUT][ MADRCUT]| [MADRCUT]|\?\?|!!) (?=\S)|[MADRCUTX]\d{0,3}\t|\t(?:[a-z]+ ?)+:|\t|\d{6} (?:blob|tree|commit))/
const LONGEST_STATE = 40
/** Columns are shown without what aligns them, and hashes as git itself abbreviates them. */
const padding = / {2,}/g
const longHash = /\b([0-9a-f]{10})[0-9a-f]{22,118}\b/

export function itemsOfList(list: List): Items {
  const { lines } = list
  const { text } = lines
  // Of each section of a status: the line of its heading, and its word.
  const sections: [line: number, word: string][] = []
  const wordOf = (line: number): string => sections.findLast(([heading]) => heading < line)?.[1] ?? ''
  const isSized = (line: number): boolean => {
    const start = lines.start(line)
    return (list.paths[line] as number) > start && !stated.test(text.slice(start, start + LONGEST_STATE))
  }
  const items = new Items(lines, {
    shown: (line, path) =>
      wordOf(line) + list.lead(line).trimStart().replace(padding, ' ').replace(longHash, '$1…') + path,
    extra: line => (list.paths[line] as number) - lines.start(line) + wordOf(line).length,
    size: line => (isSized(line) ? sizeIn(text, lines.start(line), list.paths[line] as number) : -1),
    trait: line => {
      const start = lines.start(line)
      if (isSized(line) || list.paths[line] === start) return ''
      const state = stated.exec(text.slice(start, start + LONGEST_STATE))?.[0] ?? ''
      return (wordOf(line) + state.trimStart()).trim()
    },
    hasStates: true,
  })
  let last = ''
  for (let line = 0; line < lines.count; line++) {
    const path = list.paths[line] as number
    if (path < 0) {
      if (lines.isBlank(line)) continue
      const section = list.status > 0 ? sectionOf(lines.line(line)) : undefined
      if (section !== undefined && sections.length < MOST_SECTIONS) sections.push([line, section])
      else if (list.status === 0 || !isHint(lines.line(line))) items.addOther(line)
      continue
    }
    if (path > lines.start(line) && lines.end(line) - path === 5 && text.startsWith('total', path)) {
      // What `wc` and `du -c` add up is no entry.
      items.addOther(line)
      continue
    }
    const name = list.names[line] as number
    if (items.count > 0 && name - path === last.length && text.startsWith(last, path))
      items.addTo(line, items.lastDirectory, name)
    else items.add(line, (last = text.slice(path, name)), name)
  }
  return items
}
