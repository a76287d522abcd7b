/** A mistake of the caller's. The command line exits with 2. */
export class BenchError extends Error {
  readonly code: 'empty_corpus' | 'unknown_system' | 'bad_option'

  constructor(code: BenchError['code'], message: string) {
    super(message)
    this.name = 'BenchError'
    this.code = code
  }
}
