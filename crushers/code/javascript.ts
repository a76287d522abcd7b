import type { ParseResult } from '@babel/parser'
import { foldBody, foldData, foldString } from './between.ts'
import { foldComments } from './comments.ts'
import { type Fold, LineMap } from './fold.ts'
import { DATA_LINES, MARKUP_LINES, MAX_EXPRESSION_DEPTH, WRAPPER_SHARE } from './policy.ts'

/** A node of Babel's tree, read by field names alone: there are 250 types, and few matter here. */
interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [field: string]: unknown
}

const one = (value: unknown): Node | undefined =>
  typeof value === 'object' && value !== null && 'type' in value ? (value as Node) : undefined
const nodeArray = (value: unknown): value is (Node | null)[] => Array.isArray(value)
/** The nodes of a list; gaps in patterns and arrays are left out. */
const many = (value: unknown): readonly Node[] =>
  nodeArray(value) ? (value.includes(null) ? value.filter(each => each !== null) : (value as Node[])) : []

const FUNCTION =
  /^(?:FunctionDeclaration|FunctionExpression|ArrowFunctionExpression|(?:Object|Class|ClassPrivate)Method)$/
const isFunction = (node: Node | undefined): boolean => node !== undefined && FUNCTION.test(node.type)
const DECLARES = /^(?:FunctionDeclaration|ClassDeclaration|Export\w+|Import\w+|TS\w+Declaration)$/

/** The fields in which an expression holds expressions that may hold functions. Chains of operators are passed over. */
const INSIDE: Record<string, readonly string[]> = {
  NewExpression: ['arguments'],
  AssignmentExpression: ['right'],
  ConditionalExpression: ['consequent', 'alternate'],
  LogicalExpression: ['right', 'left'],
  SequenceExpression: ['expressions'],
  ParenthesizedExpression: ['expression'],
  TSAsExpression: ['expression'],
  TSSatisfiesExpression: ['expression'],
  TSNonNullExpression: ['expression'],
  TSTypeAssertion: ['expression'],
  TypeCastExpression: ['expression'],
  AwaitExpression: ['argument'],
  UnaryExpression: ['argument'],
  SpreadElement: ['argument'],
  ObjectProperty: ['value'],
  AssignmentPattern: ['right'],
}

/** Around a call that is a statement: `await`, `void`, `!` and parentheses leave it one. */
const PASSES = /^(?:Await|Unary|Parenthesized)Expression$/

class Folder {
  readonly folds: Fold[] = []
  readonly #map: LineMap
  readonly #size: number
  constructor(map: LineMap) {
    this.#map = map
    this.#size = map.text.length
  }

