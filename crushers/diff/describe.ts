/** What is told of files whose changes are not shown. */
import { generatedDirectories } from '../listing/policy.ts'
import { changesOf, type FileDiff } from './parse.ts'
import { generatedFile } from './policy.ts'

export const isGenerated = (path: string): boolean => generatedFile.test(path) || liesInGenerated(path)

function liesInGenerated(path: string): boolean {
  for (let from = 0, at = path.indexOf('/'); at >= 0; from = at + 1, at = path.indexOf('/', from))
    if (generatedDirectories.has(path.slice(from, at))) return true
  return false
}

export const isRename = (file: FileDiff): boolean =>
  file.hunks.length === 0 && file.header.some(line => line.startsWith('rename to '))

const named = (file: FileDiff, prefix: string): string =>
  (file.header.find(line => line.startsWith(prefix)) ?? '').slice(prefix.length).replace(/\r$/, '')

/** `old/a.ts → new/a.ts` */
export const renamed = (file: FileDiff): string =>
  `${named(file, 'rename from ')} → ${named(file, 'rename to ')}`

/** What happened to the file besides its lines. */
export function event(file: FileDiff): string {
  for (const line of file.header) {
    if (line.startsWith('new file mode')) return 'new, '
    if (line.startsWith('deleted file mode')) return 'deleted, '
    if (line.startsWith('Binary files') || line.startsWith('GIT binary')) return 'binary, '
  }
  return ''
}

/** `new, +12 −0`, `renamed from old/a.ts`, `binary`, `generated, +900 −700` */
export function described(
  file: FileDiff,
  generated = isGenerated(file.path),
  { added, removed } = changesOf(file.hunks),
): string {
  if (isRename(file)) return `renamed from ${named(file, 'rename from ')}`
  const happened = event(file)
  if (happened === 'binary, ' && file.hunks.length === 0) return 'binary'
  return `${generated ? 'generated, ' : ''}${happened}+${added} −${removed}`
}
