import type { CrushContext, Crushed, Loss } from '../types.ts'
import { choose, must, once, type Shelf, shelve } from './choose.ts'
import { headline, timeSpan } from './describe.ts'
import { isStamped, itemsOf, type Log, readLog } from './items.ts'
import { splitLines, untimed } from './lines.ts'
import { charactersPerToken, crowded, filled, fittings, markerTokens, sampled, slices } from './policy.ts'
import { print } from './print.ts'

export function selectLog(text: string, context: CrushContext): Crushed | undefined {
  // Short enough as it is: then nothing needs to be lost.
  if (text.length < context.target * 8 && context.count(text) <= context.target) return undefined
  const { shown, cleaned } = splitLines(text)
  if (shown.length < 3 || headline.test(shown[0] as string)) return undefined
  let lines = shown
  let { log, shelf } = read()
  // Times of every line take half of the room that what must be shown needs: then they are left out.
  const dearness = charactersPerToken / charactersPerTokenOf(text, context)
  const timeless = (shelf.needs[must] as number) * dearness > context.target * crowded && isStamped(lines)
  if (timeless) {
    lines = shown.map(untimed)
    ;({ log, shelf } = read())
  }
  const single = new Uint8Array(lines.length)
  for (const { line } of shelf.ranked[once] ?? []) single[line] = 1
  const head = `[log of ${lines.length} lines${timeSpan(shown)}${timeless ? ', times left out' : ''}; (×n, a–b) = n such lines in lines a–b, <…> = what varies in them, … a–b = lines left out]\n`
  const { out, tokens, shown: kept, total } = fit()
  if (out.length * 3 > text.length && tokens + markerTokens >= context.count(text)) return undefined
  const losses: Loss[] = [{ kind: 'omitted', unit: 'lines', kept, total }]
  if (cleaned > 0)
    losses.push({
      kind: 'shortened',
      unit: 'lines',
      kept: lines.length - cleaned,
      total: lines.length,
      note: 'without escape codes and overwritten progress',
    })
  return { text: out, lossless: false, losses }

  function read(): { log: Log; shelf: Shelf } {
    const one = readLog(lines)
    return {
      log: one,
      shelf: shelve(itemsOf(one, context.level === 'outline', context.target), lines.length),
    }
  }

  /** What fits by an exact count: the estimate is corrected downwards, and upwards while something is left out. */
  function fit(): Fitted {
    let best: Fitted | undefined
    let target = context.target / dearness
    let fitting = 0
    let exceeding = Number.POSITIVE_INFINITY
    for (let attempt = 1; ; attempt++) {
      const { chosen, complete } = choose(shelf, target)
      const printed = print(chosen, log, single)
      const whole = head + printed.text
      const tokens = context.count(whole)
      const fits = tokens <= context.target
      const one = { out: whole, tokens, shown: printed.shown, total: printed.total }
      if (!best || (fits ? best.tokens > context.target || tokens > best.tokens : tokens < best.tokens))
        best = one
      const optional = chosen.some(({ item, shown: told }) => item.rank > must || told !== 0)
      const wanting = fits ? !complete && tokens < context.target * filled : optional
      if (!wanting || attempt === fittings) return best
      if (fits) fitting = target
      else exceeding = target
      target *= Math.min(2, Math.max(0.2, (context.target / tokens) * 0.97))
      if (target <= fitting || target >= exceeding) target = (fitting + exceeding) / 2
    }
  }
}

function charactersPerTokenOf(text: string, context: CrushContext): number {
  let sample = text
  if (text.length > sampled) {
    const step = Math.floor(text.length / slices)
    sample = Array.from({ length: slices }, (_, at) =>
      text.slice(at * step, at * step + sampled / slices),
    ).join('\n')
  }
  return sample.length / Math.max(1, context.count(sample))
}

interface Fitted {
  readonly out: string
  readonly tokens: number
  readonly shown: number
  readonly total: number
}
