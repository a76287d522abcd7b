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
  // Who reads a merge needs the path once; nothing applies it.
  const combined = !first.startsWith('diff --c')
    ? undefined
    : /^diff --(?:cc|combined) (.+?)\r?$/.exec(first)?.[1]
  if (combined !== undefined)
    return old === `--- a/${combined}` && fresh === `+++ b/${combined}` ? [first] : without
  const plain = old.startsWith('--- a/') && fresh === `+++ b/${old.slice(6)}`
  const name = old.slice(6).replace(/[\t\r]+$/, '')
  return plain && first.replace(/\r$/, '') === `diff --git a/${name} b/${name}` ? [old, fresh] : without
}
