/** The directories that hits lie in: each by itself, or counted under what it lies in where they are too many. */
import { directoryOf } from '../listing/paths.ts'
import type { FileHits } from './files.ts'

export interface Folder {
  /** With its separator; `''` where paths have none. */
  readonly path: string
  files: number
  hits: number
  /** Directories that it stands for, itself included. */
  directories: number
}

export interface Folders {
  /** In the order of their first file. */
  readonly folders: readonly Folder[]
  /** Of each file, its folder. */
  readonly of: Int32Array
}

/** What a folder with its counts takes beside its path: `: … 126 hits in 105 more files of 4 directories`. */
const COUNTS_LENGTH = 40

export function foldersOf(files: readonly FileHits[]): Folders {
  const folders: Folder[] = []
  const of = new Int32Array(files.length)
  const indices = new Map<string, number>()
  for (const [file, { path, hits }] of files.entries()) {
    const directory = directoryOf(path)
    let index = indices.get(directory)
    if (index === undefined) {
      index = folders.push({ path: directory, files: 0, hits: 0, directories: 1 }) - 1
      indices.set(directory, index)
    }
    const folder = folders[index] as Folder
    folder.files++
    folder.hits += hits.length
    of[file] = index
  }
  return { folders, of }
}

const depthOf = (path: string): number => {
  let depth = 0
  for (let at = 0; at < path.length; at++)
    if (path.charCodeAt(at) === 47 || path.charCodeAt(at) === 92) depth++
  return depth
}

/** What a directory lies in, at most as high as `under`. */
function aboveOf(path: string, under: string): string {
  const above = directoryOf(path)
  return above.length < under.length ? under : above.length < path.length ? above : ''
}

/** Directory that all paths start with. */
export function sharedRoot(files: readonly FileHits[]): string {
  let shared = directoryOf(files[0]?.path ?? '')
  for (const { path } of files) while (!path.startsWith(shared)) shared = aboveOf(shared, '')
  return shared
}

/** Characters of all folders with their counts. */
export function lengthOf(folders: Iterable<Folder>, under: string): number {
  let length = 0
  for (const { path } of folders) length += path.length - under.length + COUNTS_LENGTH
  return length
}

/** Tells how much smaller than its fair part of the room a folder may be and still stand by itself, at first. */
const FIRST_SHARE = 0.25

/**
 * Folders with few hits are counted under what they lie in, until all fit: so each line stands for a good part of the
 * hits, and none is left out.
 * @param under directory that all paths start with: nothing is counted above it
 */
export function foldedInto(found: Folders, under: string, room: number): Folders {
  let length = lengthOf(found.folders, under)
  if (length <= room || found.folders.length === 1) return found
  const into = found.folders.map((_, index) => index)
  const folders = found.folders.map(folder => ({ ...folder }))
  const known = new Map(folders.map((folder, index) => [folder.path, index]))
  const hits = folders.reduce((sum, folder) => sum + folder.hits, 0)
  const fitting = Math.max(1, room / (length / folders.length))
  let alive = folders.map((_, index) => index)
  for (
    let least = Math.max(2, (hits / fitting) * FIRST_SHARE);
    length > room && alive.length > 1;
    least *= 2
  ) {
    const byDepth: number[][] = []
    const place = (index: number): void =>
      void (byDepth[depthOf((folders[index] as Folder).path)] ??= []).push(index)
    for (const index of alive) place(index)
    alive = []
    for (let depth = byDepth.length - 1; depth >= 0; depth--)
      for (const index of byDepth[depth] ?? []) {
        const folder = folders[index] as Folder
        if (folder.hits >= least || folder.path.length <= under.length) {
          alive.push(index)
          continue
        }
        const above = aboveOf(folder.path, under)
        let parent = known.get(above)
        if (parent === undefined) {
          parent = folders.push({ path: above, files: 0, hits: 0, directories: 0 }) - 1
          into[parent] = parent
          known.set(above, parent)
          place(parent)
        }
        const upper = folders[parent] as Folder
        upper.files += folder.files
        upper.hits += folder.hits
        upper.directories += folder.directories
        known.delete(folder.path)
        into[index] = parent
      }
    length = lengthOf(
      alive.map(index => folders[index] as Folder),
      under,
    )
  }
  return renumbered(found, folders, into)
}

/** The folders that are left, in the order of their first file. */
function renumbered(found: Folders, folders: readonly Folder[], into: readonly number[]): Folders {
  const left: Folder[] = []
  const places = new Int32Array(folders.length).fill(-1)
  const of = found.of.map(start => {
    let index = start
    while (into[index] !== index) index = into[index] as number
    if ((places[index] as number) < 0) places[index] = left.push(folders[index] as Folder) - 1
    return places[index] as number
  })
  return { folders: left, of }
}
