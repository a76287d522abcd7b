import type { RetrieveQuery } from '../index.ts'
import { Failure } from './failure.ts'
import { openOriginals } from './originals-file.ts'

export interface RetrieveFlags extends Omit<RetrieveQuery, 'handle'> {
  readonly from: string
  readonly whole?: boolean
}

/** `quern retrieve`: answers from an originals file as the tool answers a model. */
export async function retrieveCommand(handle: string | undefined, flags: RetrieveFlags): Promise<void> {
  const { from, whole, ...selectors } = flags
  const pipeline = await openOriginals(from)
  if (whole) {
    if (handle === undefined) throw new Failure('--whole needs a handle, such as ccr-482913077461.')
    const text = await pipeline.original(handle)
    if (text === undefined) return miss(`${handle} is not among the originals of ${from}.`)
    process.stdout.write(text)
    return
  }
  const { content, found } = await pipeline.retrieve({
    ...selectors,
    ...(handle === undefined ? {} : { handle }),
  })
  if (!found) return miss(content)
  process.stdout.write(`${content}\n`)
}

function miss(sentence: string): void {
  process.stderr.write(`${sentence}\n`)
  process.exitCode = 1
}
