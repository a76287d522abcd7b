import { expect, test } from 'vitest'
import { hostileInputs, hostileTexts } from './hostile.ts'

test('names are unique', () => {
  const names = hostileInputs.map(input => input.name)
  expect(new Set(names).size).toBe(names.length)
})

test.each(hostileTexts.map(input => [input.name, input] as const))(
  '%s is the same each time',
  (_name, input) => {
    expect(input.make() === input.make()).toBe(true)
  },
)

test('every input can be made', () => {
  for (const input of hostileInputs) expect(() => input.make()).not.toThrow()
})
