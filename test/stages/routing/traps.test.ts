import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Hint } from '../../../crushers/types.ts'
import { decodeSegment, detectContentType, routeText } from '../../../src/stages/route.ts'

interface Case {
  readonly why: string
  readonly hint?: Hint
  /** What the text as a whole is. */
  readonly type?: string
  /** The types of its segments, in order. */
  readonly segments?: readonly string[]
}

const folder = new URL('../../../fixtures/routing/', import.meta.url)

describe.each(readdirSync(folder))('%s', name => {
  const text = readFileSync(new URL(`${name}/input.txt`, folder), 'utf8')
  const { hint, type, segments } = JSON.parse(
    readFileSync(new URL(`${name}/case.json`, folder), 'utf8'),
  ) as Case

  test.runIf(type !== undefined)('is told for what it is', () => {
    expect(detectContentType(text, hint).type).toBe(type)
  })

  test.runIf(segments !== undefined)('is cut where its parts meet', () => {
    const routed = routeText(text, hint)
    expect(routed.map(segment => segment.type)).toEqual(segments)
    expect(routed.map(segment => text.slice(segment.start, segment.end)).join('')).toBe(text)
    for (const segment of routed) expect(decodeSegment(text, segment)).toBeDefined()
  })
})
