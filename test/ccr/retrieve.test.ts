import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { handleOf } from '../../src/ccr/marker.ts'
import { type Retrieved, retrieve, type RetrieveQuery } from '../../src/ccr/retrieve.ts'
import { o200k } from '../../src/tokens.ts'

const topics = ['disk quota', 'login token', 'cache miss', 'queue depth']
/** 400 lines, each of its own; one of them is an error. */
const log = Array.from({ length: 400 }, (_, index) =>
  index === 271
    ? 'ERROR E4711 payment gateway refused card of tenant-9'
    : `step ${index + 1}: ${topics[index % 4]} checked in zone ${(index * 7) % 13}`,
).join('\n')
const view = Array.from(
  { length: 60 },
  (_, index) => `${String(index + 101).padStart(6)}\t  value_${index}()`,
).join('\n')
const table = JSON.stringify([
  { id: 1, status: 200 },
  { id: 2, status: 503 },
])
const texts = [log, view, table, 'short']
const [logHandle, viewHandle, tableHandle] = texts.map(text => handleOf(text)) as [
  string,
  string,
  string,
  string,
]
const store = new Map(texts.map(text => [handleOf(text), text]))

const ask = (query: RetrieveQuery, pageTokens = 2_000, originals = store): Promise<Retrieved> =>
  retrieve(
    query,
    { get: async handle => originals.get(handle), handles: async () => [...originals.keys()] },
    { pageTokens, count: text => o200k.count(text) },
  )

const lineOf = (number: number): string => log.split('\n')[number - 1] as string

describe('lines', () => {
  test.each([
    ['3-5', [3, 4, 5]],
    ['3', [3]],
    ['lines 3 to 5', [3, 4, 5]],
    ['3..4', [3, 4]],
    ['3 – 4', [3, 4]],
    ['399-9999', [399, 400]],
  ])('%s, counted from 1', async (lines, numbers) => {
    expect(await ask({ handle: logHandle, lines })).toEqual({
      found: true,
      content: numbers.map(lineOf).join('\n'),
    })
  })

  test('go by the numbers of the gutter', async () => {
    const { content } = await ask({ handle: viewHandle, lines: '110-112' })
    expect(content).toBe(view.split('\n').slice(9, 12).join('\n'))
    const miss = await ask({ handle: viewHandle, lines: '1-9' })
    expect(miss).toEqual({ found: false, content: 'There is no line 1-9; it has lines 101 to 160.' })
  })

  test.each([
    ['401', 'There is no line 401; it has lines 1 to 400.'],
    ['5-3', 'There is no line 5-3; it has lines 1 to 400.'],
    ['the first', 'lines is "the first"; write a range such as 120-180.'],
  ])('%s are not there, and the answer says so', async (lines, content) => {
    expect(await ask({ handle: logHandle, lines })).toEqual({ found: false, content })
  })
})

describe('a query', () => {
  test('finds the exact words first, with their neighbours', async () => {
    const { content, found } = await ask({ handle: logHandle, query: 'E4711' })
    expect(found).toBe(true)
    expect(content.split('\n')).toEqual(expect.arrayContaining([lineOf(271), lineOf(272), lineOf(273)]))
    expect(o200k.count(content)).toBeLessThanOrEqual(320)
  })

  test('finds what shares words with it', async () => {
    const { content } = await ask({
      handle: logHandle,
      query: 'which tenant had its card refused by the gateway?',
    })
    expect(content).toContain(lineOf(272))
  })

  test('shows how many more there are, and goes on from the cursor', async () => {
    const seen = new Set<string>()
    let cursor: string | undefined
    for (let turn = 0; turn < 40; turn++) {
      const { content, found } = await ask({
        handle: logHandle,
        query: 'disk quota',
        ...(cursor === undefined ? {} : { cursor }),
      })
      expect(found).toBe(true)
      for (const line of content.split('\n')) seen.add(line)
      cursor = /cursor (\d+)$/.exec(content)?.[1]
      if (cursor === undefined) break
    }
    const wanted = log.split('\n').filter(line => line.includes('disk quota'))
    expect(wanted.filter(line => !seen.has(line))).toEqual([])
  })

  test('without a match answers with an outline', async () => {
    const { content, found } = await ask({ handle: logHandle, query: 'xylophone' })
    expect(found).toBe(false)
    expect(content).toMatch(/^Nothing in it matches "xylophone"\. It has 400 lines; the outline:\nstep 1: /)
  })

  test('gets short originals whole', async () => {
    expect((await ask({ handle: tableHandle, query: '503' })).content).toBe(table)
  })

  test('in one long line gets the places around it', async () => {
    const line = `${'abc,'.repeat(5_000)}NEEDLE=42${',def'.repeat(5_000)}`
    const { content } = await ask(
      { handle: handleOf(line), query: 'NEEDLE' },
      2_000,
      new Map([[handleOf(line), line]]),
    )
    expect(content).toContain('NEEDLE=42')
    expect(content.length).toBeLessThan(1_000)
  })
})

