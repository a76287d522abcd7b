/**
 * Marks that say a running program printed a line, beyond the flavours that the crusher tells apart: dates of all
 * spellings, `file:line` diagnostics, progress of builds, tags in brackets.
 */
const stamp =
  /^[\s[(<"]{0,3}(?:\d{4}[-/.]\d\d?[-/.]\d\d?[T ,_-]\s?\d\d?[:.]\d\d|\d\d[-/]\d\d[-/]?(?:\d{2,4})?[ T]\d\d:\d\d:\d\d|\d\d?:\d\d:\d\d\b|(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* +\d{1,2},? \d{0,4} ?\d\d:\d\d|\d{1,2}[ /-](?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[ /-]\d{4}|\s*\d+\.\d{6}\])/
const place =
  /^\s*\[?(?:[A-Za-z]:)?[^\s:(\]]*\.\w+(?:[:(]\d+(?:[:,]\d+)?\)?\]?)(?::? |:(?=[A-Z][\w-]* ))|^\s*-{1,2}> \S+:\d+|^\s*\d*\s*\|(?:\s(?!.*\|\s*$)|$)|^\s*\^[~^]*\s*$|^\s+\d+:\d+\s+(?:error|warning|note|info)\b|^\s*\S+\.\w+ -- \d+ \w+|^\s*(?:error|warning|note)(?:\[\w+\])?: |^\d+\. (?:ERROR|WARNING) in /i
const frame =
  /:\d+:in [`'"]|^\s*[\w:.]+(?:Error|Exception)\b|^\s*at \S|^\s*File "[^"]+", line \d+|^\s*\S+\(\S+:\d+\)\s*$/
const progress =
  /^\s*(?:--)?(?:[A-Z]+-\d+: |(?:make|gmake)(?:\[\d+\])?: |(?:g\+\+|gcc|cc|clang|javac|libtool|ld|ar|cl|link)\S* .*-|checking (?:for|if|whether) |In file included from |\[\s*\d+(?:%|\/\d+)\]|(?:Started|Finished|Updating|Deleting|Copying|Creating|Building|Compiling|Downloading|Downloaded|Installing|Linking|Inspecting|Skipping|Target|Property Check|Project|Performing|Touching) \S|\$ \S|[UAMDCR?]\s{2,}\S+\/\S+$|(?:BUILD|Build) \w+|\S+\.\w+: In (?:member )?function )/
/** `[info] …`, `[Build on CentOS 7] …`, `    [javac] …` */
const tag = /^\s*\[[A-Za-z][\w .:/-]{0,40}\](?: |$)/

/** What test runners and recursive comparisons print for each package, test or file. */
export const outcome =
  /^(?:ok|FAIL|PASS|\?)\s+\t?\S+(?:\s|$)|^\s*(?:---|===) (?:RUN|PASS|FAIL|SKIP|CONT|PAUSE)\b|^\s*[✓✔✗✘×√✖] \S|^Only in \S+: /
/** `> package@1.2.0 build`, then the command that the script runs. */
const script = /^> \S+@\d\S* [\w:.-]+$/

/** The share of lines that a running program printed, 0 to 1. */
export function printedShare(lines: readonly string[]): number {
  let found = 0
  const scripted = lines.some(line => script.test(line))
  for (const raw of lines) {
    const line = raw.length > 400 ? raw.slice(0, 400) : raw
    if (outcome.test(line) || (scripted && line.startsWith('> '))) {
      found++
      continue
    }
    if (stamp.test(line) || place.test(line) || frame.test(line) || progress.test(line) || tag.test(line))
      found++
  }
  return lines.length === 0 ? 0 : found / lines.length
}

/** Words at the head of a line by which it is compared with others. */
const headWords = 3

/**
 * The share of lines whose first words come at least three times, numbers, paths and names in quotes apart. People
 * write few such lines, programs in loops little else.
 */
export function repetition(lines: readonly string[]): number {
  const counts = new Map<string, number>()
  let compared = 0
  for (const line of lines) {
    const head = headOf(line)
    if (head === undefined) continue
    compared++
    counts.set(head, (counts.get(head) ?? 0) + 1)
  }
  let repeated = 0
  for (const count of counts.values()) if (count >= 3) repeated += count
  return compared < 6 ? 0 : repeated / lines.length
}

function headOf(line: string): string | undefined {
  const words = line.slice(0, 200).trim().split(/\s+/, headWords)
  // Rows of a table are alike by nature.
  if (words.length < 2 || words[0] === '|') return undefined
  return words
    .map(word => word.replace(/["'`][^"'`]*["'`]?|[\w.:@~-]*[\\/][^\s]*/g, '*').replace(/\d+/g, '0'))
    .join(' ')
}
