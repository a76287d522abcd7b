import { describe, expect, test } from 'vitest'
import { readQuery } from '../../src/ccr/retrieve.ts'
import { retrieveDefinition, retrieveToolWith } from '../../src/ccr/tool.ts'
import { formatNamed, formatNames } from '../../src/formats/index.ts'
import { o200k } from '../../src/tokens.ts'

test.each(formatNames)('the definition takes at most 90 tokens as %s', format => {
  const tool = formatNamed(format).tool(retrieveDefinition)
  expect(o200k.count(JSON.stringify(tool))).toBeLessThanOrEqual(90)
})

describe('arguments as models write them', () => {
  test.each<[what: string, args: unknown, query: object]>([
    ['an object', { handle: 'ccr-1', lines: '1-9' }, { handle: 'ccr-1', lines: '1-9' }],
    ['JSON text', '{"handle":"ccr-1","query":"x"}', { handle: 'ccr-1', query: 'x' }],
    ['JSON text that is broken', '{"handle":"ccr-1",', { handle: '{"handle":"ccr-1",' }],
    ['a bare handle', 'ccr-1', { handle: 'ccr-1' }],
    ['a JSON string', '"ccr-1"', { handle: '"ccr-1"' }],
    ['numbers', { lines: 120, cursor: 7, rows: 3 }, { lines: '120', cursor: '7', rows: '3' }],
    ['arrays', { handle: ['ccr-1', 'ccr-2', 3, null] }, { handle: 'ccr-1 ccr-2' }],
    ['white space', { handle: ' ccr-1\n', query: '  ' }, { handle: 'ccr-1' }],
    [
      'null for what is not wanted',
      { handle: 'ccr-1', query: null, lines: undefined, path: '' },
      { handle: 'ccr-1' },
    ],
    ['objects and booleans in place of text', { handle: {}, query: true }, {}],
    ['what nobody asked for', { handle: 'ccr-1', limit: 5, toString: 'x' }, { handle: 'ccr-1' }],
    ['inherited members', Object.create({ handle: 'ccr-1' }), {}],
    ['nothing', undefined, {}],
    ['null', null, {}],
    ['an array', ['ccr-1'], {}],
    ['a number', 7, {}],
  ])('%s', (_, args, query) => {
    expect(readQuery(args)).toEqual(query)
  })

  test('are what the tool is asked', async () => {
    const asked: unknown[] = []
    const tool = retrieveToolWith(async query => {
      asked.push(query)
      return { content: 'x', found: true }
    })
    await tool.execute('{"handle":"ccr-1"}')
    await tool.execute({ lines: 3 })
    expect(asked).toEqual([{ handle: 'ccr-1' }, { lines: '3' }])
    expect(tool).toMatchObject(retrieveDefinition)
  })
})
