/** A statement of some language: keywords with their syntax, ends of statements, calls, assignments. */
const STATEMENT =
  /^\s*(?:(?:export |public |private |protected |static |final |abstract |async |default |override |virtual |inline |const |pub(?:\(\w+\))? |unsafe |extern |internal |sealed |open |data )*(?:function\b|class\s+\w|interface\s+\w+|enum\s+\w|struct\s+\w|type\s+\w+\s*(?:=|struct|interface|<)|trait\s+\w|impl\b|fn\s+\w|func\s+[\w(]|def\s+\w|fun\s+\w|module\s+\w|namespace\s+\w|package\s+[\w.]+;?\s*$)|import\s+[\w{*"'(.]|from\s+[\w.]+\s+import\b|#\s*(?:include|define|ifdef|ifndef|if|endif|pragma|else|import)\b|use\s+[\w:]+|using\s+[\w.]+;|require\s*\(|(?:const|let|var|val)\s+[\w{[(]|(?:if|for|while|switch|catch|elif|else if|until|unless)\b.*[:{(]\s*$|(?:else|try|finally|do|begin)\b\s*[:{]?\s*$|return\b.*;?\s*$|(?:throw|raise|yield|await|defer|go|assert|break|continue|pass|case .*:|default:|end)\b|@\w+(?:\(.*\))?\s*$|"""|'''|<\?php|#!\/)/
const ENDING = /(?:[;{(=\\]|[})\]][;,)]*|=>|\)\s*:|->)\s*$/
const ASSIGNMENT = /^\s*[\w.[\]'"$@]+\s*(?::\s*[\w[\]<>.,|][\w[\]<>., |]*)?(?::=|[-+*/|&^%]?=(?!=))\s*\S/
const CALL = /^\s*[\w.$@]+\(.*\)?[;,]?\s*$/
const PART =
  /^\s*(?:[\w.$:<>'"-]+\s*,\s*)+(?:[\w.$:<>'"-]+)?$|^\s*\} from ['"]|^\s*(?:public|private|protected|internal)\s+\w/
const ELEMENT =
  /^\s*(?:[\w'"$.-]+\s*:\s*.+,|['"].*['"],?|<\/?\w[^>]*>?|[)}\]][,;)]*|--\s.*|SELECT\b.*|FROM\b.*|WHERE\b.*|CREATE (?:TABLE|INDEX|VIEW)\b.*|[.#]?[\w-]+\s*\{|[\w-]+:\s*[^;]+;)\s*$/

/**
 * How much a text looks like source code of any language, 0 to 0.9: for languages without a grammar of their own, for
 * snippets and for pieces out of the middle, where no line proves the language.
 */
export function codeShape(sample: string): number {
  const { lines, comments } = withoutComments(sample)
  if (lines.length === 0) return comments >= 3 ? 0.55 : 0
  let statements = 0
  let coded = 0
  let marked = 0
  for (const line of lines) {
    if (MARKDOWN.test(line)) marked++
    if (STATEMENT.test(line)) statements++
    else if (![ENDING, ASSIGNMENT, CALL, PART, ELEMENT].some(each => each.test(line))) continue
    coded++
  }
  const count = lines.length
  if (marked > count * MOST_MARKED) return 0
  const share = coded / count
  const told = statements / count
  if (count < 3) return share === 1 && told > 0 ? 0.55 : 0
  if (share > 0.75 && told > 0.12) return 0.88
  if (share > 0.6 && told > 0.1) return 0.75
  return share > 0.5 && told > 0.1 ? 0.55 : 0
}

/** Share of headings, bullets and links from which a text is Markdown that holds code. */
const MOST_MARKED = 0.12
const MARKDOWN =
  /^#{2,6} \S|^\s*[-*+] [A-Za-z*`[](?:\S* ){2,}|\]\((?:https?:|#|\/|\.)|^\s*```|^\s*\d+\. \S|^\|.*\|$/
const COMMENT_LINE =
  /^\s*(?:\/\/|#(?!\s*(?:include|define|if|ifdef|ifndef|endif|pragma|else|import)\b)|--\s|;;)/

/** The lines that are no comments: what is written in those is prose. A sample may begin inside of one. */
function withoutComments(sample: string): { lines: string[]; comments: number } {
  const lines: string[] = []
  let comments = 0
  let closing: string | undefined
  for (const raw of sample.split('\n')) {
    const line = raw.length > 400 ? raw.slice(0, 400) : raw
    if (line.trim() === '') continue
    if (closing !== undefined) {
      comments++
      if (line.includes(closing)) closing = undefined
    } else if (/^\s*\/\*/.test(line)) {
      comments++
      if (!line.includes('*/')) closing = '*/'
    } else if (/^\s*[rbuf]?("""|''')/i.test(line)) {
      comments++
      const mark = line.includes('"""') ? '"""' : "'''"
      if (line.indexOf(mark) === line.lastIndexOf(mark)) closing = mark
    } else if (COMMENT_LINE.test(line)) {
      comments++
      // Headings are written like comments of scripts.
      if (/^#{1,6} /.test(line)) lines.push(line)
    } else if (/^\s+\*(?:\s|\/|$)/.test(line)) comments++
    else lines.push(line)
  }
  return { lines, comments }
}
