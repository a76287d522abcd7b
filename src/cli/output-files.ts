import { constants } from 'node:fs'
import { access, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Failure, messageOf } from './failure.ts'

export interface OutputFiles {
  readonly request: string
  readonly originals: string
}

const exists = (file: string): Promise<boolean> =>
  access(file, constants.F_OK).then(
    () => true,
    () => false,
  )

/**
 * Names the files to write, and refuses before any work is done if they may not be written.
 * @throws Failure
 */
export async function planOutput(out: string, input: string, force: boolean): Promise<OutputFiles> {
  const files = { request: out, originals: `${out}.originals.json` }
  const folder = path.dirname(path.resolve(out))
  if (!(await stat(folder).catch(() => undefined))?.isDirectory())
    throw new Failure(`Cannot write ${out}: there is no folder ${folder}.`)
  for (const file of [files.request, files.originals]) {
    if (input !== '-' && path.resolve(file) === path.resolve(input))
      throw new Failure(`${file} is the transcript itself. Name another file with --out.`)
    if ((await stat(file).catch(() => undefined))?.isDirectory())
      throw new Failure(`Cannot write ${file}: it is a folder.`)
    if (!force && (await exists(file)))
      throw new Failure(`${file} exists already. Pass --force to overwrite it, or name another file.`)
  }
  return files
}

/** Writes the originals first: no handle is ever on disk without its text. */
export async function writeOutput(
  files: OutputFiles,
  texts: Record<keyof OutputFiles, string>,
  force: boolean,
): Promise<void> {
  for (const name of ['originals', 'request'] as const)
    try {
      await writeFile(files[name], texts[name], { flag: force ? 'w' : 'wx' })
    } catch (error) {
      throw new Failure(`Cannot write ${files[name]}: ${messageOf(error)}.`)
    }
}
