import { describe, expect, it } from 'vitest'
import { identifiersIn } from '../../../bench/measures/identifiers.ts'
import { bindingIn, companyOf, inCompany, labelAt } from '../../../bench/measures/label.ts'
import { holds, readable } from '../../../bench/measures/readable.ts'

const label = (text: string, value: string): string | undefined => labelAt(text, text.indexOf(value))

describe('identifiersIn', () => {
  it('knows paths, names and numbers from words', () => {
    const found = identifiersIn('open src/app/main.ts and call parseConfig with 4711, then go home')
    expect([...found]).toEqual([
      ['src/app/main.ts', 'path'],
      ['main.ts', 'name'],
      ['parseConfig', 'name'],
      ['4711', 'number'],
    ])
  })

  it.each([
    ['see src/app/main.ts:163 there', ['src/app/main.ts:163', 'src/app/main.ts', '163', 'main.ts']],
    ['lines 163-170 of it', ['163-170', '163', '170']],
    ['main.ts:163-170', ['main.ts:163-170', 'main.ts', '163', '170']],
    ['sed -n 163,170p', ['163']],
    [
      'pull/4711#issuecomment-998877',
      ['pull/4711#issuecomment-998877', 'pull/4711', 'issuecomment-998877', '4711'],
    ],
  ])('names the parts of places: %s', (text, expected) => {
    expect([...identifiersIn(text).keys()]).toEqual(expected)
  })

  it('takes quoted names', () => {
    expect(identifiersIn('{"name": "Ada Lovelace", "kind": "person"}').get('Ada Lovelace')).toBe('quoted')
  })
})

describe('quoted names', () => {
  it('are not what stands between two of them', () => {
    const found = identifiersIn('{"rate": 4.5}, {"rate": 6.58, "Unit": "per mille"}')
    expect([...found.keys()]).toEqual(['6.58', 'per mille'])
  })
})

describe('readable', () => {
  it('does not glue words to escapes', () => {
    expect(holds(readable('one\\nreq-4711'), 'req-4711')).toBe(true)
    expect(holds(readable('{\\"id\\":\\"req-4711\\"}'), 'req-4711')).toBe(true)
    expect(holds('req-47112', 'req-4711')).toBe(false)
  })
})

describe('holds', () => {
  it('reads a search that names files on lines of their own', () => {
    const found = 'src/main.ts\n12: import a\n40- const b\n371: run(b)\n\nsrc/other.ts\n9: end'
    expect(holds(found, 'src/main.ts:371')).toBe(true)
    expect(holds(found, 'main.ts:12')).toBe(true)
    expect(holds(found, 'src/main.ts:9')).toBe(false)
    expect(holds(found, 'src/other.ts:371')).toBe(false)
    expect(holds('see main.ts and\n12: import a', 'main.ts:12')).toBe(false)
  })

  it('reads a listing that names folders on lines of their own', () => {
    expect(holds('src/app:\n  main.ts\n  other.ts', 'src/app/main.ts')).toBe(true)
    expect(holds('src/app/\n  ui/main.ts', 'src/app/ui/main.ts')).toBe(true)
    expect(holds('src/app:\n  other.ts\nlib:\n  domain.ts', 'src/app/main.ts')).toBe(false)
  })
})

describe('labelAt', () => {
  it.each([
    ['{"order_id": 4711}', '4711', 'order_id'],
    ['{"ids": ["A-100"]}', 'A-100', 'ids'],
    ['timeout = 3000', '3000', 'timeout'],
    ['the latency was 3000', '3000', 'latency'],
    ['3000', '3000', undefined],
  ])('%s: %s is %s', (text, value, expected) => expect(label(text, value)).toBe(expected))
})

describe('bindingIn', () => {
  it('is near within 160 characters', () => {
    expect(bindingIn('order_id: 4711', '4711', ['order_id'])).toBe('near')
    expect(bindingIn(`order_id ${'x '.repeat(100)}\n\n4711`, '4711', ['order_id'])).toBeUndefined()
  })

  it('follows columns of a table whose header has the same cells', () => {
    const rows = Array.from({ length: 40 }, (_, row) => `row${row},${row + 10_000},ok`).join('\n')
    expect(bindingIn(`name,total,state\n${rows}`, '10039', ['total'])).toBe('structure')
    expect(bindingIn(`name,total,state\n${rows}`, '10039', ['state'])).toBeUndefined()
  })

  it('follows rows in JSON', () => {
    const rows = Array.from({ length: 40 }, (_, row) => `["row${row}",${row + 10_000}]`).join(',')
    expect(bindingIn(`{"c":["name","total"],"r":[${rows}]}`, '10039', ['total'])).toBe('structure')
  })

  it('follows headings by indentation', () => {
    const text = `spec:\n${'  - a line that says nothing at all, again and again\n'.repeat(6)}  port: 8443`
    expect(bindingIn(text, '8443', ['spec'])).toBe('structure')
  })
})

describe('inCompany', () => {
  const line = 'checkout failed for customer 4711 after three attempts'

  it('wants half of the words of the line nearby', () => {
    const company = companyOf(line, '4711')
    expect(inCompany(line, '4711', company)).toBe(true)
    expect(inCompany('customer 4711: checkout failed after retries', '4711', company)).toBe(true)
    expect(inCompany('ids 4711 4712 4713', '4711', company)).toBe(false)
  })
})
