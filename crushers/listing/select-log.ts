/** Commits of `git log` for which there is room: one line each, messages where all lines fit. */
import type { CrushContext, Crushed } from '../types.ts'
import type { Commit, Log } from './commits.ts'
import { fitToTarget } from './fit.ts'
import { EDGE_COMMITS, HASH_SHOWN, LONGEST_SUBJECT, MOST_AUTHORS } from './policy.ts'
import { scattered } from './scattered.ts'

const summary = /^… \d+ commits, \d+ shown/

/** Made by `selectCommits`: such a text is not crushed again. */
export const isLogSelection = (text: string): boolean => summary.test(text.slice(0, 60))

/** What a history is searched for: what was taken back, broken or repaired. */
const telling =
  /\b(?:revert|rollback|roll back|hotfix|fix(?:e[sd])?|bug|regression|break|broken|crash|security|CVE-\d+|deprecat|remove[sd]?|release|BREAKING)\b/i

/** The newest and oldest, then those that names point at, rare authors and telling subjects, then an even spread. */
function ranked({ commits }: Log): number[] {
  const counts = new Map<string, number>()
  for (const { author } of commits) counts.set(author, (counts.get(author) ?? 0) + 1)
  const byRank: number[][] = [[], [], []]
  commits.forEach(({ hash, author, subject }, at) => {
    const isEdge = at < EDGE_COMMITS || at >= commits.length - EDGE_COMMITS
    const isRare = author !== '' && (counts.get(author) as number) === 1
    const isTelling = telling.test(subject.slice(0, LONGEST_SUBJECT))
    byRank[isEdge ? 0 : hash.includes(' ') || isRare || isTelling ? 1 : 2]?.push(at)
  })
  return byRank.flatMap(entries => [...scattered(entries)])
}

const shortHash = (hash: string): string => {
  const blank = hash.indexOf(' ')
  return blank < 0
    ? hash.slice(0, HASH_SHOWN)
    : hash.slice(0, Math.min(blank, HASH_SHOWN)) + hash.slice(blank)
}

/** `Ada Miller`, without the address. */
const nameOf = (author: string): string => author.replace(/ <[^<>]*>$/, '')

const months = 'JanFebMarAprMayJunJulAugSepOctNovDec'
const printedDate = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) {1,2}(\d{1,2}) [\d:]{5,8} (\d{4})/

/** `2026-02-02`: the clock and its zone stand in the original. */
function dayOf(date: string): string {
  if (/^\d{4}-\d\d-\d\d[ T]/.test(date)) return date.slice(0, 10)
  const [, month = '', day = '', year = ''] = printedDate.exec(date) ?? []
  const at = months.indexOf(month)
  if (year === '' || at % 3 !== 0) return date
  return `${year}-${String(at / 3 + 1).padStart(2, '0')}-${day.padStart(2, '0')}`
}

function shownLine({ hash, author, date, subject }: Commit, hasAuthors: boolean): string {
  const text = subject.length > LONGEST_SUBJECT ? `${subject.slice(0, LONGEST_SUBJECT)}…` : subject
  return [shortHash(hash), dayOf(date), hasAuthors ? nameOf(author) : '', text]
    .filter(part => part !== '')
    .join(' ')
}

function authorsOf({ commits }: Log): string {
  const counts = new Map<string, number>()
  for (const { author } of commits) if (author !== '') counts.set(author, (counts.get(author) ?? 0) + 1)
  const most = [...counts].sort((a, b) => b[1] - a[1])
  const shown = most.slice(0, MOST_AUTHORS).map(([author, count]) => `${nameOf(author)} ${count}`)
  return shown.join(', ') + (most.length > shown.length ? `, ${most.length - shown.length} more` : '')
}

export function selectCommits(log: Log, context: CrushContext, before: number): Crushed | undefined {
  const { commits, lines } = log
  const order = ranked(log)
  const authors = authorsOf(log)
  // Who wrote all stands in the first line.
  const shownLines = commits.map(commit => shownLine(commit, authors.includes(',')))
  return fitToTarget(context, before, characters => {
    const shown = new Set<number>()
    const told = new Set<number>()
    let room = characters - authors.length - 80
    for (const at of order) {
      const length = (shownLines[at] as string).length + 1
      if (length > room) break
      room -= length
      shown.add(at)
    }
    if (context.level === 'select' && shown.size === commits.length)
      for (const at of order) {
        const { message, to } = commits[at] as Commit
        const length = lines.end(to - 1) - lines.end(message)
        if (length <= 1) continue
        if (length > room) continue
        room -= length
        told.add(at)
      }
    const out = [`… ${commits.length} commits, ${shown.size} shown${authors === '' ? '' : `; ${authors}`}`]
    let hidden = 0
    commits.forEach((commit, at) => {
      if (!shown.has(at)) {
        hidden++
        return
      }
      if (hidden > 0) out.push(`… ${hidden} more`)
      hidden = 0
      out.push(shownLines[at] as string)
      if (told.has(at))
        for (let line = commit.message + 1; line < commit.to; line++)
          if (lines.line(line).trim() !== '') out.push(` ${lines.line(line).trimStart()}`)
    })
    if (hidden > 0) out.push(`… ${hidden} more`)
    return {
      text: out.join('\n'),
      losses: [
        { kind: 'omitted', unit: 'commits', kept: shown.size, total: commits.length },
        { kind: 'omitted', unit: 'messages', kept: told.size, total: commits.length },
      ],
      isAll: shown.size === commits.length && (context.level === 'outline' || told.size === commits.length),
    }
  })
}
