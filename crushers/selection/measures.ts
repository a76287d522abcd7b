import { CellKind } from './cells.ts'
import { NUMERIC_SHARE } from './policy.ts'
import type { Values } from './coded.ts'

/** `1,234.50`, `12,5`, `$4.20`, `87 %`, `512Mi`, `250m`, `3d4h`. */
const MEASURE = /^"?[$€£¥]?([-+]?\d[\d.,]*) ?([A-Za-zµ%€$£]{0,5})"?$/
const DURATION = /^"?(?:\d+(?:\.\d+)?(?:ns|[uµ]s|ms|s|m|h|d|w|y)){2,5}"?$/
const TIMES: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  ms: 1e-3,
  s: 1,
  sec: 1,
  m: 60,
  min: 60,
  h: 3_600,
  d: 86_400,
  w: 604_800,
  y: 31_557_600,
}
const SIZE = /^([kKMGTPE])(i?)(?:B|bps|b)?$/
const POWERS = 'KMGTPE'

/** Values looked at before all are. */
const PROBED = 16
const LONGEST = 24

/**
 * Completes the numbers of a column whose texts spell quantities: with units, signs of currencies, commas. Units are
 * those of one kind, or one unit that all share. False, and nothing changed, where the column is something else.
 */
export function readMeasures(values: Values, kinds: Uint8Array, numbers: Float64Array): boolean {
  const texts: number[] = []
  for (let code = 0; code < values.size; code++) {
    if (kinds[code] !== CellKind.text) continue
    texts.push(code)
    if (texts.length === PROBED && !mostly(texts, code => mayMeasure(values, code))) return false
  }
  if (texts.length === 0 || !mostly(texts, code => mayMeasure(values, code))) return false
  const read = texts.map(code => partsOf(values.at(code)))
  const found = read.filter(parts => parts !== undefined)
  if (found.length < read.length * NUMERIC_SHARE) return false
  const scale = scaleOf(found)
  if (scale === undefined) return false
  const hasDecimalComma = found.some(({ digits }) =>
    /^[-+]?\d*,(?:\d{1,2}|\d{4,})$|^[-+]?\d{4,},|\.\d{3},/.test(digits),
  )
  for (const [index, code] of texts.entries()) {
    const parts = read[index]
    if (parts === undefined) continue
    const value = parts.seconds ?? numberIn(parts.digits, hasDecimalComma) * scale(parts.unit)
    if (!Number.isFinite(value)) continue
    numbers[code] = value
    kinds[code] = CellKind.number
  }
  return true
}

function mostly(codes: readonly number[], isSo: (code: number) => boolean): boolean {
  return codes.filter(isSo).length >= codes.length * NUMERIC_SHARE
}

/** By length and first sign. */
function mayMeasure(values: Values, code: number): boolean {
  const start = values.start(code)
  return (
    values.end(code) - start <= LONGEST &&
    /^["$€£¥+-]?[$€£¥+-]?\d/.test(values.text(code).slice(start, start + 4))
  )
}

interface Parts {
  readonly digits: string
  readonly unit: string
  /** Of a time in several units. */
  readonly seconds?: number
}

function partsOf(text: string): Parts | undefined {
  if (text.length > LONGEST) return undefined
  const match = MEASURE.exec(text)
  if (match !== null) return { digits: match[1] ?? '', unit: match[2] ?? '' }
  if (!DURATION.test(text)) return undefined
  let seconds = 0
  for (const [, count, unit = ''] of text.matchAll(/(\d+(?:\.\d+)?)([a-zµ]+)/g))
    seconds += Number(count) * (TIMES[unit] ?? Number.NaN)
  return { digits: '', unit: 's', seconds }
}

/** What units stand for; nothing where they do not go together. */
function scaleOf(found: readonly Parts[]): ((unit: string) => number) | undefined {
  const units = [...new Set(found.map(({ unit }) => unit))].filter(unit => unit !== '')
  if (units.length <= 1 && found.every(({ seconds }) => seconds === undefined))
    // Thousandths stand beside whole ones, as of processors.
    return unit => (unit === 'm' ? 1e-3 : (sizeOf(unit) ?? 1))
  if (units.every(unit => unit in TIMES)) return unit => TIMES[unit] ?? 1
  return units.every(unit => sizeOf(unit) !== undefined) ? unit => sizeOf(unit) ?? 1 : undefined
}

function sizeOf(unit: string): number | undefined {
  if (unit === '' || unit === 'B' || unit === 'bps') return 1
  const match = SIZE.exec(unit)
  if (match === null) return undefined
  return (match[2] === 'i' ? 1_024 : 1_000) ** (1 + POWERS.indexOf((match[1] ?? '').toUpperCase()))
}

function numberIn(digits: string, hasDecimalComma: boolean): number {
  if (hasDecimalComma) return Number(digits.replaceAll('.', '').replace(',', '.'))
  if (/^[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(digits)) return Number(digits.replaceAll(',', ''))
  return Number(digits)
}
