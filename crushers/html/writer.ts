import { squeeze } from './parse.ts'

/** Collects lines with their origins; white space between inline pieces collapses as in a browser. */
export class Writer {
  readonly lines: string[] = []
  readonly origins: number[] = []
  #pieces: string[] = []
  #space = false
  #prefix = ''
  #first = ''
  #at = 0
  /** Nothing stands yet in the item or definition just begun: no blank line before its first paragraph. */
  #opening = false

  inline(text: string): void {
    const words = squeeze(text)
    if (words === '' || words === ' ') {
      this.#space ||= words === ' '
      return
    }
    const last = this.#pieces[this.#pieces.length - 1]
    if (last !== undefined && last !== '[' && (this.#space || words.startsWith(' '))) this.#pieces.push(' ')
    this.#pieces.push(words.trim())
    this.#space = words.endsWith(' ')
  }

  /** Appends without a space before it. */
  tight(text: string): void {
    this.#pieces.push(text)
    this.#space = false
  }

  line(at: number): void {
    this.flush()
    this.#at = at
  }

  block(at: number): void {
    this.flush()
    if (!this.#opening && this.lines.length > 0 && this.lines[this.lines.length - 1] !== '') this.#push('')
    this.#at = at
  }

  flush(): void {
    const text = this.#pieces.join('').trim()
    this.#pieces = []
    this.#space = false
    if (text === '') return
    this.#push((this.#first || this.#prefix) + text)
    this.#first = ''
  }

  verbatim(text: string, at: number): void {
    this.flush()
    this.#at = at
    for (const line of text.split('\n')) this.#push(this.#prefix + line)
  }

  within(prefix: string, at: number, body: () => void): void {
    this.line(at)
    const outer = this.#prefix
    this.#prefix = outer + prefix
    this.#opening = true
    body()
    this.flush()
    this.#prefix = outer
  }

  item(mark: string, at: number, body: () => void): void {
    this.line(at)
    const outer = this.#prefix
    this.#first = outer + mark
    this.#prefix = `${outer}  `
    this.#opening = true
    const begun = this.lines.length
    body()
    this.flush()
    // An item of one paragraph stays next to its neighbours.
    if (this.lines.length === begun + 2 && this.lines[begun + 1] === '') {
      this.lines.pop()
      this.origins.pop()
    }
    this.#first = ''
    this.#prefix = outer
  }

  #push(line: string): void {
    this.lines.push(line)
    this.origins.push(this.#at)
    this.#opening = false
  }
}
