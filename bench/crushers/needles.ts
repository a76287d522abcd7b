import type { ContentType } from '../../crushers/types.ts'
import { errorLinesIn, identifiersIn } from '../measures/identifiers.ts'
import { random } from './random.ts'

/** A fact that is looked for in what is left of a file. */
export interface Needle {
  readonly class: 'anomaly' | 'random' | 'structure'
  readonly text: string
}

const perClass = 12

/** Facts of a file: the odd ones, ordinary ones drawn by a seed from its name, and the names that give it structure. */
export function needlesOf(kind: ContentType, text: string, name: string): Needle[] {
  const draw = random(name)
  const some = (values: Iterable<string>): string[] => draw([...new Set(values)], perClass)
  const as =
    (label: Needle['class']) =>
    (found: string): Needle => ({ class: label, text: found })
  return [
    ...some(anomalies(kind, text)).map(as('anomaly')),
    ...some(identifiersIn(text).keys()).map(as('random')),
    ...some(structure(kind, text)).map(as('structure')),
  ]
}

function anomalies(kind: ContentType, text: string): string[] {
  if (kind === 'code' || kind === 'prose' || kind === 'html' || kind === 'diff') return []
  if (kind === 'csv' || kind === 'json' || kind === 'table') return outliers(text)
  return [...errorLinesIn(text)].flatMap(line => [...identifiersIn(line).keys()].slice(0, 2))
}

/** The numbers that lie furthest outside of the others with the same key or in the same column. */
function outliers(text: string): string[] {
  const groups = new Map<string, string[]>()
  const add = (key: string, value: string): void => {
    const group = groups.get(key) ?? []
    groups.set(key, group)
    group.push(value)
  }
  for (const match of text.matchAll(/"([^"\n]{1,40})"\s*:\s*(-?\d+(?:\.\d+)?)/g))
    add(match[1] ?? '', match[2] ?? '')
  if (groups.size === 0)
    for (const line of text.split('\n'))
      line.split(/[,;\t|]/).forEach((cell, column) => {
        if (/^\s*-?\d+(\.\d+)?\s*$/.test(cell)) add(String(column), cell.trim())
      })
  return [...groups.values()].flatMap(values => {
    if (values.length < 12) return []
    const ordered = values.map(Number).sort((left, right) => left - right)
    const middle = ordered[ordered.length >> 1] ?? 0
    const spread = ordered.map(value => Math.abs(value - middle)).sort((left, right) => left - right)[
      ordered.length >> 1
    ] as number
    return values.filter(value => spread > 0 && Math.abs(Number(value) - middle) > 12 * spread).slice(0, 3)
  })
}

function structure(kind: ContentType, text: string): string[] {
  const all = (pattern: RegExp): string[] =>
    Array.from(text.matchAll(pattern), match => match[1] ?? match[0]).slice(0, 2_000)
  switch (kind) {
    case 'json':
      return all(/"([A-Za-z_][\w.-]{2,40})"\s*:/g)
    case 'yaml':
      return all(/^[\s-]*"?([A-Za-z_][\w.-]{2,40})"?\s*:/gm)
    case 'csv':
    case 'table':
      return (text.split('\n', 1)[0] ?? '')
        .split(/[,;\t|]/)
        .map(cell => cell.trim().replace(/^"|"$/g, ''))
        .filter(cell => cell.length > 2)
    case 'code':
      return all(
        /^(?:export |public |private |static |async |pub )*(?:function|class|def|fn|func|interface|type|struct|enum)\s+\*?([A-Za-z_]\w{2,})/gm,
      )
    case 'xml':
    case 'html':
      return all(/<([A-Za-z][\w:-]{2,})/g)
    case 'prose':
      return all(/^#{1,4} +(.{3,60})$/gm)
    case 'diff':
      return all(/^\+\+\+ [ab]\/(\S+)/gm)
    case 'search':
    case 'listing':
      return all(/^([\w@.-]*\/?[\w.@/-]{3,}\.\w+)/gm).map(path => path.slice(path.lastIndexOf('/') + 1))
    default:
      return []
  }
}
