import { createRequire } from 'node:module'
import type { ParseResult, ParserOptions, ParserPlugin } from '@babel/parser'
import { MAX_BRACKET_DEPTH, MAX_LINE_AVERAGE } from './policy.ts'

type Parse = (text: string, options: ParserOptions) => ParseResult
let loaded: Parse | undefined

/** Loaded on first use and at once: what is known of a text must not depend on what was loaded before. */
function parser(): Parse {
  loaded ??= (createRequire(import.meta.url)('@babel/parser') as { parse: Parse }).parse
  return loaded
}

export type Dialect = 'javascript' | 'flow' | 'typescript' | 'tsx'

const common: ParserPlugin[] = ['decorators-legacy', 'explicitResourceManagement', 'decoratorAutoAccessors']
const plugins: Record<Dialect, ParserPlugin[]> = {
  javascript: ['jsx', ...common],
  flow: ['jsx', 'flow', ...common],
  typescript: ['typescript', ...common],
  tsx: ['typescript', 'jsx', ...common],
}

/** Babel descends by recursion, so nesting is looked at before; what quotes hide counts too, which errs on the safe side. */
function tooDeep(text: string): boolean {
  let depth = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === 40 || code === 91 || code === 123) {
      if (++depth > MAX_BRACKET_DEPTH) return true
    } else if ((code === 41 || code === 93 || code === 125) && depth > 0) depth--
  }
  return false
}

/** Lines too long to be written by hand: nothing in them folds, and names repeat until each is an error. */
export function isMinified(text: string): boolean {
  let lines = 1
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++
  return text.length > lines * MAX_LINE_AVERAGE
}

/** The tree, with the errors that Babel recovered from in `errors`; else the offset at which it gave up. */
function attempt(text: string, dialect: Dialect): ParseResult | number {
  const parse = parser()
  try {
    return parse(text, {
      sourceType: 'unambiguous',
      errorRecovery: true,
      attachComment: false,
      allowReturnOutsideFunction: true,
      allowAwaitOutsideFunction: true,
      allowSuperOutsideMethod: true,
      allowNewTargetOutsideFunction: true,
      allowUndeclaredExports: true,
      plugins: plugins[dialect],
    })
  } catch (error) {
    return typeof error === 'object' && error !== null && 'pos' in error ? Number(error.pos) : 0
  }
}

/** The syntax tree in one dialect; `undefined` where Babel gives up, or is better not asked. */
export function parseJavaScript(text: string, dialect: Dialect): ParseResult | undefined {
  if (isMinified(text) || tooDeep(text)) return undefined
  const tree = attempt(text, dialect)
  return typeof tree === 'number' ? undefined : tree
}

/** The syntax tree in the likeliest dialect that has no errors, else in the first that gives a tree at all. */
export function readJavaScript(
  text: string,
  name: string,
  path: string | undefined,
): { readonly tree: ParseResult; readonly dialect: Dialect } | undefined {
  if (isMinified(text) || tooDeep(text)) return undefined
  let flawed: { readonly tree: ParseResult; readonly dialect: Dialect } | undefined
  for (const dialect of dialectsOf(name, path)) {
    const tree = attempt(text, dialect)
    if (typeof tree === 'number') {
      // Code that was cut off fails at its end, in whatever dialect.
      if (tree >= text.trimEnd().length) return flawed
    } else if (!tree.errors?.length) return { tree, dialect }
    else flawed ??= { tree, dialect }
  }
  return flawed
}

/** The dialects that a text may be in, likeliest first. */
function dialectsOf(name: string, path: string | undefined): Dialect[] {
  if (name === 'javascript') return ['javascript', 'flow', 'tsx']
  return path !== undefined && /\.[mc]?ts$/i.test(path) ? ['typescript'] : ['tsx', 'typescript']
}
