import type { Hint } from '../types.ts'
import { readGutter } from './gutter.ts'
import { hintedLanguage, type Language, languageNamed } from './languages.ts'
import { piecesOf } from './pieces.ts'
import { MIN_CODE_SHARE, MIN_SIGNS, SAMPLE_CHARACTERS } from './policy.ts'
import { codeShape } from './shape.ts'

/** Lines that are signs of a language and of few others. */
const signs: readonly (readonly [language: string, line: RegExp])[] = [
  [
    'python',
    /^\s*(?:(?:async )?def \w+\(|class \w+(?:\([^)]*\))?:\s*(?:#.*)?$|from [\w.]+ import [\w(*]|import [\w.]+(?: as \w+)?\s*$|@\w[\w.]*(?:\(.*\))?\s*$|(?:if|elif|while|for|with|except|try|else)\b[^{]*:\s*(?:#.*)?$|self\.\w+|raise \w+|return\b[^;]*$|"""|\w+ = \S.*[^;{]\s*$)/,
  ],
  [
    'typescript',
    /^\s*(?:import (?:type )?[\w{*].* from ['"]|import ['"]|export (?:default |const |async |function |class |type |interface |enum |abstract |\{|\*)|(?:const|let|var) [\w{[].*[=:]|(?:async )?function\*? ?\w*\(|(?:interface|type) \w+.*[={]|class \w+.*\{$|.*=> [{(]$|\}\)?[;,)]*$|return\b.*;?$|(?:private|public|readonly|static|async|protected) \w+.*[({:=;]|await \w|describe\(|it\()/,
  ],
  [
    'go',
    /^\s*(?:package \w+$|import (?:\(|")|func (?:\([^)]*\) )?\w*\(|type \w+ (?:struct|interface|func|\w+)|.*:= |if .*\{$|\}.*$|return\b|defer |go func|case .*:$|var \w+ )/,
  ],
  [
    'rust',
    /^\s*(?:use [\w:]+(?:::\{.*|;|::\*;)|(?:pub(?:\([^)]*\))? )?(?:async |unsafe |const )*fn \w+|let (?:mut )?\w+|impl\b.*|(?:pub )?(?:struct|enum|trait|mod) \w+|#!?\[\w+.*\]$|match .*\{$|\}[;,)]*$|.*=> .*,$|\/\/[/!] )/,
  ],
  [
    'java',
    /^\s*(?:package [\w.]+;|import (?:static )?[\w.]+(?:\.\*)?;|(?:public|private|protected) .*[;{]$|@\w+(?:\(.*\))?$|(?:final )?[\w<>[\], ]+ \w+ = .*;$|return\b.*;$|\}$|throw new )/,
  ],
  [
    'cpp',
    /^\s*(?:#\s*(?:include [<"]|define \w|ifn?def \w|if |endif|pragma )|(?:static |inline |extern |const |unsigned |virtual )*(?:int|void|char|bool|double|float|size_t|auto|struct|std::\w+).*[;{(,]$|using namespace |namespace \w+|template ?<|class \w+|return\b.*;$|\}[;]?$|\w+(?:->|::)\w+)/,
  ],
  [
    'csharp',
    /^\s*(?:using [\w.]+;|namespace [\w.]+|(?:public|private|protected|internal) .*[;{)]$|(?:public|private|protected|internal) (?:static |sealed |abstract |partial |async )*\w.*$|\[\w+.*\]$|\{$|\}$|(?:get|set);|var \w+ = .*;$)/,
  ],
  [
    'ruby',
    /^\s*(?:require(?:_relative)? ['"]|def \w|end$|class \w+(?: < [\w:]+)?$|module \w+$|attr_\w+ |@\w+ |.*\bdo(?: \|.*\|)?$|(?:if|unless|elsif) [^{:]*$|describe |it ['"])/,
  ],
  [
    'php',
    /^\s*(?:<\?php|namespace [\w\\]+;|use [\w\\]+.*;|\$\w+.*[;({[,]$|(?:abstract |final )?class \w+|(?:public|private|protected) (?:static )?(?:function|\$|\??\w+ \$)|function \w+\(|return\b.*;$|\}$|\{$)/,
  ],
  [
    'shell',
    /^\s*(?:#!.*sh\b|set -[a-z]|(?:if|elif|while|until) .*; (?:then|do)$|for \w+ in .*; do$|then$|do$|fi\b|done\b|esac$|;;$|local \w+|(?:export )?[A-Za-z_]\w*=\S*$|echo [-"'$\w]|\w+\(\) ?\{$|source |exit \d|shift\b)/,
  ],
  [
    'kotlin',
    /^\s*(?:package [\w.]+$|import [\w.]+$|(?:(?:private|public|internal|override|open|data|sealed|suspend|abstract) )*(?:fun|class|object|interface) |va[lr] \w+|\}$|@\w+|return\b|when \()/,
  ],
  [
    'swift',
    /^\s*(?:import \w+$|(?:(?:private|public|static|final|override|internal) )*(?:func|class|struct|enum|protocol|extension) \w+|guard let |if let |(?:let|var) \w+|\}$|return\b|@\w+)/,
  ],
]

/**
 * Signs that no other language shares: without them the likeliest guess is not trusted. Where two belong together each
 * is looked for alone, since one pattern for both reads the rest of the text behind each place where the first is.
 */
const proofs: Readonly<Record<string, RegExp | readonly RegExp[]>> = {
  python:
    /^\s*(?:(?:async )?def \w+\(.*|class \w+(?:\([^)]*\))?:\s*|from [\w.]+ import [\w(*].*|import [\w.]+(?: as \w+)?\s*)$/m,
  typescript:
    /^\s*(?:import .* from ['"]|export (?:default|const|async|function|class|type|interface)\b|(?:const|let|var) [\w{[].*=|(?:async )?function\*? ?\w*\(.*\{|interface \w+.*\{)|=> \{$|\brequire\(['"]/m,
  go: /^(?:package \w+|func (?:\([^)]*\) )?\w+\(|type \w+ (?:struct|interface))|\w := |err != nil/m,
  rust: /^\s*(?:use [\w:]+::|(?:pub(?:\([^)]*\))? )?(?:async |unsafe |const )*fn \w+|impl\b.*\{|let mut \w+|#\[derive)/m,
  java: /^(?:package [\w.]+;|import (?:static )?[\w.]+;|public (?:final |abstract )?(?:class|interface|enum|record) \w)|^\s*@Override$|\bnew \w+(?:<.*>)?\(|\bpublic static void\b/m,
  cpp: /^\s*#\s*(?:include [<"]|define \w|ifn?def \w)|^(?:namespace|template|using namespace)\b|\w::~?\w+\(|^(?:static |const )*(?:int|void|char|bool) \*?\w+\(/m,
  csharp:
    /^using [\w.]+;|^\s*namespace [\w.]+|\{ get; |\b(?:public|private|internal) (?:async )?(?:static )?\w+(?:<.*>)? \w+\(/m,
  ruby: [
    /^[ \t]*end$/m,
    /^[ \t]*(?:def \w+.*|class \w+(?: < [\w:]+)?|module \w+|require(?:_relative)? ['"].*)$/m,
  ],
  php: /^<\?php|\$this->|^\s*\$\w+ = .*;$/m,
  shell: /^#!.*\bsh\b|^#!.*bash|^\s*(?:fi|done|esac)\b|^\w+\(\) ?\{$/m,
  kotlin:
    /^\s*(?:(?:private|public|internal|override|open|data|sealed|suspend|abstract) )*(?:fun \w|object \w|class \w)/m,
  swift: /^\s*(?:(?:private|public|static|override) )*func \w+|guard let /m,
}

/** Other kinds of text that quote code or look like it. */
const others: readonly RegExp[] = [
  /^(?:diff --git |@@ -\d+(?:,\d+)? \+\d|\+\+\+ (?:b\/|\/dev)|--- a\/)/m,
  /^(?:\$|❯|>>>|\w[\w.-]*@[\w.-]+:[^\n]*[$#]) \S/m,
  /^(?:```|~~~)/m,
  /^(?:Traceback \(most recent call last\)|\s+at [\w.$<>]+ ?\(.*:\d+)/m,
  /^\s*<(?:!DOCTYPE|html|\?xml)/i,
]

/** Lines as they stand in logs, listings, search hits, tables, Markdown and settings. */
const foreign =
  /^(?:\[?\d{4}-\d\d-\d\d|\[?\d\d:\d\d:\d\d|(?:INFO|WARN|ERROR|DEBUG)\b|[\w./@-]+\.\w+:\d+[:-]|#{1,6} [A-Z].*\w$|[-*+] [A-Z*`[]|\d+\. [A-Z*`[]|\||"[^"]*":|[-dl][rwx-]{9}|[A-Z][^;{}()=]{60,}[.:]$)/

/** Lines that are tried on the signs of all languages, spread over the text. */
const LOOKED_LINES = 80

const opensJson = /^\s*[[{]/
const jsonLine = /^\s*(?:"(?:[^"\\]|\\.)*"\s*:|[[\]{}],?$)/

function isProven(language: string, code: string): boolean {
  const proof = proofs[language] as RegExp | readonly RegExp[]
  return proof instanceof RegExp ? proof.test(code) : proof.every(each => each.test(code))
}

function scores(code: string): { language: string; share: number; signs: number } | undefined {
  const all = code.split('\n').filter(line => line.trim() !== '')
  const step = Math.max(1, Math.round(all.length / LOOKED_LINES))
  const lines = step === 1 ? all : all.filter((_, index) => index % step === 0)
  if (lines.length < MIN_SIGNS || others.some(other => other.test(code))) return undefined
  const short = lines.map(line => (line.length > 400 ? line.slice(0, 400) : line).trimEnd())
  const strange = short.filter(line => foreign.test(line)).length
  if (strange > lines.length * 0.25) return undefined
  if (opensJson.test(code) && short.filter(line => jsonLine.test(line)).length > lines.length * 0.6)
    return undefined
  // Lines that only continue, close or comment are neither signs nor strange.
  const neutral = short.filter(line =>
    /^\s*(?:[\])}]+[;,)]*|\/\/.*|#.*|\*.*|\/\*.*)$|[,;({[]$/.test(line),
  ).length
  let best: { language: string; share: number; signs: number } | undefined
  for (const [language, sign] of signs) {
    if (!isProven(language, code)) continue
    let found = 0
    for (const line of short) if (sign.test(line)) found++
    const share = Math.min(1, (found + neutral * 0.5) / lines.length)
    if (found >= MIN_SIGNS && (!best || found > best.signs)) best = { language, share, signs: found }
  }
  return best && best.share >= MIN_CODE_SHARE ? best : undefined
}

function sampled(text: string): string {
  const head = text.length > SAMPLE_CHARACTERS ? text.slice(0, SAMPLE_CHARACTERS) : text
  return piecesOf(head, readGutter(head))
    .map(piece => piece.code)
    .join('\n')
}

/** The language that a text is written in, by its first lines; `undefined` where it may as well be something else. */
export function languageOfContent(text: string): Language | undefined {
  const found = scores(sampled(text))
  return found && languageNamed(found.language)
}

/** Paths whose extension is known to be something else than code. */
const OTHER_PATH =
  /\.(?:md|mdx|markdown|rst|txt|json[cl5]?|ndjson|ya?ml|toml|ini|cfg|csv|tsv|xml|svg|html?|log|lock|diff|patch|css|scss|less)$/i

export function sniff(sample: string, hint?: Hint): number {
  if (sample.slice(0, 4000).includes('\0')) return 0
  if (hint?.path !== undefined && OTHER_PATH.test(hint.path)) return 0
  const hinted = hintedLanguage(hint)
  const code = sampled(sample)
  const found = scores(code)
  if (hinted) return others.slice(0, 2).some(other => other.test(code)) ? 0.4 : found ? 0.97 : 0.85
  if (hint?.language !== undefined && hint.language.trim() !== '') return 0
  if (others.some(other => other.test(code))) return 0
  const told = found ? Math.min(0.9, 0.5 + found.share * 0.4) : 0
  return told > 0.8 ? told : Math.max(told, codeShape(code))
}
