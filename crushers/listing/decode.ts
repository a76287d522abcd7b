import { MOST_CHARACTERS, Unfolded } from '../unfolded.ts'
import { announcesCommits, decodeLog } from './commits.ts'
import { announcesNames, decodeNames } from './names.ts'
import { decodeList } from './list.ts'
import { announcesColumns, decodeLong } from './long-layout.ts'
import { fullRow } from './rows.ts'

/**
 * The listing that a lossless output stands for: lists of paths to the byte, rows of `ls -l` with one space between
 * their columns. A tree stands for itself.
 */
export function decodeListing(text: string): string {
  if (announcesCommits(text)) return decodeLog(text, MOST_CHARACTERS)
  if (announcesNames(text)) return decodeNames(text, MOST_CHARACTERS)
  const rows = announcesColumns(text) ? decodeLong(text) : undefined
  if (rows === undefined) return decodeList(text, MOST_CHARACTERS)
  const lines = new Unfolded(MOST_CHARACTERS)
  for (const row of rows) lines.push(typeof row === 'string' ? row : fullRow(row))
  return lines.text()
}
