import { Rooms } from '../json/rooms.ts'
import type { CrushContext, Crushed } from '../types.ts'
import { applyEdits } from './collapse.ts'
import { YamlPlanner } from './plan.ts'
import { ATTEMPTS, CHARACTERS_PER_TOKEN, ENOUGH } from './policy.ts'
import { isProved } from './prove.ts'
import { scanYaml } from './scan.ts'

/**
 * Lists and mappings of many like things cut down to what is unusual and an even spread, what is long shortened. What is
 * left out is told in comments, so that the output is YAML still. `finish` says what will stand for a selection.
 */
export function selectYaml(
  source: string,
  context: CrushContext,
  finish: (text: string) => string | undefined,
): Crushed | undefined {
  const tape = scanYaml(source)
  if (tape === undefined || tape.length === 0) return undefined
  const planner = new YamlPlanner(tape, context.level === 'select')
  const rooms = new Rooms(context.target, context.target * CHARACTERS_PER_TOKEN)
  let best: { crushed: Crushed; tokens: number; chosen: readonly number[] } | undefined
  // How much shorter the first attempt became: to finish each takes as long as all the rest.
  let share: number | undefined
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { edits, losses, chosen } = planner.plan(rooms.next)
    if (losses.length === 0) {
      rooms.tried(context.target / 2)
      continue
    }
    const draft = applyEdits(source, edits)
    const drafted = context.count(draft)
    const guess = share === undefined ? undefined : drafted * share
    if (guess !== undefined && attempt < ATTEMPTS - 1 && !isClose(guess, context.target)) {
      rooms.tried(guess)
      continue
    }
    const text = finish(draft)
    if (text === undefined) return undefined
    const tokens = context.count(text)
    share ??= tokens / drafted
    const isBetter =
      best === undefined ||
      (tokens <= context.target ? best.tokens > context.target || tokens > best.tokens : tokens < best.tokens)
    if (isBetter) best = { crushed: { text, body: text, lossless: false, losses }, tokens, chosen }
    if (tokens <= context.target && tokens > context.target * ENOUGH) break
    rooms.tried(tokens)
  }
  return best !== undefined && isProved(tape, best.chosen) ? best.crushed : undefined
}

const isClose = (tokens: number, target: number): boolean =>
  tokens <= target * (2 - ENOUGH) && tokens > target * ENOUGH * ENOUGH
