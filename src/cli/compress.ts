import { QuernError } from '../index.ts'
import { Failure } from './failure.ts'
import { originalsText } from './originals-file.ts'
import { type OutputFiles, planOutput, writeOutput } from './output-files.ts'
import { reportText, typesOf } from './print.ts'
import { type Replay, replay } from './replay.ts'
import { terminalOf } from './terminal.ts'
import { readTranscript } from './transcript-file.ts'

export interface CompressFlags {
  readonly budget?: string
  readonly out?: string
  readonly json?: boolean
  readonly force?: boolean
}

/** `quern compress`: replays a transcript, prints what it saved, writes the last request. */
export async function compressCommand(file: string, flags: CompressFlags): Promise<void> {
  const force = flags.force === true
  const budget = budgetOf(flags.budget)
  const files = flags.out === undefined ? undefined : await planOutput(flags.out, file, force)
  const transcript = await readTranscript(file)
  const done = await replay(transcript, {
    ...(budget === undefined ? {} : { budget }),
    progress: showProgress,
  }).catch((error: unknown) => {
    throw QuernError.is(error) ? new Failure(error.message.replace('contextTokenBudget', '--budget')) : error
  })
  const originals = await done.pipeline.originals()
  if (files)
    await writeOutput(
      files,
      {
        request: `${JSON.stringify(done.last.request, undefined, 1)}\n`,
        originals: originalsText(originals),
      },
      force,
    )
  process.stdout.write(
    flags.json
      ? `${JSON.stringify(jsonReport(done, files), undefined, 1)}\n`
      : reportText(done, terminalOf(process.stdout, process.env)) +
          closing(originals.length, files, firstHandle(done)),
  )
}

function budgetOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (/^\d+$/.test(text)) return Number(text)
  throw new Failure(`--budget is ${JSON.stringify(text)}; expected a whole number of tokens, such as 32000.`)
}

function showProgress(turn: number, turns: number): void {
  if (!process.stderr.isTTY) return
  process.stderr.write(turn === turns ? '\r\u001b[K' : `\rrequest ${turn} of ${turns}`)
}

const firstHandle = ({ last }: Replay): string | undefined =>
  last.report.parts.find(part => part.handles.length > 0)?.handles[0]

function closing(count: number, files: OutputFiles | undefined, handle: string | undefined): string {
  const originals = `${count} original${count === 1 ? '' : 's'}`
  if (!files) return `\nNothing was written. --out FILE writes the request and its ${originals}.\n`
  const example =
    handle === undefined ? '' : `Get one back: quern retrieve ${handle} --from ${files.originals}\n`
  return `\nWrote ${files.request} and ${files.originals} (${originals}).\n${example}`
}

/** The report for programs. */
function jsonReport({ transcript, last, cost }: Replay, files: OutputFiles | undefined): object {
  const { format, tokens, stability, epochs, budget, unrecoverable, warnings, parts } = last.report
  return {
    transcript: transcript.name,
    messages: transcript.messages.length,
    format,
    session: cost,
    tokens,
    types: typesOf(last.report),
    budget: { ...budget, limit: budget.limit ?? null },
    epochs,
    stability,
    unrecoverable,
    warnings,
    parts,
    written: files ?? null,
  }
}
