/** What `git status` prints around the paths. */
import type { Lines } from '../text-lines.ts'

const furniture =
  /^(?:On branch |HEAD detached |Not currently on any branch|No commits yet|Your branch |Changes |Untracked files|Ignored files|Unmerged paths|Submodule changes|nothing |no changes |You |All conflicts|and have \d+ |\s*\((?:use|all|fix|working|commit|run) |It took \d)/

/** A heading, a hint, a summary: no path, and nothing that tells against a listing. */
export function isStatusLine(lines: Lines, line: number): boolean {
  const start = lines.start(line)
  const code = lines.text.charCodeAt(start)
  if (code !== 32 && !(code >= 65 && code <= 90) && code !== 97 && code !== 110) return false
  return furniture.test(lines.text.slice(start, Math.min(lines.end(line), start + LONGEST_STATUS)))
}

const LONGEST_STATUS = 120

/** Hints how to go on: the same in every status. */
export const isHint = (line: string): boolean => /^\s*\((?:use|all|fix|commit|run) "?/.test(line)

/** What the heading of a section says of the paths below it, in a word. */
export function sectionOf(line: string): string | undefined {
  return sections.find(([heading]) => line.startsWith(heading))?.[1]
}

const sections: readonly (readonly [heading: string, word: string])[] = [
  ['Changes to be committed', 'staged '],
  ['Changes not staged', 'unstaged '],
  ['Untracked files', 'untracked '],
  ['Ignored files', 'ignored '],
  ['Unmerged paths', 'unmerged '],
]

/** The text is a status: it says so in its first lines. */
export function isStatus(lines: Lines): boolean {
  for (let line = 0; line < Math.min(lines.count, 4); line++)
    if (
      /^(?:On branch \S|HEAD detached |Not currently on any|Changes (?:to be|not) |Untracked files:)/.test(
        lines.text.slice(lines.start(line), lines.start(line) + 40),
      )
    )
      return true
  return false
}
