import { isCollection, isMap, isScalar, isSeq, type Pair, type YAMLMap } from 'yaml'
import type { Hint } from '../types.ts'
import { descriptionShare } from './describe.ts'
import { parseYaml } from './parse.ts'
import { SNIFFED_CHARACTERS } from './policy.ts'
import { yamlShape } from './shape.ts'

const LINE = /^\s*(?:- )*(?:[\w./$@*"'<-][^\n:]{0,80}:(?:\s|$)|- |#|---|\.\.\.|[\]}])/

/** A line that begins no entry and is not indented: outside of a lone scalar no YAML has one. */
const UNLIKE = /^(?!-(?:\s|$)|#|---|\.\.\.|[\]}]|\?\s|%|[^\n]{0,400}?:(?:\s|$))\S/

/** 0 to 1: how likely the text is YAML, or a description in its manner. */
export function sniffYaml(sample: string, hint?: Hint): number {
  const trimmed = sample.trimStart()
  if (/^[{[<]/.test(trimmed) || /^(?:diff |#!|\|)/.test(trimmed)) return 0
  const isHinted = /\.ya?ml$/i.test(hint?.path ?? '') || /^ya?ml$/i.test(hint?.language ?? '')
  const cut = sample.length > SNIFFED_CHARACTERS ? lastTopLine(sample) : sample.length
  const text = sample.slice(0, cut)
  const lines = text.split('\n')
  const description = descriptionShare(lines)
  const filled = lines.filter(line => line.trim() !== '')
  if (filled.length < 3) return 0
  if (!isHinted && filled.filter(line => LINE.test(line)).length < filled.length * 0.5)
    return description > 0.7 ? 0.75 : 0
  // Of prose, logs and code the parser makes a hundred errors, each with a stack.
  const documents = filled.some(line => UNLIKE.test(line)) ? undefined : parseYaml(text)
  // Samples from several places of one document do not parse together.
  if (documents === undefined) return Math.max(description > 0.7 ? 0.75 : 0, yamlShape(text))
  let keys = 0
  let plainKeys = 0
  let nested = 0
  let prose = 0
  for (const { contents } of documents) {
    if (isScalar(contents)) prose += contents.value === null ? 0 : 1
    if (!isCollection(contents)) continue
    const maps: YAMLMap[] = []
    if (isMap(contents)) maps.push(contents as YAMLMap)
    else for (const item of contents.items) if (isMap(item)) maps.push(item)
    if (isSeq(contents) && maps.length < contents.items.length) prose++
    for (const map of maps)
      for (const item of map.items) {
        const { key, value } = item as Pair
        keys++
        if (isScalar(key) && /^[\w./$@<*-]+$/.test(String(key.value))) plainKeys++
        if (isCollection(value)) nested++
        else if (isScalar(value) && typeof value.value === 'string' && value.value.split(' ').length > 8)
          prose += 0.5
      }
  }
  // Front matter is a document before prose; a list of sentences is Markdown.
  if (prose > keys * 0.3 || keys < 2) return description > 0.7 ? 0.75 : 0
  if (plainKeys < keys * 0.7) return description > 0.7 ? 0.75 : 0.2
  if (isHinted) return 0.97
  if (nested > 0) return nested >= 2 || keys >= 4 ? 0.92 : 0.8
  return keys >= 4 ? 0.55 : 0.4
}

/** A cut where a top-level key or item begins, so that what is before it still parses. */
function lastTopLine(text: string): number {
  const start = text.slice(0, SNIFFED_CHARACTERS)
  const top = Math.max(start.lastIndexOf('\n- '), start.search(/\n[^\s#-][^\n]*$/))
  const line = start.lastIndexOf('\n')
  return top > SNIFFED_CHARACTERS / 4 ? top + 1 : line + 1
}
