import { describe, expect, test } from 'vitest'
import { cleanTerminal } from '../../src/stages/terminal.ts'

describe('what a terminal would show', () => {
  test.each<[what: string, printed: string, shown: string]>([
    ['colours', '\u001b[1;31mred\u001b[0m plain', 'red plain'],
    ['24-bit colours', '\u001b[38;2;1;2;3mx\u001b[m', 'x'],
    ['cursor moves', 'a\u001b[2K\u001b[1Ab\u001b[?25l', 'ab'],
    ['titles, ended by a bell or a string terminator', '\u001b]0;title\u0007a\u001b]0;b\u001b\\c', 'ac'],
    ['links', '\u001b]8;;https://x.test\u001b\\text\u001b]8;;\u001b\\', 'text'],
    ['character sets', '\u001b(Bx\u001b=', 'x'],
    ['progress that was printed over', ' 10 %\r 50 %\r100 %\nend', '100 %\nend'],
    ['a shorter text over a longer one', 'downloading\rdone', 'doneloading'],
    ['a shorter text over a cleared one', 'downloading\r           \rdone', 'done       '],
    ['backspaces', 'abc\b\bXY', 'aXY'],
    ['backspaces beyond the start', '\b\ba', 'a'],
    ['each line for itself', 'a\rb\nc\rd', 'b\nd'],
    ['progress before a Windows line end', '1\r2\r\nx', '2\r\nx'],
  ])('%s', (_, printed, shown) => {
    expect(cleanTerminal(printed)).toBe(shown)
    expect(cleanTerminal(shown)).toBe(shown)
  })

  test.each<[what: string, text: string]>([
    ['nothing', ''],
    ['Windows line ends', 'a\r\nb\r\n'],
    ['trailing space and tabs', 'a  \n\tb \n'],
    ['brackets without an escape', '[31mred[0m'],
    ['other control characters', '\u0000\u0007\u000b\u009b31m'],
    ['a lone surrogate', '\ud83d x'],
  ])('is the text itself: %s', (_, text) => {
    expect(cleanTerminal(text)).toBe(text)
  })

  test('a sequence that never ends costs what it weighs', () => {
    for (const start of ['\u001b[', '\u001b]', '\u001bP', '\u001b[1;', 'a\b', '\r'])
      expect(cleanTerminal(start.repeat(200_000)).length).toBeLessThanOrEqual(start.length * 200_000)
  })
})
