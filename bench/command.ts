import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { crushersReport } from './crushers/report.ts'
import { BenchError } from './errors.ts'
import { htmlReport } from './report/html.ts'
import { markdownReport, type ReportContext } from './report/markdown.ts'
import { embed, readmeBlock } from './report/readme.ts'
import { bench, type BenchResult } from './run.ts'
import { isInstalled, systems } from './systems/index.ts'
import { progressBar, systemTable } from './terminal.ts'

/** Options as the command line gives them. */
export interface BenchFlags {
  readonly corpus?: string
  /** What the reports call it. */
  readonly name?: string
  /** `none`, or tokens; several with commas between. */
  readonly budget?: string
  readonly sample?: string
  readonly stride?: string
  readonly systems?: string
  readonly processes?: string
  readonly json?: string
  readonly out?: string
  readonly html?: string
  readonly readme?: string
  readonly crushers?: boolean
  readonly growth?: boolean
}

/** The checkout, or the folder of the installed package. */
const home = [
  fileURLToPath(new URL('../', import.meta.url)),
  fileURLToPath(new URL('../../', import.meta.url)),
].find(folder => existsSync(join(folder, 'package.json')))

/**
 * Runs the benchmark as the flags say, and prints tables.
 * @throws BenchError on a mistake of the caller's
 */
export async function runBench(flags: BenchFlags, print: (text: string) => void): Promise<void> {
  const corpus = corpusOf(flags)
  const context: ReportContext = {
    corpus: flags.name ?? (flags.corpus === undefined ? 'fixtures' : basename(corpus)),
    machine: `${cpus().length} × ${cpus()[0]?.model.trim() ?? process.arch}, Node ${process.versions.node}`,
    date: new Date().toISOString().slice(0, 10),
  }
  const budgets = budgetsOf(flags.budget)
  const stride = whole('stride', flags.stride)
  const sample = whole('sample', flags.sample)
  const processes = whole('processes', flags.processes) ?? Math.min(2, availableParallelism())
  if (flags.crushers) {
    const options = { stride: stride ?? 1, growth: flags.growth ?? false }
    const { text, markdown } = await crushersReport(corpus, options, context)
    print(text)
    if (flags.out !== undefined) write(join(flags.out, `crushers-${context.corpus}.md`), markdown)
    return
  }
  // A run takes minutes: what would fail at its end is tried first.
  if (flags.readme !== undefined) embed(readmeOf(flags.readme), '')
  const absent = flags.systems === undefined ? systems.filter(system => !isInstalled(system)) : []
  if (absent.length > 0)
    print(`left out, their packages are not installed: ${absent.map(({ name }) => name).join(', ')}\n`)
  const results: BenchResult[] = []
  for (const budget of budgets) {
    const result = await bench({
      corpus,
      ...(budget === undefined ? {} : { budget }),
      ...(stride === undefined ? {} : { stride }),
      ...(sample === undefined ? {} : { sample }),
      ...(flags.systems === undefined ? {} : { systems: flags.systems.split(',').map(name => name.trim()) }),
      processes,
      alone: [flags.json, flags.out, flags.html].some(flag => flag !== undefined),
      progress: progressBar(process.stderr),
    })
    results.push(result)
    print(terminalReport(result, context))
    if (flags.out !== undefined)
      write(join(flags.out, `${context.corpus}-${budget ?? 'none'}.md`), markdownReport(result, context))
  }
  if (flags.json !== undefined) write(flags.json, `${JSON.stringify(results)}\n`)
  if (flags.html !== undefined) write(flags.html, htmlReport(results, context))
  const shown = results.find(result => result.budget === 32_000) ?? results[0]
  if (flags.readme !== undefined && shown)
    write(flags.readme, embed(readmeOf(flags.readme), readmeBlock(shown, context)))
}

function corpusOf(flags: BenchFlags): string {
  const corpus = resolve(flags.corpus ?? join(home ?? '.', 'fixtures'))
  if (existsSync(corpus)) return corpus
  throw new BenchError(
    'empty_corpus',
    flags.corpus === undefined
      ? 'the sessions it runs on by default are not part of the package; name a folder of your own with --corpus, such as --corpus ~/.claude/projects'
      : `--corpus is ${flags.corpus}, which does not exist; name a folder of transcripts (or of files, with --crushers)`,
  )
}

function readmeOf(path: string): string {
  if (existsSync(path)) return readFileSync(path, 'utf8')
  throw new BenchError('bad_option', `--readme is ${path}, which does not exist`)
}

function terminalReport(result: BenchResult, { corpus }: ReportContext): string {
  const { times, skipped } = result
  const lines = [
    `${corpus}, budget ${result.budget ?? 'none'}: ${result.transcripts} sessions, ${result.turns} turns, ${times.seconds.toFixed(0)} s (${times.cpuSeconds.toFixed(0)} s CPU), ${times.peakMemory} MiB`,
    systemTable(result),
  ]
  for (const { name, sessions } of result.systems)
    for (const { id, failures } of sessions)
      if (failures.length > 0) lines.push(`failed: ${name} on ${id}: ${failures[0]}`)
  if (skipped.length > 0) lines.push(`${skipped.length} of ${result.transcripts + skipped.length} skipped:`)
  for (const { name, reason } of skipped) lines.push(`  ${name}: ${reason}`)
  return `${lines.join('\n')}\n`
}

function budgetsOf(text = '32000'): (number | undefined)[] {
  return text.split(',').map(part => (part.trim() === 'none' ? undefined : whole('budget', part.trim())))
}

function whole(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text.replace(/k$/, '000'))
  if (Number.isInteger(value) && value > 0) return value
  const also = name === 'budget' ? ' (32000 or 32k), or none' : ''
  throw new BenchError('bad_option', `--${name} is ${text}; expected a whole number above 0${also}`)
}

function write(path: string, text: string): void {
  mkdirSync(dirname(resolve(path)), { recursive: true })
  writeFileSync(path, text)
}
