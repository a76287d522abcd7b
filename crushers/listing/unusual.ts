/** Entries that stand out of a listing: the largest, newest and empty ones, rare endings, modes, owners and states. */
import type { Endings } from './endings.ts'
import type { Items } from './items.ts'
import { LARGEST_SHOWN, NEWEST_SHOWN, RARE_SHARE } from './policy.ts'
import { leastOfLargest } from './sizes.ts'

export interface Unusual {
  /** 1: the entry stands out. */
  readonly are: Uint8Array
  /** How often each state or mode occurs, the commonest first. */
  readonly traits: readonly (readonly [trait: string, count: number])[]
}

export function unusualOf(items: Items, endings: Endings): Unusual {
  const { count } = items
  const are = new Uint8Array(count)
  const rare = Math.max(1, count * RARE_SHARE)
  const sizes = new Float64Array(count)
  const times = new Float64Array(count)
  const traits = new Map<string, number>()
  const of: string[] = []
  let empty = 0
  let sized = 0
  for (let item = 0; item < count; item++) {
    const size = items.size(item)
    sizes[item] = size
    times[item] = items.time(item)
    if (size === 0) empty++
    else if (size > 0) sized++
    const trait = items.trait(item)
    of.push(trait)
    if (trait !== '') traits.set(trait, (traits.get(trait) ?? 0) + 1)
  }
  const large = leastOfLargest(sizes, LARGEST_SHOWN)
  const recent = leastOfLargest(times, NEWEST_SHOWN)
  const emptyIsRare = empty <= rare && sized > 0
  for (let item = 0; item < count; item++) {
    const trait = of[item] as string
    if (
      (sizes[item] as number) >= large ||
      (times[item] as number) >= recent ||
      (emptyIsRare && sizes[item] === 0) ||
      (endings.counts[endings.of[item] as number] as number) <= rare ||
      (trait !== '' && ((traits.get(trait) as number) <= rare || clashing.test(trait)))
    )
      are[item] = 1
  }
  return { are, traits: [...traits].sort((a, b) => b[1] - a[1]) }
}

/** What has to be repaired: packages that are not as they should be, merges as `git status` names them. */
const clashing = /^(?:failing$|unmerged |U[UAD]|[AD]U|AA|DD)/
