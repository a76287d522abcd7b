import { expect, test } from 'vitest'
import { clip, number, percent, table, terminalOf } from '../../src/cli/terminal.ts'

test('colours only a terminal, and only where they are wanted', () => {
  expect(terminalOf({ isTTY: true }, {}).bold('x')).toBe('\u001b[1mx\u001b[0m')
  expect(terminalOf({}, {}).bold('x')).toBe('x')
  expect(terminalOf({ isTTY: true }, { NO_COLOR: '1' }).bold('x')).toBe('x')
  expect(terminalOf({ isTTY: true }, { TERM: 'dumb' }).bold('x')).toBe('x')
})

test('fills 80 to 120 columns', () => {
  expect([40, 100, 300].map(columns => terminalOf({ columns }, {}).width)).toEqual([80, 100, 120])
})

test('numbers read alike everywhere', () => {
  expect([0, 999, 1000, 1234567.6].map(number)).toEqual(['0', '999', '1,000', '1,234,568'])
  expect([percent(1, 3), percent(1, 30), percent(0, 5), percent(1, 0)]).toEqual(['33 %', '3.3 %', '0 %', '–'])
})

test('a table is cut at the width', () => {
  const lines = table(
    [{ title: 'a', align: 'right' }, { title: 'b' }],
    [['1', 'x'.repeat(200)]],
    terminalOf({}, {}),
  )
  expect(lines.map(line => line.length)).toEqual([6, 100])
  expect(clip('abc', 2)).toBe('a…')
})
