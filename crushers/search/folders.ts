/** The directories that hits lie in: each by itself, or counted under what it lies in where they are too many. */
import { foldDirectories } from '../listing/folding.ts'
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

/** Characters of all folders with their counts. */
export function lengthOf({ folders }: Folders, under: string): number {
  return folders.reduce((sum, { path }) => sum + path.length - under.length + COUNTS_LENGTH, 0)
}

/** Folders that take no more than the room: those with few hits are counted under what they lie in. */
export function foldedInto(found: Folders, under: string, room: number): Folders {
  const { paths, into } = foldDirectories(
    found.folders.map(folder => folder.path),
    found.folders.map(folder => folder.hits),
    under,
    room,
    COUNTS_LENGTH,
  )
  if (paths.length === found.folders.length) return found
  const folders: Folder[] = paths.map(path => ({ path, files: 0, hits: 0, directories: 0 }))
  for (const [index, { files, hits, directories }] of found.folders.entries()) {
    const folder = folders[into[index] as number] as Folder
    folder.files += files
    folder.hits += hits
    folder.directories += directories
  }
  return { folders, of: found.of.map(index => into[index] as number) }
}