describe('pages', () => {
  /** Everything that pages and their cursors give, put together again. */
  async function whole(text: string, pageTokens: number): Promise<{ lines: string[]; pages: number }> {
    const originals = new Map([[handleOf(text), text]])
    const lines: string[] = []
    let cursor: string | undefined
    for (let pages = 1; ; pages++) {
      const { content } = await ask(
        { handle: handleOf(text), ...(cursor === undefined ? {} : { cursor }) },
        pageTokens,
        originals,
      )
      const more = /\n… \d+ more lines of \d+; cursor (\d+)$/.exec(content)
      lines.push(more ? content.slice(0, more.index) : content)
      expect(o200k.count(lines.at(-1) ?? '')).toBeLessThanOrEqual(pageTokens * 1.5)
      if (!more) return { lines, pages }
      expect(Number(more[1])).toBeGreaterThan(Number(cursor ?? 0))
      cursor = more[1]
    }
  }

  test('give back the whole text', async () => {
    const { lines, pages } = await whole(log, 500)
    expect(lines.join('\n')).toBe(log)
    expect(pages).toBeGreaterThan(5)
  })

  test('give back one long line, in pieces', async () => {
    const line = Array.from({ length: 9_000 }, (_, index) => `${index}😀`).join('')
    const { lines, pages } = await whole(line, 500)
    expect(lines.join('\n').replaceAll('\n', '')).toBe(line)
    expect(pages).toBeGreaterThan(5)
  })

  test('are never empty', async () => {
    const blank = `${'\n'.repeat(5_000)}end`
    const { lines } = await whole(blank, 100)
    expect(lines.join('\n')).toBe(blank)
    expect(await ask({ handle: handleOf('') }, 100, new Map([[handleOf(''), '']]))).toEqual({
      found: true,
      content: '(empty)',
    })
    for (const cursor of ['400', '99999', '-5', 'next', '1e9'])
      expect((await ask({ handle: logHandle, cursor })).content).not.toBe('')
  })
})

describe('path and rows', () => {
  test('show what they select', async () => {
    expect((await ask({ handle: tableHandle, path: '$[1].status' })).content).toBe('$[1].status: 503')
    expect((await ask({ handle: tableHandle, rows: 'status >= 500' })).content).toBe(
      '2: {"id":2,"status":503}',
    )
  })

  test('say so where there is nothing to select from', async () => {
    expect(await ask({ handle: logHandle, path: '$.a' })).toMatchObject({ found: false })
    expect(await ask({ handle: logHandle, rows: 'a = 1' })).toMatchObject({ found: false })
  })
})

describe('handles', () => {
  const foreign = 'ccr-000000000000'

  test('that nobody knows are called so', async () => {
    const { content, found } = await ask({ handle: foreign, query: 'x' })
    expect(found).toBe(false)
    expect(content).toMatch(/^ccr-000000000000 is unknown here/)
  })

  test('that are none are shown what one looks like', async () => {
    expect(await ask({ handle: 'call_17' })).toMatchObject({ found: false })
    expect((await ask({ handle: 'call_17' })).content).toMatch(
      /^"call_17" is no handle\. A handle looks like ccr-/,
    )
  })

  test('are taken from a marker that was copied whole', async () => {
    expect((await ask({ handle: `[CCR_REF: ${tableHandle} | 1 of 2 rows, 9 tokens]` })).content).toBe(table)
  })

  test('may be several, each under its name', async () => {
    const { content, found } = await ask({ handle: `${tableHandle}, ${foreign} ${tableHandle}`, rows: '1' })
    expect(found).toBe(true)
    expect(content).toBe(
      `${tableHandle}\n1: {"id":1,"status":200}\n\n${foreign}\n${(await ask({ handle: foreign })).content}`,
    )
  })

  test('that are not named: everything is searched', async () => {
    const { content, found } = await ask({ query: 'E4711' })
    expect(found).toBe(true)
    expect(content.startsWith(`${logHandle}\n`)).toBe(true)
    expect(content).not.toContain(viewHandle)
    expect(await ask({ query: 'xylophone' })).toEqual({
      found: false,
      content: 'Nothing that was taken out matches "xylophone". Try other words.',
    })
    expect(await ask({ query: 'x' }, 2_000, new Map())).toMatchObject({ found: false })
  })

  test('nor anything else: says what to name', async () => {
    for (const query of [{}, { lines: '1-3' }, { cursor: '5' }])
      expect((await ask(query)).content).toMatch(/^Name a handle/)
  })
})

test('no question is answered with nothing', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom('1-3', '$', '$..*', 'a=1', '0', '-1'),
  )
  const asked = fc.record(
    {
      handle: fc.constantFrom(...store.keys(), 'ccr-000000000000'),
      query: text,
      lines: text,
      path: text,
      rows: text,
      cursor: text,
    },
    { requiredKeys: [] },
  )
  await fc.assert(
    fc.asyncProperty(asked, async query => {
      const { content, found } = await ask(query, 100)
      expect(content.trim()).not.toBe('')
      expect(found).toBeTypeOf('boolean')
    }),
    { numRuns: 200 },
  )
})