  #push(fold: Fold | undefined): boolean {
    if (fold) this.folds.push(fold)
    return fold !== undefined
  }

  statements(nodes: readonly Node[], depth: number): void {
    for (const node of nodes) this.statement(node, depth)
  }

  statement(node: Node, depth: number): void {
    if (depth > MAX_EXPRESSION_DEPTH) return
    switch (node.type) {
      case 'ExportNamedDeclaration':
      case 'ExportDefaultDeclaration': {
        const inner = one(node['declaration'])
        if (inner) this.statement(inner, depth + 1)
        return
      }
      case 'TSExportAssignment':
      case 'ExpressionStatement':
        return this.expression(one(node['expression']), depth, true)
      case 'ReturnStatement':
        return this.expression(one(node['argument']), depth, true)
      case 'VariableDeclaration':
        for (const each of many(node['declarations'])) this.expression(one(each['init']), depth)
        return
      case 'ClassDeclaration':
        return this.members(node, depth)
      case 'FunctionDeclaration':
        return this.fold(node, depth)
      case 'TSModuleDeclaration': {
        const body = one(node['body'])
        if (body?.type === 'TSModuleBlock') this.statements(many(body['body']), depth + 1)
        else if (body) this.statement(body, depth + 1)
        return
      }
      case 'IfStatement':
        for (const field of ['consequent', 'alternate']) this.branch(one(node[field]), depth)
        return
      case 'TryStatement':
        this.branch(one(node['block']), depth)
        this.branch(one(one(node['handler'])?.['body']), depth)
        return this.branch(one(node['finalizer']), depth)
      case 'LabeledStatement':
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
      case 'BlockStatement':
        return this.branch(node.type === 'BlockStatement' ? node : one(node['body']), depth)
      default:
        // Everything else stands at the top of few files, and as it is.
        if (node.type === 'ClassExpression' || isFunction(node) || node.type.endsWith('Expression'))
          this.expression(node, depth)
    }
  }

  /** The statements of a script: they fold unless they declare something. */
  branch(node: Node | undefined, depth: number): void {
    if (!node) return
    if (node.type !== 'BlockStatement') return this.statement(node, depth + 1)
    const body = many(node['body'])
    if (body.some(each => DECLARES.test(each.type))) return this.statements(body, depth + 1)
    if (!this.#push(foldBody(this.#map, node.start, node.end - 1))) this.statements(body, depth + 1)
  }

  members(node: Node, depth: number): void {
    for (const member of many(one(node['body'])?.['body'])) {
      if (isFunction(member)) this.fold(member, depth + 1)
      else if (member.type === 'StaticBlock') {
        const brace = this.#map.text.indexOf('{', member.start)
        this.#push(foldBody(this.#map, brace, member.end - 1))
      } else this.expression(one(member['value']), depth + 1)
    }
  }

  /** Folds the body of a function; that of a wrapper around the file is read like the file. */
  fold(node: Node, depth: number, statement = false): void {
    const body = one(node['body'])
    if (!body) return
    if (body.type !== 'BlockStatement') {
      if (body.type.startsWith('JSX')) this.#push(this.markup(body))
      else this.expression(body, depth + 1)
      return
    }
    const inner = many(body['body'])
    const wraps = body.end - body.start > this.#size * WRAPPER_SHARE && inner.some(each => isFunction(each))
    if (wraps || (statement && inner.some(nests))) return this.statements(inner, depth + 1)
    this.#push(foldBody(this.#map, body.start, body.end - 1))
  }

  /** Markup in parentheses gives way to the shortest expression there is. */
  markup(body: Node): Fold | undefined {
    const { text } = this.#map
    const from = this.#map.lineOf(body.start)
    const to = this.#map.lineOf(body.end - 1)
    const alone =
      (text.slice(this.#map.start(from), body.start) + text.slice(body.end, this.#map.end(to))).trim() === ''
    if (!alone || to - from + 1 < MARKUP_LINES) return undefined
    return { from, to, before: 'null /* ', after: ' */' }
  }

  expression(node: Node | undefined, depth: number, statement = false): void {
    // A chain of calls is as long as its author likes, so it is walked without recursion.
    let link = depth <= MAX_EXPRESSION_DEPTH ? node : undefined
    while (link) {
      if (/^(?:Optional)?CallExpression$/.test(link.type)) {
        for (const argument of many(link['arguments'])) this.expression(argument, depth + 1, statement)
        link = one(link['callee'])
        if (link && isFunction(link)) return this.fold(link, depth + 1, statement)
      } else if (/^(?:Optional)?MemberExpression$/.test(link.type)) link = one(link['object'])
      else if (link.type === 'TaggedTemplateExpression') {
        const quasi = one(link['quasi'])
        if (quasi) this.template(quasi)
        link = one(link['tag'])
      } else {
        const inside = INSIDE[link.type]
        if (isFunction(link)) this.fold(link, depth, statement)
        else if (link.type === 'ClassExpression') this.members(link, depth)
        else if (link.type === 'ObjectExpression' || link.type === 'ArrayExpression')
          this.literal(link, depth)
        else if (link.type === 'TemplateLiteral') this.template(link)
        for (const field of inside ?? []) {
          const value = link[field]
          for (const each of Array.isArray(value) ? many(value) : [one(value)])
            this.expression(each, depth + 1, statement && PASSES.test(link.type))
        }
        return
      }
    }
  }

  literal(node: Node, depth: number): void {
    const before = this.folds.length
    const elements = many(node['properties'] ?? node['elements'])
    for (const each of elements) {
      if (isFunction(each)) this.fold(each, depth + 1)
      else this.expression(each.type === 'ObjectProperty' ? one(each['value']) : each, depth + 1)
    }
    const lines = this.#map.lineOf(node.end - 1) - this.#map.lineOf(node.start)
    if (this.folds.length > before || lines < 2 * DATA_LINES) return
    const begins = new Set(elements.map(({ start }) => this.#map.lineOf(start)))
    this.#push(foldData(this.#map, node.start, node.end - 1, { begins }))
  }

  template(node: Node): void {
    const holes = many(node['expressions'])
    this.#push(foldString(this.#map, node.start, node.end - 1, holes))
  }
}

/** A statement that hands a function to a call, as test suites and routers do. */
function nests(node: Node): boolean {
  const call = node.type === 'ExpressionStatement' ? one(node['expression']) : undefined
  return call?.type === 'CallExpression' && many(call['arguments']).some(each => isFunction(each))
}

export function foldJavaScript(tree: ParseResult, text: string): Fold[] {
  const map = new LineMap(text)
  const folder = new Folder(map)
  folder.statements(many((tree as unknown as { program: { body: unknown } }).program.body), 0)
  const comments = (tree.comments ?? []).map(({ type, start, end }) => ({
    start: start ?? 0,
    end: end ?? 0,
    block: type === 'CommentBlock',
  }))
  return [...folder.folds, ...foldComments(map, comments, '//')]
}

/** Names bound at the top of a module: declared, imported names aside, and those that exports give; with their places. */
function boundNames(tree: ParseResult): { readonly name: string; readonly at: number }[] {
  const names: { name: string; at: number }[] = []
  const pattern = (node: Node | undefined) => {
    const open = node ? [node] : []
    for (let each = open.pop(); each; each = open.pop()) {
      if (each.type === 'Identifier') names.push({ name: String(each['name']), at: each.start })
      for (const field of ['properties', 'elements']) for (const inner of many(each[field])) open.push(inner)
      for (const field of ['value', 'left', 'argument']) {
        const inner = one(each[field])
        if (inner) open.push(inner)
      }
    }
  }
  const declare = (node: Node | undefined) => {
    if (!node) return
    const id = one(node['id'])
    if (id) pattern(id)
    for (const each of many(node['declarations'])) pattern(one(each['id']))
  }
  for (const node of many((tree as unknown as { program: { body: unknown } }).program.body)) {
    declare(node)
    declare(one(node['declaration']))
    for (const each of many(node['specifiers'])) {
      const exported = node.type.startsWith('Export') ? one(each['exported']) : undefined
      if (exported) names.push({ name: String(exported['name'] ?? exported['value']), at: exported.start })
    }
  }
  return names
}

export const javaScriptSymbols = (tree: ParseResult): string[] => [
  ...new Set(boundNames(tree).map(({ name }) => name)),
]

/** Whether every name bound at the top of a module stands outside of the folds, which come in order. */
export function keepsNames(tree: ParseResult, text: string, folds: readonly Fold[]): boolean {
  const map = new LineMap(text)
  const lines = boundNames(tree).map(({ at }) => map.lineOf(at))
  lines.sort((left, right) => left - right)
  let next = 0
  for (const line of lines) {
    while (next < folds.length && folds[next]!.to < line) next++
    if (next < folds.length && folds[next]!.from <= line) return false
  }
  return true
}
