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

/** Names that point at it, the newest and oldest, rare authors, telling subjects, then an even spread. */
function ranked({ commits }: Log): number[] {
  const counts = new Map<string, number>()
  for (const { author } of commits) counts.set(author, (counts.get(author) ?? 0) + 1)
  const byRank: number[][] = [[], [], []]
  commits.forEach(({ hash, author, subject }, at) => {
    const isEdge = at < EDGE_COMMITS || at >= commits.length - EDGE_COMMITS
    const isRare = author !== '' && (counts.get(author) as number) === 1
    const isTelling = telling.test(subject.slice(0, LONGEST_SUBJECT))
    byRank[isEdge || hash.includes(' ') ? 0 : isRare || isTelling ? 1 : 2]?.push(at)
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

function shownLine({ hash, author, date, subject }: Commit): string {
  const text = subject.length > LONGEST_SUBJECT ? `${subject.slice(0, LONGEST_SUBJECT)}…` : subject
  return [shortHash(hash), date, nameOf(author), text].filter(part => part !== '').join(' ')
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
  return fitToTarget(context, before, characters => {
    const shown = new Set<number>()
    const told = new Set<number>()
    let room = characters - authors.length - 80
    for (const at of order) {
      const length = shownLine(commits[at] as Commit).length + 1
      if (length > room) break
      room -= length
      shown.add(at)
    }
    if (context.level === 'select' && shown.size === commits.length)
      for (const at of order) {
        const { message, messageEnd } = commits[at] as Commit
        if (messageEnd <= message + 1) continue
        const length = lines.end(messageEnd - 1) - lines.end(message)
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
      out.push(shownLine(commit))
      if (told.has(at))
        for (let line = commit.message + 1; line < commit.messageEnd; line++)
          if (lines.line(line).trim() !== '') out.push(` ${lines.line(line).trimStart()}`)
    })
    if (hidden > 0) out.push(`… ${hidden} more`)
    return {
      text: out.join('\n'),
      losses: [
        { kind: 'omitted', unit: 'commits', kept: shown.size, total: commits.length },
        { kind: 'omitted', unit: 'messages', kept: told.size, total: commits.length },
      ],
    }
  })
}
