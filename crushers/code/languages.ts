import type { Hint } from '../types.ts'

/** What a scanner has to know to tell code from comments and strings, and declarations from statements. */
export interface Language {
  readonly name: string
  /** How the structure shows: by a parser, by braces, by indentation, or by words that end blocks. */
  readonly family: 'javascript' | 'braces' | 'python' | 'ruby' | 'shell'
  readonly extensions: readonly string[]
  /** Further names in Markdown fences and MIME types; `name` and the extensions count too. */
  readonly aliases?: readonly string[]
  /** `#` begins a comment. */
  readonly hashComments?: boolean
  /** `#` at the start of a line begins a directive; those of C decide which lines are compiled. */
  readonly directives?: boolean
  readonly nestedComments?: boolean
  /** `'` quotes text rather than one character. */
  readonly singleQuotes?: boolean
  /** A backtick quotes text over several lines, without escapes. */
  readonly rawBackticks?: boolean
  /** Three quotes quote text over several lines. */
  readonly tripleQuotes?: boolean
  /** What opens a hole for an expression in double quotes. */
  readonly hole?: string
  /** A line break ends a statement. */
  readonly lineEnds?: boolean
  /** Header of a block whose members are declarations: matched against the text in front of its brace. */
  readonly container: RegExp
  /** A top-level declaration on a line at depth 0; the first group that matched is its name. */
  readonly symbol: RegExp
}

const never = /(?!)/
const annotations = String.raw`(?:(?:@[\w.]+(?:\([^()]*(?:\([^()]*\)[^()]*)*\))?|\[[^\]]*\])\s*)*`
const anyOf = (words: string) => `(?:(?:${words.replaceAll(' ', '|')})\\s+)*`

const cSymbol =
  /^(?:#\s*define\s+(\w+)|(?:typedef\s+)?(?:struct|union|enum(?:\s+class|\s+struct)?|class|namespace|@interface|@implementation|@protocol)\s+(?:[A-Z_]+\s+)?(\w+)\s*(?:final\s*)?(?:[:{]|$)|\}\s*(\w+)\s*;|(?:[A-Za-z_][\w:<>,&*~\s[\]]*?[\s*&])?(?:\w+::)*(~?\w+|operator[^\w\s(]+)\s*\([^;{}]*(?:\)[^;{}]*\{|\)\s*(?:const\s*)?(?:noexcept\s*)?(?::|$)|[,(]\s*$)|[-+]\s*\([^)]*\)\s*(\w+))/

const c = {
  family: 'braces',
  directives: true,
  container:
    /^(?:(?:typedef|static|const|export|inline|extern|__extension__)\s+)*(?:template\s*<.*>\s*(?:(?:typedef|static|const|export|inline|extern|__extension__)\s+)*)?(?:extern\s*$|(?:class|struct|union|enum|namespace)\b(?!.*\)(?:const|noexcept|override|final|\s)*$)(?!.*=\s*$))/s,
  symbol: cSymbol,
} as const

