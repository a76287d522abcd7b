import type { FileDiff } from './parse.ts'

/**
 * The header lines that `git apply` needs. Without `index` it does the same, unless the change is binary; without
 * `diff --git` too, where `---` and `+++` name the same file and no mode, rename or copy stands between.
 */
export function neededHeader(file: FileDiff): readonly string[] {
  const { header } = file
  if (file.hunks.length === 0 || !file.complete) return header
  const without = header.filter(line => !line.startsWith('index '))
  const [first, old, fresh] = without
  if (without.length !== 3 || first === undefined || old === undefined || fresh === undefined) return without
  const plain = old.startsWith('--- a/') && fresh === `+++ b/${old.slice(6)}`
  const name = old.slice(6).replace(/[\t\r]+$/, '')
  return plain && first.replace(/\r$/, '') === `diff --git a/${name} b/${name}` ? [old, fresh] : without
}
