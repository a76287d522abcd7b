import type { Hint } from '../types.ts'
import { rows } from './flavours.ts'
import { bare, stampEnd } from './lines.ts'
import { outcome, printedShare, repetition } from './printed.ts'
import { frames, opener } from './traces.ts'

/** Lines of the sample that are looked at, spread over it: each is tried on every flavour, 3 µs a line. */
const looked = 48
const seen = 300

const level =
  /^[[(<]?(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL|SEVERE|trace|debug|info|notice|warn|warning|error|fatal)[\])>]?[:| \t-]|[ [|](?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL|SEVERE)[\] |:]|\blevel=(?:\w+)|\[(?:debug|info|notice|warn|warning|error|crit)\]/
const access = /^\S+ \S+ \S+ \[\d{1,2}\/[A-Z][a-z]{2}\/\d{4}:\d{2}:\d{2}/
const epoch =
  /^(?:- )?\d{10}(?:\.\d+)?[ \t]|^\d{6} \d{6} |^[IWEF]\d{4} \d{2}:\d{2}:\d{2}|^[VDIWEF]\/|^\d+[smhd]\w{0,8} +(?:Normal|Warning) +\w|^\w[\w.-]* +\| /
const diagnostic =
  /^(?:\.{0,2}\/|[A-Za-z]:\\)?[\w@.+\\/-]+(?:\.\w+)?[:(]\d+(?:[:,]\d+)?\)?:? *-? *\[?(?:fatal error|error|warning|note|info|hint|remark|[A-Z]{1,4}\d{2,5})\b/i
const doing =
  /^(?:npm (?:http|warn|notice|info|verb|timing|error|ERR!) |\S{1,120}: (?:Still )?(?:Creat|Destroy|Modify|Modif|Read|Refresh)(?:ing|ion|ication)\b|\[\d+\/\d+\] |Step \d+\/\d+ |#\d+ (?:\d|\[|DONE|CACHED)|Get:\d+ |(?:Collecting|Downloading|Installing|Compiling|Building|Unpacking|Fetching|Resolving|Preparing|Selecting|Processing|Linking|Requirement already satisfied|Creating|Updating|Setting up|make\[\d+\]|Making all in|Checking) ?[\w"'`(:./@<-])/i
const jsonLog = /^\{.{0,200}"(?:level|severity|lvl|log\.level|levelname)" ?: ?/
const events = /^(?:LAST SEEN|NAMESPACE +LAST SEEN)\s+TYPE\s+REASON/

/** How many of a character each line holds, if all lines agree: the mark of a table with separators. */
function separated(lines: readonly string[]): boolean {
  for (const separator of [',', '\t', ';']) {
    const counts = new Map<number, number>()
    for (const line of lines) {
      let count = 0
      for (let at = line.indexOf(separator); at >= 0; at = line.indexOf(separator, at + 1)) count++
      counts.set(count, (counts.get(count) ?? 0) + 1)
    }
    for (const [count, times] of counts) if (count >= 2 && times >= lines.length * 0.85) return true
  }
  return false
}

/** Commands that build, test, install or follow: what they print is a log unless its syntax says otherwise. */
const runner =
  /(?:^|[\s;&|(/])(?:npm|npx|yarn|pnpm|bun|cargo|make|cmake|ninja|pytest|tox|nox|jest|vitest|tsc|eslint|mvn|mvnw|gradle|gradlew|pip3?|apt(?:-get)?|journalctl|dmesg|go (?:test|build|vet|run)|dotnet (?:build|test)|(?:docker|podman) (?:build|logs)|kubectl logs|python3? -m (?:pytest|unittest))(?:\s|$)/
const told = 0.78

/**
 * How sure it is that the text was printed by a running program: times and levels at line starts, the marks of test
 * runners, compilers and package managers, stack frames. Told by structure; words like "error" alone are prose.
 */
export function sniffLogs(sample: string, hint?: Hint): number {
  const score = byLines(sample, hint)
  return score > 0.1 && runner.test(hint?.command?.slice(0, 1_000) ?? '') ? Math.max(score, told) : score
}

function byLines(sample: string, hint?: Hint): number {
  if (
    hint?.fileView === true ||
    /\.(?:md|rst|csv|tsv|json|ya?ml|xml|html?|[jt]sx?|py|go|rs|java|c|h|cpp|cs|rb|php|sh)$/i.test(
      hint?.path ?? '',
    )
  )
    return 0
  const head = sample.slice(0, 2000)
  if (/^\s*(?:<\?xml|<!doctype|<html|<[a-z][\w-]*(?: [\w:-]+="|>))/i.test(head)) return 0
  if (/^(?:diff --git |--- \S+.*\n\+\+\+ |Index: )/m.test(head)) return 0
  if (
    /^#!|^(?:import|from|package|#include|using|const|let|export|def|class|func|fn) [\w.{*"'<]/m.test(
      head.slice(0, 400),
    ) &&
    !stampEnd(head)
  )
    return 0
  const all = sample.split('\n')
  const step = Math.max(1, Math.round(all.length / looked))
  const lines: string[] = []
  for (let index = 0; index < all.length; index += step) {
    const line = (all[index] as string).slice(0, seen).trimEnd()
    if (line.trim() !== '') lines.push(line)
  }
  if (lines.length < 3) return opener.test(head) ? 0.7 : 0
  const json = lines.filter(line => line.startsWith('{')).length
  if (json >= lines.length * 0.8)
    return lines.filter(line => jsonLog.test(line)).length >= lines.length * 0.7 ? 0.7 : 0
  if (
    /^\s*[[{]\s*(?:"|\{|\[|$)/.test(lines[0] as string) &&
    /^\s*[\]}],?$/.test(lines[lines.length - 1] as string)
  )
    return 0

  let stamped = 0
  let levelled = 0
  let printed = 0
  let framed = 0
  const marks = new Set<string>()
  for (const line of lines) {
    const text = bare(line)
    const isStamped = text !== line || access.test(line) || epoch.test(line)
    if (isStamped) stamped++
    if (level.test(text)) levelled++
    else if (diagnostic.test(text) || doing.test(text)) printed++
    else if (frames.some(each => each.pattern.test(text)) || opener.test(text)) framed++
    else {
      const row = rows.find(each => each.from !== 'any' && each.pattern.test(text))
      if (row && row.from !== 'access logs' && row.from !== 'time') {
        printed++
        marks.add(row.from + row.signal)
      }
    }
  }
  const count = lines.length
  if (events.test(head)) return 0.85
  const outcomes = lines.filter(line => outcome.test(line)).length
  if (levelled < count * 0.2 && outcomes < count * 0.5 && separated(lines)) return 0
  const known = hint?.path !== undefined && /\.(?:log|out)(?:\.\d+)?$/i.test(hint.path) ? 0.2 : 0
  if (stamped >= count * 0.6) return Math.min(1, 0.9 + known / 2)
  const share = Math.max((Math.max(stamped, levelled) + printed + framed) / count, printedShare(lines))
  if (framed >= 2 && framed >= count * 0.4) return 0.9
  if (share >= 0.6) return Math.min(1, 0.85 + known / 2)
  if (marks.size >= 2 && share >= 0.05) return 0.8
  if (share >= 0.45) return 0.78
  if (share >= 0.3) return 0.7
  if (marks.size >= 1 && share >= 0.1) return 0.6
  if (count >= 12 && share >= 0.05 && repetition(lines) >= 0.4) return 0.74
  return share >= 0.15 ? 0.4 + known : Math.max(known, share)
}
