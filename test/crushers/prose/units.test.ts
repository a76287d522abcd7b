import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitUnits } from '../../../crushers/prose/units.ts'

const shape = (text: string, wholeLines = false): string[] =>
  splitUnits(text, wholeLines).map(
    unit => `${unit.kind} ${JSON.stringify(text.slice(unit.from, unit.to).trim())}`,
  )

const markdown = fc.array(
  fc.constantFrom(
    '# Title',
    'Title\n=====',
    'One sentence here. Another one there.',
    '- item one',
    '1. first',
    '',
    '```',
    '~~~~',
    '| a | b |',
    '|---|---|',
    '| 1 | 2 |',
    '> quoted text',
    '    indented',
    '\ttab',
    'A line:',
    '\r',
    '---',
    '中文句子。第二句。',
    '\u0000',
    '\ud800',
  ),
  { maxLength: 40 },
)

describe('units', () => {
  it('tell headings, sentences, items, tables and code apart', () => {
    const text = [
      '# Guide',
      '',
      'First sentence here. Second sentence here.',
      '',
      'Options are:',
      '',
      '- one',
      '- two',
      '',
      '| name | value |',
      '|---|---|',
      '| a | 1 |',
      '',
      '```js',
      'let x = 1',
      '```',
      '',
      'Under',
      '-----',
      'End.',
    ].join('\n')
    expect(shape(text)).toEqual([
      'heading "# Guide"',
      'sentence "First sentence here."',
      'sentence "Second sentence here."',
      'sentence "Options are:"',
      'item "- one"',
      'item "- two"',
      'frame "| name | value |\\n|---|---|"',
      'row "| a | 1 |"',
      'code "```js\\nlet x = 1\\n```"',
      'heading "Under\\n-----"',
      'sentence "End."',
    ])
  })

  it('tie list items to the sentence before them and rows to the head of their table', () => {
    const units = splitUnits('Use one of:\n- a b\n- c d\n\n|x|y|\n|-|-|\n|1|2|\n')
    expect(units.map(unit => unit.needs)).toEqual([-1, 0, 0, -1, 3])
  })

  it('read on as text where a fence is never closed', () => {
    expect(shape('Text before it.\n```\ncode here\n\n# Heading').at(-1)).toBe('heading "# Heading"')
  })

  it('keep whole lines where an agent may edit them', () => {
    for (const unit of splitUnits('One here. Two here.\nThree here. Four here.\n', true))
      expect(unit.kind).toBe('sentence')
    expect(shape('One here. Two here.', true)).toHaveLength(1)
  })

  it('tile the text', () => {
    fc.assert(
      fc.property(markdown, fc.boolean(), (lines, wholeLines) => {
        const text = lines.join('\n')
        const units = splitUnits(text, wholeLines)
        expect(units.map(unit => text.slice(unit.from, unit.to)).join('')).toBe(text)
        for (const [index, unit] of units.entries()) {
          expect(unit.from).toBe(index === 0 ? 0 : units[index - 1]?.to)
          expect(unit.needs).toBeLessThan(index)
          expect(unit.line).toBe(text.slice(0, unit.from).split('\n').length)
        }
      }),
      { numRuns: 400 },
    )
  })
})
