import type { Hint } from '../../../crushers/types.ts'
import { printedFile } from './printed-file.ts'

const SHELL_WORDS = new Set(
  'bash shell sh zsh terminal exec execute run command cmd powershell console process ssh subprocess stdin'.split(
    ' ',
  ),
)
const READ_WORDS = new Set('read view open cat show display print load reader viewer'.split(' '))
const FETCH_WORDS = new Set('get fetch retrieve'.split(' '))
const FILE_WORDS = new Set('file files content contents notebook document source'.split(' '))
/** Tools with one of these in their name do something else, whatever else the name says. */
const OTHER_WORDS = new Set(
  'write edit create update delete remove replace insert list search grep find glob dir directory tree folder url web page browser sql query log logs diff status image history'.split(
    ' ',
  ),
)
/** Keys under which one tool with many functions is told which one to do. */
const FUNCTION_KEYS = ['command', 'action', 'operation', 'mode', 'method', 'subcommand']
const COMMAND_KEYS = [
  'command',
  'cmd',
  'script',
  'shell_command',
  'commands',
  'code',
  'bash',
  'shell',
  'line',
  'input',
  'argv',
  'args',
]
const PATH_KEY = /path|file|uri|notebook|document/i
const PATH_VALUE = /^(?:file:\/\/)?[^\n"'<>|{}*?]{1,400}$/
const BARE_PATH = /^(?:[\w@.~+-]*[/\\])+[\w@.+-][^\s]*$|^[\w@+-][\w@.+-]*\.[A-Za-z]\w{0,9}$/

/** What a tool call tells about its result. `args`: the parsed arguments, or their raw JSON. Never throws. */
export function hintOfCall(tool: string | undefined, args: unknown): Hint {
  const given = parsed(args)
  const words = tool === undefined ? [] : wordsOf(tool)
  const fields = isRecord(given) ? given : {}
  const command = commandOf(words, given, fields)
  const path = pathOf(fields)
  const printed = command === undefined ? undefined : printedFile(command)
  const reads = command === undefined && isReading(words, fields)
  const shownPath = path ?? (reads && typeof given === 'string' && PATH_VALUE.test(given) ? given : undefined)
  const hintPath = printed ?? (command === undefined ? shownPath : undefined)
  const fileView =
    (printed !== undefined || (reads && shownPath !== undefined)) && !isPrinted(printed ?? shownPath ?? '')
  return {
    ...(tool === undefined ? {} : { tool }),
    ...(hintPath === undefined ? {} : { path: hintPath }),
    ...(command === undefined ? {} : { command }),
    ...(fileView ? { fileView: true } : {}),
  }
}

/** What programs print into, and what a kernel answers: shown again and again, and edited by nobody. */
const PRINTED_PATH =
  /\.(?:log|out|err|journal)(?:[.-]\d{1,8})*$|(?:^|[/\\])var[/\\]logs?[/\\]|^[/\\](?:proc|sys|dev)[/\\]/i
const isPrinted = (path: string): boolean => PRINTED_PATH.test(path)

function parsed(args: unknown): unknown {
  if (typeof args !== 'string') return args
  try {
    return JSON.parse(args)
  } catch {
    return args
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** `getFileContents`, `read_file`, `mcp__fs__ReadFile`: their words, in lower case. */
function wordsOf(name: string): string[] {
  return name
    .slice(0, 200)
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(word => word !== '')
}

function commandOf(
  words: readonly string[],
  given: unknown,
  fields: Readonly<Record<string, unknown>>,
): string | undefined {
  const shellLike = words.some(word => SHELL_WORDS.has(word))
  if (shellLike && !isRecord(given)) return commandText(given)
  for (const key of COMMAND_KEYS) {
    const text = Object.hasOwn(fields, key) ? commandText(fields[key]) : undefined
    if (text === undefined) continue
    if (shellLike) return text
    // Elsewhere only what is named a command, and is not the name of a function, is one.
    if ((key === 'command' || key === 'cmd') && /\s/.test(text.trim())) return text
  }
  return undefined
}

function commandText(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value
  if (!Array.isArray(value) || value.length === 0 || value.length > 1_000) return undefined
  if (!value.every(word => typeof word === 'string')) return undefined
  const flag = value.findIndex(word => /^-\w*c$/.test(word))
  return flag === 1 && value.length > 2 ? (value[2] as string) : value.map(quoted).join(' ')
}

/** As a shell would have to be told the word. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replace(/'/g, `'\\''`)}'`
}

function pathOf(fields: Readonly<Record<string, unknown>>): string | undefined {
  let fallback: string | undefined
  for (const [key, value] of Object.entries(fields)) {
    const text = typeof value === 'string' ? value : Array.isArray(value) ? value[0] : undefined
    if (typeof text !== 'string' || text.length > 400 || !PATH_VALUE.test(text)) continue
    if (PATH_KEY.test(key)) return text
    if (fallback === undefined && BARE_PATH.test(text) && !text.includes('://')) fallback = text
  }
  return fallback
}

function isReading(words: readonly string[], fields: Readonly<Record<string, unknown>>): boolean {
  for (const key of FUNCTION_KEYS) {
    const chosen = Object.hasOwn(fields, key) ? fields[key] : undefined
    if (typeof chosen !== 'string' || /\s/.test(chosen)) continue
    const chosenWords = wordsOf(chosen)
    if (chosenWords.some(word => READ_WORDS.has(word))) return true
    if (chosenWords.some(word => OTHER_WORDS.has(word))) return false
  }
  if (words.some(word => OTHER_WORDS.has(word))) return false
  if (words.some(word => READ_WORDS.has(word))) return true
  const file = words.some(word => FILE_WORDS.has(word))
  return file && (words.some(word => FETCH_WORDS.has(word)) || words.length === 1)
}
