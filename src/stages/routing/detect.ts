import type { ContentType, Hint } from '../../../crushers/types.ts'
import { sniffCsv } from '../../../crushers/csv/sniff.ts'
import { sniffDiff } from '../../../crushers/diff/sniff.ts'
import { sniff as sniffHtml } from '../../../crushers/html/sniff.ts'
import { sniffJson } from '../../../crushers/json/sniff.ts'
import { sniffListing } from '../../../crushers/listing/sniff.ts'
import { repetition } from '../../../crushers/logs/printed.ts'
import { sniffLogs } from '../../../crushers/logs/sniff.ts'
import { sniff as sniffProse } from '../../../crushers/prose/sniff.ts'
import { sniffSearch } from '../../../crushers/search/sniff.ts'
import { sniffTable } from '../../../crushers/table/sniff.ts'
import { sniff as sniffCode } from '../../../crushers/code/sniff.ts'
import { sniffXml } from '../../../crushers/xml/sniff.ts'
import { sniffYaml } from '../../../crushers/yaml/sniff.ts'
import { isGutterView, withoutGutter } from './gutter-view.ts'
import { sampleOf } from './sample.ts'

export type RoutedType = ContentType | 'other'

export interface Detection {
  readonly type: RoutedType
  readonly confidence: number
  readonly hint?: Hint
}

/** A crusher of the caller's own, as far as routing needs it. */
export interface CustomSniffer {
  readonly name: string
  sniff(sample: string, hint?: Hint): number
}

/** Below this nothing is claimed: a misroute destroys data, passing through does not. */
const FLOOR = 0.5
/** Much that machines write has words in rows, too: whoever knows its syntax goes before prose. */
const PROSE_WEIGHT = 0.75
/** From here on nobody else is asked. The strict ones come first, so a loose one cannot hide them. */
const CERTAIN = 0.84

/** Lines, and the share of them that must begin like others, for a text to count as printed in a loop. */
const FEWEST_REPEATING = 12
const REPEATING_SHARE = 0.8

/** In the order of strictness: between equals the one with the narrower syntax wins. */
const SNIFFERS: readonly (readonly [ContentType, (sample: string, hint?: Hint) => number])[] = [
  ['json', sniffJson],
  ['xml', sniffXml],
  ['html', sniffHtml],
  ['diff', sniffDiff],
  ['table', sniffTable],
  ['search', sniffSearch],
  ['listing', sniffListing],
  ['csv', sniffCsv],
  ['code', sniffCode],
  ['logs', sniffLogs],
  ['yaml', sniffYaml],
]

/** The content type of `text[start, end)`, told from samples of it. */
export function detectRange(
  text: string,
  start: number,
  end: number,
  hint?: Hint,
  custom: readonly CustomSniffer[] = [],
): Detection {
  const shown = sampleOf(text, start, end)
  const numbered = isGutterView(shown)
  const sample = numbered ? withoutGutter(shown) : shown
  const detection = customDetection(sample, hint, custom) ?? strongest(sample, hint)
  return numbered && hint?.fileView !== true ? { ...detection, hint: { ...hint, fileView: true } } : detection
}

function customDetection(
  sample: string,
  hint: Hint | undefined,
  custom: readonly CustomSniffer[],
): Detection | undefined {
  for (const crusher of custom) {
    const confidence = claimOf(crusher, sample, hint)
    // The name of a caller's crusher stands where a content type does; nothing but a look-up is done with either.
    if (confidence >= FLOOR) return { type: crusher.name as RoutedType, confidence }
  }
  return undefined
}

/** How much of a claim a caller's crusher lays to a sample; none where it fails. */
function claimOf(crusher: CustomSniffer, sample: string, hint: Hint | undefined): number {
  try {
    const confidence: unknown = crusher.sniff(sample, hint)
    return typeof confidence === 'number' && confidence >= 0 ? Math.min(1, confidence) : 0
  } catch {
    return 0
  }
}

function strongest(sample: string, hint: Hint | undefined): Detection {
  let type: RoutedType = 'other'
  let confidence = 0
  const expected = expectedType(
    hint?.path ?? (hint?.language === undefined ? undefined : `.${hint.language}`),
  )
  const first = SNIFFERS.find(([name]) => name === expected)
  for (const [name, sniff] of first === undefined ? SNIFFERS : [first, ...SNIFFERS]) {
    const score = sniff(sample, hint)
    if (score > confidence) {
      type = name
      confidence = score
      if (score >= CERTAIN) return { type, confidence }
    }
  }
  const prose = confidence >= PROSE_WEIGHT ? 0 : sniffProse(sample, hint)
  if (prose >= FLOOR && prose * PROSE_WEIGHT > confidence) return { type: 'prose', confidence: prose }
  if (confidence >= FLOOR) return { type, confidence }
  return isRepeating(sample)
    ? { type: 'logs', confidence: FLOOR }
    : { type: 'other', confidence: 1 - confidence }
}

/** Lines of which nearly all are alike were printed in a loop, whatever printed them: a log is read so. */
function isRepeating(sample: string): boolean {
  const lines = sample.split('\n').filter(line => line !== '')
  return lines.length >= FEWEST_REPEATING && repetition(lines) >= REPEATING_SHARE
}

/** What a file of that name holds as a rule. Only who is asked first depends on it. */
function expectedType(path: string | undefined): ContentType | undefined {
  const extension = path === undefined ? undefined : /\.(\w{1,10})$/.exec(path)?.[1]?.toLowerCase()
  if (extension === undefined) return undefined
  return EXPECTED.find(([, extensions]) => extensions.test(extension))?.[0]
}

const EXPECTED: readonly (readonly [ContentType, RegExp])[] = [
  ['code', /^(?:[cm]?[jt]sx?|pyi?|go|rs|java|kts?|c|h|cc|cpp|cxx|hpp|cs|mm?|rb|php|swift|scala|sh|bash)$/],
  ['json', /^(?:json[cl]?|ndjson|geojson|ipynb)$/],
  ['yaml', /^ya?ml$/],
  ['csv', /^[ct]sv$/],
  ['xml', /^(?:xml|svg|rss|xsd|wsdl|plist|csproj)$/],
  ['html', /^x?html?$/],
  ['logs', /^(?:log|out)$/],
  ['diff', /^(?:diff|patch)$/],
]
