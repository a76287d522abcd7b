import { describe, expect, test } from 'vitest'
import { handleOf, markersIn } from '../../src/ccr/marker.ts'
import { sessionPolicy } from '../../src/policy.ts'
import { shortenArguments } from '../../src/stages/arguments.ts'

const long = 'const answer = 42\n'.repeat(60)

describe('call arguments', () => {
  test('keep everything but long strings byte for byte', () => {
    const text = `{ "path":"caf\\u00e9.ts", "n": 1.0,"big":9007199254740993, "e":1e5, "content" : ${JSON.stringify(long)},"x":null }`
    const shortened = shortenArguments(text)
    expect(shortened?.handle).toBe(handleOf(text))
    const value = JSON.parse(shortened?.text ?? '') as { content: string }
    expect(shortened?.text).toBe(text.replace(JSON.stringify(long), JSON.stringify(value.content)))
    expect(value.content.startsWith(`${long.slice(0, sessionPolicy.argumentKept)}… [CCR_REF: `)).toBe(true)
    expect(markersIn(value.content).map(one => one.handle)).toEqual([handleOf(text)])
  })

  test('have each of their long strings shortened, at any depth', () => {
    const text = JSON.stringify({
      edits: [
        { old: long, new: 'short' },
        { old: 'a', new: long },
      ],
      [long]: 1,
    })
    const value = JSON.parse(shortenArguments(text)?.text ?? '') as { edits: { old: string; new: string }[] }
    expect(value.edits.map(edit => [markersIn(edit.old).length, markersIn(edit.new).length])).toEqual([
      [1, 0],
      [0, 1],
    ])
    // A key is no value: nobody could read it back.
    expect(Object.keys(value)).toContain(long)
  })

  test('never end in half a sign', () => {
    const text = JSON.stringify({
      content: `${'x'.repeat(sessionPolicy.argumentKept - 1)}${'😀'.repeat(400)}`,
    })
    expect(JSON.parse(shortenArguments(text)?.text ?? '').content).toMatch(/^x{199}… /)
  })

  test.each<[what: string, text: string]>([
    ['short', '{"path":"a.ts"}'],
    [
      'many but none of them long',
      JSON.stringify(Array.from({ length: 400 }, (_, index) => `value ${index}`)),
    ],
    ['no JSON', `{"content": ${JSON.stringify(long)}`],
    ['a bare string', JSON.stringify(long)],
    ['too deep', `${'['.repeat(5_000)}${JSON.stringify(long)}${']'.repeat(5_000)}`],
  ])('stay as they are where they are %s', (_, text) => {
    expect(shortenArguments(text)).toBeUndefined()
  })

  test('that were shortened are not shortened again', () => {
    const once = shortenArguments(JSON.stringify({ content: long }))?.text ?? ''
    expect(shortenArguments(once)).toBeUndefined()
  })
})
