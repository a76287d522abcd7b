import { type AsyncCrusher, contentTypes, type Crusher } from '../crushers/types.ts'
import { describe, QuernError } from './errors.ts'
import { o200k, type Tokenizer } from './tokens.ts'

export const invalid = (option: string, value: unknown, expected: string): QuernError =>
  new QuernError('invalid_option', `${option} is ${describe(value)}; expected ${expected}.`, { option })

export function whole(option: string, value: unknown, least: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least) return value
  throw invalid(option, value, `a whole number of at least ${least}`)
}

export function milliseconds(option: string, value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value < 2 ** 31) return value
  throw invalid(option, value, 'a whole number of milliseconds, at least 1 and below 2147483648')
}

export function share(option: string, value: unknown): number {
  if (typeof value === 'number' && value > 0 && value < 1) return value
  throw invalid(option, value, 'a number above 0 and below 1, a share of the budget')
}

export function flag(option: string, value: unknown): boolean {
  if (typeof value === 'boolean') return value
  throw invalid(option, value, 'true or false')
}

export function name(option: string, value: unknown): string {
  if (typeof value === 'string' && value !== '' && value.length <= 200 && !value.includes('\n')) return value
  throw invalid(option, value, 'a text of 1 to 200 characters without line breaks')
}

export function func<T>(option: string, value: T): T {
  if (value === undefined || typeof value === 'function') return value
  throw invalid(option, value, 'a function')
}

export function tokenizerOf(value: Tokenizer | undefined): Tokenizer {
  if (value === undefined) return o200k
  if (typeof value === 'object' && value !== null && typeof value.count === 'function') return value
  throw invalid('tokenizer', value, 'an object with a name and a method count(text)')
}

export function crushersOf(
  value: readonly (Crusher | AsyncCrusher)[] | undefined,
): readonly (Crusher | AsyncCrusher)[] {
  if (value === undefined) return []
  if (!Array.isArray(value)) throw invalid('crushers', value, 'an array of crushers')
  const names = new Set<string>([...contentTypes, 'other'])
  for (const [index, crusher] of value.entries()) {
    const at = `crushers[${index}]`
    for (const method of ['sniff', 'crush'] as const)
      if (typeof crusher?.[method] !== 'function')
        throw invalid(
          `${at}.${method}`,
          crusher?.[method],
          'a function; see the Crusher interface of quern/crushers',
        )
    if (typeof crusher.name !== 'string' || !/^[\w.-]{1,64}$/.test(crusher.name))
      throw invalid(`${at}.name`, crusher.name, 'a name of 1 to 64 letters, digits, dots and dashes')
    if (names.has(crusher.name))
      throw invalid(
        `${at}.name`,
        crusher.name,
        'a name that no other crusher has, the built-in ones included',
      )
    if (!Number.isInteger(crusher.version))
      throw invalid(`${at}.version`, crusher.version, 'a whole number, raised whenever any output changes')
    names.add(crusher.name)
  }
  return value
}
