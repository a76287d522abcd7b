import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { typedFiles } from './crushers/files.ts'
import { scoreCrushers } from './crushers/score.ts'
import { crusherHead, crusherRows } from './crushers/table.ts'
import { BenchError } from './errors.ts'
import { htmlReport } from './report/html.ts'
import { embed, markdownReport, markdownTable, type ReportContext, summaryTable } from './report/markdown.ts'
import { bench, type BenchResult } from './run.ts'
import { isInstalled, systems } from './systems/index.ts'
import { progressBar, systemTable, textTable } from './terminal.ts'

/** Options as the command line gives them. */
export interface BenchFlags {
  readonly corpus?: string
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
  const corpus = resolve(flags.corpus ?? join(home ?? '.', 'fixtures'))
  if (!existsSync(corpus))
    throw new BenchError('empty_corpus', `there is no folder ${corpus}; name one with --corpus`)
  const stride = whole('stride', flags.stride)
  if (flags.crushers) {
    const files = typedFiles(corpus, stride ?? 1)
    if (files.length === 0) throw new BenchError('empty_corpus', `no folder of a content type in ${corpus}`)
    const tables = (['lossless', 'select', 'outline'] as const).map(level => ({
      level,
      rows: crusherRows(scoreCrushers(files, { level })),
    }))
    for (const { level, rows } of tables) print(`${level}\n${textTable(crusherHead, rows)}\n`)
    if (flags.out !== undefined)
      write(
        flags.out,
        'crushers.md',
        `# Crushers on ${nameOf(corpus, flags)}\n\n${today()}, ${machine()}.\n\n${tables.map(({ level, rows }) => `## ${level}\n\n${markdownTable(crusherHead, rows)}\n`).join('\n')}`,
      )
    return
  }
  const sample = whole('sample', flags.sample)
  const absent = flags.systems === undefined ? systems.filter(system => !isInstalled(system)) : []
  if (absent.length > 0)
    print(`left out, their packages are not installed: ${absent.map(({ name }) => name).join(', ')}\n`)
  const results: BenchResult[] = []
  const context: ReportContext = { corpus: nameOf(corpus, flags), machine: machine(), date: today() }
  for (const budget of budgets(flags.budget)) {
    const result = await bench({
      corpus,
      ...(budget === undefined ? {} : { budget }),
      ...(stride === undefined ? {} : { stride }),
      ...(sample === undefined ? {} : { sample }),
      ...(flags.systems === undefined ? {} : { systems: flags.systems.split(',') }),
      processes: whole('processes', flags.processes) ?? Math.min(2, availableParallelism()),
      progress: progressBar(process.stderr),
    })
    results.push(result)
    const { times } = result
    print(
      `${context.corpus}, budget ${budget ?? 'none'}: ${result.transcripts} sessions, ${result.turns} turns, ${times.seconds.toFixed(0)} s, ${times.peakMemory} MiB`,
    )
    print(`${systemTable(result)}\n`)
    for (const { name, reason } of result.skipped) print(`skipped ${name}: ${reason}`)
    if (flags.out !== undefined)
      write(flags.out, `${context.corpus}-${budget ?? 'none'}.md`, markdownReport(result, context))
  }
  if (flags.json !== undefined) writeFileSync(flags.json, `${JSON.stringify(results)}\n`)
  if (flags.html !== undefined) writeFileSync(flags.html, htmlReport(results, context))
  if (flags.readme !== undefined) {
    const shown = results.find(result => result.budget === 32_000) ?? results[0]
    if (shown)
      writeFileSync(flags.readme, embed(readFileSync(flags.readme, 'utf8'), readmeBlock(shown, context)))
  }
}

export const readmeBlock = (result: BenchResult, context: ReportContext): string =>
  `${summaryTable(result)}\n\n${result.transcripts} sessions of \`${context.corpus}/\`, ${result.turns} turns, budget ${result.budget ?? 'none'}; ${context.date}, ${context.machine}. Costs are relative to sending everything raw, Anthropic prices; \`bench/README.md\` explains the columns, \`bench/results/\` has the rest.`

function budgets(text: string | undefined): (number | undefined)[] {
  return (text ?? '32000').split(',').map(part => (part === 'none' ? undefined : whole('budget', part)))
}

function whole(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text.replace(/k$/, '000'))
  if (Number.isInteger(value) && value > 0) return value
  throw new BenchError('bad_option', `--${name} is ${text}; expected a whole number above 0`)
}

function write(folder: string, name: string, text: string): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, name), text)
}

const nameOf = (corpus: string, flags: BenchFlags): string =>
  flags.corpus === undefined ? 'fixtures' : basename(corpus)
const today = (): string => new Date().toISOString().slice(0, 10)
const machine = (): string =>
  `${cpus().length} × ${cpus()[0]?.model.trim() ?? process.arch}, Node ${process.versions.node}`
