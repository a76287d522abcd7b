import { type SimpleCommand, simpleCommands } from './shell.ts'

/** Programs that print a file as it is, and how many operands stand before the file names. */
const PRINTERS: Readonly<Record<string, number>> = {
  cat: 0,
  head: 0,
  tail: 0,
  nl: 0,
  less: 0,
  more: 0,
  bat: 0,
  batcat: 0,
  tac: 0,
  type: 0,
  'get-content': 0,
  sed: 1,
  awk: 1,
  gawk: 1,
}

/** Options of printers that take the next word as their value. */
const VALUED_OPTION =
  /^-(?:n|c|r|s|w|v|b|l|-lines|-bytes|-line-range|-range|-style|-language|TotalCount|Tail)$/i
const SED_PRINTS =
  /^(?:\d+|\$|\/[^/]*\/)?(?:,\s*(?:\+?\d+|\$|\/[^/]*\/))?\s*p?(?:;\s*(?:(?:\d+|\$)(?:,(?:\d+|\$))?p?|\d*q))*$/
const AWK_PRINTS =
  /^\s*(?:(?:\(\s*)?(?:NR|FNR)\s*[<>=]=?\s*\d+\s*(?:\)\s*)?(?:(?:&&|\|\||,)\s*)?)+(?:\{\s*print(?:f?\s*\(?"(?=[^}]*NR)[^}]*|(?:\s+\$0)?(?:\s*;)?\s*)\})?\s*$/

/**
 * The file that a shell command shows line by line, or `undefined` where it prints something else. Where a command
 * runs several programs, one that prints a file is enough: its lines may be edited later.
 */
export function printedFile(command: string): string | undefined {
  const commands = simpleCommands(command)
  let shown: string | undefined
  for (let at = 0; at < commands.length; at++) {
    const file = fileOf(commands[at])
    if (file === undefined) continue
    let next = at + 1
    while (commands[next]?.piped === true && keepsLines(commands[next])) next++
    if (commands[next]?.piped !== true && commands[next - 1]?.redirected !== true) shown ??= file
  }
  return shown
}

function fileOf(command: SimpleCommand | undefined): string | undefined {
  if (command === undefined || command.piped) return undefined
  const operands = printerOperands(command)
  return operands?.find(word => /[\w$]/.test(word))
}

/** What a printer is told to print; empty where it prints its input. */
function printerOperands(command: SimpleCommand): string[] | undefined {
  const program = (command.words[0] ?? '').replace(/^.*\//, '').toLowerCase()
  const before = Object.hasOwn(PRINTERS, program) ? PRINTERS[program] : undefined
  if (before === undefined) return undefined
  const operands: string[] = []
  let options = ''
  for (let i = 1; i < command.words.length; i++) {
    const word = command.words[i] ?? ''
    if (before === 0 && VALUED_OPTION.test(word) && takesValue(program, word)) i++
    else if (/^[-+]/.test(word)) options += word
    else operands.push(word)
  }
  if (program === 'sed' && (!/n/.test(options) || /i/.test(options) || !SED_PRINTS.test(operands[0] ?? '')))
    return undefined
  if (program.endsWith('awk') && !AWK_PRINTS.test(operands[0] ?? '')) return undefined
  return operands.slice(before)
}

function takesValue(program: string, option: string): boolean {
  if (program === 'cat' || program === 'tac' || program === 'less' || program === 'more') return false
  return program !== 'bat' && program !== 'batcat' ? true : /^-(?:r|l|-)/.test(option)
}

/** Filters that drop or number lines and change none. */
function keepsLines(command: SimpleCommand | undefined): boolean {
  const operands = command === undefined ? undefined : printerOperands(command)
  return operands !== undefined && operands.length === 0
}
