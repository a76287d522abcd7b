/** Stable names of what a caller can get wrong. */
export type QuernErrorCode =
  | 'invalid_option'
  | 'invalid_store'
  | 'unknown_format'
  | 'unknown_session'
  | 'store_failed'

const brand = Symbol.for('quern.error')

/** A mistake of the caller's: a bad option, a store that does not work. Data never causes one. */
export class QuernError extends Error {
  readonly code: QuernErrorCode
  /** The option or input that was wrong. */
  readonly option: string | undefined
  readonly [brand] = true

  constructor(code: QuernErrorCode, message: string, details: { option?: string; cause?: unknown } = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = 'QuernError'
    this.code = code
    this.option = details.option
  }

  /** Recognises errors of another copy of the package too. */
  static is(value: unknown): value is QuernError {
    return typeof value === 'object' && value !== null && brand in value
  }
}

/** How a value looks in an error message: short, and telling its type. */
export function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)
  if (typeof value === 'function') return 'a function'
  if (Array.isArray(value)) return `an array of ${value.length}`
  if (typeof value === 'object' && value !== null)
    return `an object with keys ${Object.keys(value).slice(0, 8).join(', ') || '(none)'}`
  return String(value)
}
