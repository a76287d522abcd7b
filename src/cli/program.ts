import { createRequire } from 'node:module'
import { Command } from 'commander'
import { benchCommand } from './bench.ts'
import { compressCommand } from './compress.ts'
import { retrieveCommand } from './retrieve.ts'

/** The package's own name resolves in a checkout and where it is installed alike. */
const version = (createRequire(import.meta.url)('quern/package.json') as { version: string }).version

/** The command line, not yet run. */
export function createProgram(): Command {
  const program = new Command('quern')
    .description('Compresses what an LLM agent reads, and gives back what it took out.')
    .version(version)
    .showHelpAfterError('(quern --help tells more)')
  program
    .command('compress')
    .description('replay a transcript as a session, print what was saved, write the last request')
    .argument('<transcript>', 'JSON file in OpenAI or Anthropic format; - reads stdin')
    .option('--budget <tokens>', 'hard cap on what is sent')
    .option('--out <file>', 'write the compressed request here, and FILE.originals.json beside it')
    .option('--json', 'print the report as JSON')
    .option('--force', 'overwrite existing files')
    .action(compressCommand)
  program
    .command('retrieve')
    .description('print an original, or a part of it')
    .argument('[handle]', 'ccr- and digits, from a [CCR_REF: …] note; without one --query searches all')
    .requiredOption('--from <file>', 'the FILE.originals.json that compress wrote')
    .option('--lines <range>', 'such as 120-180')
    .option('--query <words>', 'the passages that match best')
    .option('--rows <filter>', 'such as "status >= 500", or a range of row numbers')
    .option('--path <jsonpath>', 'such as $.items[0].id')
    .option('--cursor <place>', 'go on where a page ended')
    .option('--whole', 'the exact original, not paged')
    .action(retrieveCommand)
  program
    .command('bench')
    .description('replay transcripts through Quern and the usual alternatives, and score cost and recall')
    .option('--corpus <folder>', 'transcripts of your own: OpenAI, Anthropic, Claude Code, Codex')
    .option('--budget <tokens>', 'none, or tokens; several with commas between')
    .option('--sample <n>', 'so many transcripts, spread evenly')
    .option('--stride <n>', 'every n-th transcript')
    .option('--systems <names>', 'only these; all brings the adversaries too')
    .option('--processes <n>', 'how many work at the same time')
    .option('--crushers', 'score crushers on files instead of sessions: folders json, logs, code, …')
    .option('--growth', 'with --crushers: how their time grows with one document, up to 50 MB')
    .option('--name <text>', 'what the reports call the corpus')
    .option('--json <file>', 'write all numbers')
    .option('--out <folder>', 'write Markdown tables')
    .option('--html <file>', 'write a page with charts')
    .option('--readme <file>', 'put the table between <!-- bench:start --> and <!-- bench:end -->')
    .action(benchCommand)
  return program
}
