/**
 * Conditions on rows: `status >= 500 and region = "eu"`, `not (name ~ test)`, `price is null`. They compare numbers as
 * numbers where both sides are, else text; `~` means contains, in any case.
 */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  | { readonly kind: 'compare'; readonly column: string; readonly operator: Operator; readonly value: string }

export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=' | '~' | '!~'

const OPERATORS: Readonly<Record<string, Operator>> = {
  '=': '=',
  '==': '=',
  '===': '=',
  is: '=',
  '!=': '!=',
  '<>': '!=',
  '!==': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  '~': '~',
  '=~': '~',
  contains: '~',
  like: '~',
  '!~': '!~',
}

const TOKEN =
  /\s*(?:("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`)|([=!<>~]{1,3}|&&|\|\||[()])|([^\s=!<>~()"'&|]+))/y

interface Token {
  readonly text: string
  readonly quoted: boolean
}

/** Levels of parentheses and `not` beyond which nobody means it. */
const MAX_NESTING = 50

/** `undefined` where the text is no condition. */
export function parseCondition(text: string): Condition | undefined {
  const tokens = tokensOf(text)
  return tokens && new ConditionParser(tokens).parse()
}

/** The names that a condition speaks of. */
export function columnsIn(condition: Condition): string[] {
  if (condition.kind === 'compare') return [condition.column]
  return condition.kind === 'not' ? columnsIn(condition.part) : condition.parts.flatMap(columnsIn)
}

export function holds(condition: Condition, cellOf: (column: string) => string | undefined): boolean {
  switch (condition.kind) {
    case 'and':
      return condition.parts.every(part => holds(part, cellOf))
    case 'or':
      return condition.parts.some(part => holds(part, cellOf))
    case 'not':
      return !holds(condition.part, cellOf)
    default:
      return compare(cellOf(condition.column), condition.operator, condition.value)
  }
}

function compare(cell: string | undefined, operator: Operator, value: string): boolean {
  if (cell === undefined)
    return operator === '!=' || operator === '!~' || (operator === '=' && value === 'missing')
  if (operator === '~') return cell.toLowerCase().includes(value.toLowerCase())
  if (operator === '!~') return !cell.toLowerCase().includes(value.toLowerCase())
  const left = numberIn(cell)
  const right = numberIn(value)
  const order =
    left !== undefined && right !== undefined ? left - right : cell < value ? -1 : cell > value ? 1 : 0
  switch (operator) {
    case '=':
      return order === 0
    case '!=':
      return order !== 0
    case '<':
      return order < 0
    case '<=':
      return order <= 0
    case '>':
      return order > 0
    default:
      return order >= 0
  }
}

function numberIn(text: string): number | undefined {
  if (!/^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*$/.test(text)) return undefined
  return Number(text)
}

function tokensOf(text: string): Token[] | undefined {
  const tokens: Token[] = []
  TOKEN.lastIndex = 0
  const end = text.trimEnd().length
  while (TOKEN.lastIndex < end) {
    const match = TOKEN.exec(text)
    if (match === null) return undefined
    const [, quoted, sign, word] = match
    if (quoted !== undefined) tokens.push({ text: quoted.slice(1, -1).replace(/\\(.)/g, '$1'), quoted: true })
    else tokens.push({ text: sign ?? word ?? '', quoted: false })
  }
  return tokens
}

class ConditionParser {
  readonly #tokens: readonly Token[]
  #at = 0
  #nesting = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  parse(): Condition | undefined {
    const condition = this.#either()
    return this.#at === this.#tokens.length ? condition : undefined
  }

  #takes(...words: readonly string[]): boolean {
    const token = this.#tokens[this.#at]
    if (token === undefined || token.quoted || !words.includes(token.text.toLowerCase())) return false
    this.#at++
    return true
  }

  #either(): Condition | undefined {
    return this.#joined('or', ['or', '||', ','], () =>
      this.#joined('and', ['and', '&&'], () => this.#single()),
    )
  }

  #joined(
    kind: 'and' | 'or',
    words: readonly string[],
    next: () => Condition | undefined,
  ): Condition | undefined {
    const parts: Condition[] = []
    do {
      const part = next()
      if (part === undefined) return undefined
      parts.push(part)
    } while (this.#takes(...words))
    return parts.length === 1 ? parts[0] : { kind, parts }
  }

  #single(): Condition | undefined {
    if (this.#nesting > MAX_NESTING) return undefined
    this.#nesting++
    const condition = this.#unary()
    this.#nesting--
    return condition
  }

  #unary(): Condition | undefined {
    if (this.#takes('not', '!')) {
      const part = this.#single()
      return part && { kind: 'not', part }
    }
    if (this.#takes('(')) {
      const inner = this.#either()
      return inner && this.#takes(')') ? inner : undefined
    }
    const column = this.#tokens[this.#at++]
    const operator = this.#tokens[this.#at++]
    const isNegated = operator?.text.toLowerCase() === 'is' && this.#takes('not')
    const value = this.#tokens[this.#at++]
    const known =
      operator && Object.hasOwn(OPERATORS, operator.text.toLowerCase())
        ? OPERATORS[operator.text.toLowerCase()]
        : undefined
    if (column === undefined || known === undefined || operator?.quoted === true || value === undefined)
      return undefined
    if (!value.quoted && /^[=!<>~()&|]/.test(value.text)) return undefined
    return { kind: 'compare', column: column.text, operator: isNegated ? '!=' : known, value: value.text }
  }
}