export const languages: readonly Language[] = [
  {
    name: 'typescript',
    family: 'javascript',
    extensions: ['ts', 'tsx', 'mts', 'cts'],
    singleQuotes: true,
    lineEnds: true,
    container: /^(?:export\s+|default\s+|declare\s+|abstract\s+)*(?:class|interface|enum|namespace|module)\b/,
    symbol: never,
  },
  {
    name: 'javascript',
    family: 'javascript',
    extensions: ['js', 'jsx', 'mjs', 'cjs'],
    aliases: ['node', 'ecmascript'],
    singleQuotes: true,
    lineEnds: true,
    container: /^(?:export\s+|default\s+)*class\b/,
    symbol: never,
  },
  {
    name: 'python',
    family: 'python',
    extensions: ['py', 'pyi', 'pyw'],
    aliases: ['python3', 'py3'],
    hashComments: true,
    container: never,
    symbol: /^(?:(?:async\s+)?def|class)\s+(\w+)|^(\w+)\s*(?::[^=]+)?=(?!=)/,
  },
  {
    name: 'ruby',
    family: 'ruby',
    extensions: ['rb', 'rake', 'gemspec'],
    hashComments: true,
    container: never,
    symbol: /^(?:def\s+(?:self\.)?([\w?!=]+)|(?:class|module)\s+([\w:]+)|([A-Z]\w*)\s*=)/,
  },
  {
    name: 'shell',
    family: 'shell',
    extensions: ['sh', 'bash', 'zsh', 'ksh'],
    aliases: ['shellscript'],
    hashComments: true,
    container: never,
    symbol:
      /^(?:function\s+([\w:-]+)|([\w:-]+)\s*\(\s*\)|(?:export\s+|readonly\s+|declare\s+(?:-\w+\s+)*)?(\w+)=)/,
  },
  {
    name: 'go',
    family: 'braces',
    extensions: ['go'],
    aliases: ['golang'],
    rawBackticks: true,
    lineEnds: true,
    container: /\b(?:struct|interface)\s*$/,
    symbol: /^(?:func\s+(?:\([^)]*\)\s*)?(\w+)|(?:type|var|const)\s+(\w+))/,
  },
  {
    name: 'rust',
    family: 'braces',
    extensions: ['rs'],
    nestedComments: true,
    container:
      /^(?:#!?\[.*\]\s*)?(?:pub(?:\([^)]*\))?\s+|unsafe\s+|default\s+|auto\s+)*(?:struct|enum|union|trait|impl|mod|extern(?!.*\bfn\b)|thread_local!|lazy_static!)(?![\w(])/s,
    symbol:
      /^(?:pub(?:\([^)]*\))?\s+)?(?:(?:default|async|unsafe|const|extern(?:\s+"[^"]*")?)\s+)*(?:fn|struct|enum|union|trait|type|mod|const|static(?:\s+mut)?|macro_rules!)\s+(\w+)/,
  },
  {
    name: 'java',
    family: 'braces',
    extensions: ['java'],
    tripleQuotes: true,
    container: new RegExp(
      `^${annotations}${anyOf('public protected private static final abstract sealed non-sealed strictfp')}(?:class|interface|enum|record|@interface)\\b`,
    ),
    symbol:
      /^(?:(?:public|protected|private|static|final|abstract|sealed|non-sealed|strictfp)\s+)*(?:class|interface|enum|record|@interface)\s+(\w+)/,
  },
  { name: 'c', extensions: ['c', 'h'], ...c },
  {
    name: 'cpp',
    extensions: ['cc', 'cpp', 'cxx', 'hpp', 'hh', 'hxx', 'inl', 'cu', 'ino'],
    aliases: ['c++'],
    ...c,
  },
  { name: 'objectivec', extensions: ['m', 'mm'], aliases: ['objc', 'objective-c'], ...c },
  {
    name: 'csharp',
    family: 'braces',
    extensions: ['cs'],
    aliases: ['c#'],
    directives: true,
    tripleQuotes: true,
    container: new RegExp(
      `^${annotations}${anyOf('public protected private internal static sealed abstract partial readonly ref unsafe file new')}(?:class|struct|interface|enum|record|namespace)\\b`,
    ),
    symbol:
      /^(?:(?:public|protected|private|internal|static|sealed|abstract|partial|readonly|ref|unsafe|file)\s+)*(?:class|struct|interface|enum|record(?:\s+class|\s+struct)?|namespace|delegate\s+[\w<>,.[\]?]+)\s+([\w.]+)/,
  },
  {
    name: 'php',
    family: 'braces',
    hole: '{$',
    extensions: ['php', 'phtml'],
    hashComments: true,
    singleQuotes: true,
    container: new RegExp(
      `^(?:<\\?(?:php)?\\s*)?(?:#\\[[^\\]]*\\]\\s*)*${anyOf('abstract final readonly')}(?:class|interface|trait|enum|namespace)\\b`,
    ),
    symbol:
      /^(?:(?:abstract|final|readonly)\s+)*(?:class|interface|trait|enum|function\s*&?)\s+(\w+)|^const\s+(\w+)/,
  },
  {
    name: 'kotlin',
    family: 'braces',
    hole: '${',
    extensions: ['kt', 'kts'],
    nestedComments: true,
    tripleQuotes: true,
    lineEnds: true,
    container: new RegExp(
      `^${annotations}${anyOf('public private protected internal open abstract final sealed data inner enum annotation value inline fun companion expect actual external')}(?:class|interface|object)\\b`,
    ),
    symbol:
      /^(?:(?:public|private|protected|internal|open|abstract|final|sealed|data|inner|enum|annotation|value|inline|suspend|operator|infix|tailrec|expect|actual|external|override|const|lateinit)\s+)*(?:class|interface|object|typealias|fun\s*(?:<[^>]*>)?|va[lr])\s+(?:[\w.<>]+\.)?(\w+)/,
  },
  {
    name: 'swift',
    family: 'braces',
    hole: '\\(',
    extensions: ['swift'],
    nestedComments: true,
    tripleQuotes: true,
    lineEnds: true,
    container: new RegExp(
      `^${annotations}${anyOf('public private fileprivate internal open final indirect')}(?:class|struct|enum|protocol|extension|actor)\\b`,
    ),
    symbol:
      /^(?:@\w+\s+)*(?:(?:public|private|fileprivate|internal|open|final|static|indirect)\s+)*(?:class|struct|enum|protocol|extension|actor|func|let|var|typealias)\s+(\w+)/,
  },
  {
    name: 'scala',
    family: 'braces',
    hole: '${',
    extensions: ['scala', 'sc'],
    nestedComments: true,
    tripleQuotes: true,
    lineEnds: true,
    container: new RegExp(
      `^${annotations}${anyOf('private protected final sealed abstract implicit lazy case override')}(?:class|trait|object|package)\\b`,
    ),
    symbol:
      /^(?:(?:private|protected|final|sealed|abstract|implicit|lazy|case|override)\s+)*(?:class|trait|object|def|va[lr]|type)\s+(\w+)/,
  },
  {
    name: 'dart',
    family: 'braces',
    hole: '${',
    extensions: ['dart'],
    singleQuotes: true,
    tripleQuotes: true,
    container: new RegExp(
      `^${annotations}${anyOf('abstract base final interface sealed mixin')}(?:class|mixin|extension|enum)\\b`,
    ),
    symbol: /^(?:(?:abstract|base|final|sealed|mixin)\s+)*(?:class|mixin|extension|enum|typedef)\s+(\w+)/,
  },
]

const byName = new Map<string, Language>()
for (const language of languages)
  for (const name of [language.name, ...language.extensions, ...(language.aliases ?? [])])
    if (!byName.has(name)) byName.set(name, language)

/** The language of a fence label, a MIME type or an extension without its dot. */
export function languageNamed(name: string): Language | undefined {
  const label =
    name
      .trim()
      .toLowerCase()
      .split(/[\s{,;]/, 1)[0] ?? ''
  return byName.get(label) ?? byName.get(label.replace(/^(?:text|application)\/(?:x-)?/, ''))
}

/** The language of a path by its extension. */
export function languageOf(path: string): Language | undefined {
  const extension = /\.([A-Za-z]+)$/.exec(path)?.[1]
  return extension === undefined ? undefined : byName.get(extension.toLowerCase())
}

export const hintedLanguage = (hint: Hint | undefined): Language | undefined =>
  (hint?.path !== undefined ? languageOf(hint.path) : undefined) ??
  (hint?.language !== undefined ? languageNamed(hint.language) : undefined)
