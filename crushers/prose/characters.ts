/**
 * Character classes from fixed ranges. Neither `\p{…}` nor `Intl.Segmenter`: their tables change with the Unicode version
 * of the Node build, and an extract must have the same bytes everywhere.
 */
export const Class = {
  other: 0,
  space: 1,
  lower: 2,
  upper: 3,
  letter: 4,
  digit: 5,
  ideograph: 6,
  katakana: 7,
} as const

const table = new Uint8Array(0x10000)
const fill = (from: number, to: number, kind: number): void => {
  table.fill(kind, from, to + 1)
}
/** Blocks where capitals and small letters alternate, capitals at even code points. */
const alternating = (from: number, to: number): void => {
  for (let code = from; code <= to; code++) table[code] = code % 2 === 0 ? Class.upper : Class.lower
}

for (const code of [
  0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x20, 0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000,
])
  table[code] = Class.space
fill(0x2000, 0x200a, Class.space)
fill(0x30, 0x39, Class.digit)
fill(0x660, 0x669, Class.digit)
fill(0x6f0, 0x6f9, Class.digit)
fill(0x966, 0x96f, Class.digit)
fill(0xff10, 0xff19, Class.digit)
fill(0x41, 0x5a, Class.upper)
fill(0x61, 0x7a, Class.lower)
fill(0xc0, 0xde, Class.upper)
fill(0xdf, 0xff, Class.lower)
table[0xd7] = Class.other
table[0xf7] = Class.other
alternating(0x100, 0x17f)
fill(0x180, 0x2af, Class.lower)
fill(0x300, 0x36f, Class.letter)
fill(0x386, 0x3ab, Class.upper)
fill(0x3ac, 0x3ff, Class.lower)
fill(0x400, 0x42f, Class.upper)
fill(0x430, 0x45f, Class.lower)
alternating(0x460, 0x52f)
fill(0x531, 0x556, Class.upper)
fill(0x561, 0x587, Class.lower)
fill(0x591, 0x5f4, Class.letter)
fill(0x610, 0x65f, Class.letter)
fill(0x66e, 0x6d3, Class.letter)
fill(0x6d5, 0x6ef, Class.letter)
fill(0x6fa, 0x963, Class.letter)
fill(0x970, 0x1361 - 1, Class.letter)
fill(0x1369, 0x16ff, Class.letter)
fill(0x1700, 0x17d3, Class.letter)
fill(0x1800, 0x1dff, Class.letter)
alternating(0x1e00, 0x1eff)
fill(0x1f00, 0x1fff, Class.lower)
fill(0x2c00, 0x2dff, Class.letter)
fill(0x3041, 0x309f, Class.ideograph)
fill(0x30a1, 0x30fa, Class.katakana)
fill(0x30fc, 0x30ff, Class.katakana)
fill(0x3105, 0x31bf, Class.letter)
fill(0x3400, 0x4dbf, Class.ideograph)
fill(0x4e00, 0x9fff, Class.ideograph)
fill(0x3005, 0x3007, Class.ideograph)
fill(0xa000, 0xabff, Class.letter)
fill(0xac00, 0xd7a3, Class.letter)
fill(0xf900, 0xfaff, Class.ideograph)
fill(0xfb50, 0xfdff, Class.letter)
fill(0xfe70, 0xfefc, Class.letter)
fill(0xff21, 0xff3a, Class.upper)
fill(0xff41, 0xff5a, Class.lower)
// Arabic, Devanagari, Myanmar, Khmer and Tibetan sentence marks lie inside letter blocks.
for (const code of [0x61f, 0x6d4, 0x964, 0x965, 0x104a, 0x104b, 0x17d4, 0x17d5, 0xf0d, 0xf0e, 0x589, 0x387])
  table[code] = Class.other

/** Class of the UTF-16 unit at an index; 0 outside the text. Surrogates are `other`. */
export const classAt = (text: string, index: number): number => table[text.charCodeAt(index)] ?? 0

export const isWord = (kind: number): boolean => kind >= Class.lower

/**
 * Tokens of a slice without a tokenizer: measured on o200k, within 14 % for English, Markdown, Chinese and Japanese,
 * a third too many for Russian.
 * Only shares of one text are compared, so the scale cancels out.
 */
export function estimateTokens(text: string, from = 0, to = text.length): number {
  let quarters = 0
  for (let index = from; index < to; index++) {
    const code = text.charCodeAt(index)
    const kind = table[code]
    if (code >= 0x3000 && kind !== Class.space) quarters += 3.2
    else if (kind === Class.digit) quarters += 1.6
    else if (kind === Class.other) quarters += 2.4
    else if (code >= 0x80) quarters += 1.5
    else quarters += 0.8
  }
  return quarters / 4
}
