import { expect, it } from 'vitest'
import { isTechnical } from '../../src/stages/technical.ts'

it.each([
  [
    'The `Parser` in src/parse/reader.ts calls readToken() and keeps lineOffset; see options.ts for max_depth.',
    true,
  ],
  [
    'The mill stands by the river since 1742. In autumn the miller opens the sluice and the wheel begins to turn slowly.',
    false,
  ],
  [
    'Prices rose again (https://news.example/markets/2026/prices_up), said the board, and thanked all members for their patience.',
    false,
  ],
  ['', false],
])('%s', (text, technical) => {
  expect(isTechnical(text)).toBe(technical)
})
