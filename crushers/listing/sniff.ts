import type { Hint } from '../types.ts'
import { readListing } from './read.ts'

const listing =
  /(?:^|[\s|;&(])(?:ls|find|fd|tree|du|wc|dir|git\s+(?:ls-files|ls-tree|status|diff\s+--(?:stat|name-only|name-status))|tar\s+-?\w*t|unzip\s+-l|rg\s+(?:.*\s)?(?:--files|-l)|e?grep\s+(?:.*\s)?-\w*l)\b/
const listingTool = /^(?:ls|glob|find|list_dir|list_directory|list_files|find_file|tree|search_files)/i

export function sniffListing(sample: string, hint?: Hint): number {
  if (hint?.fileView === true) return 0
  const read = readListing(sample)
  if (read === undefined) return 0
  const share = Math.min(1, read.found / read.filled)
  if (listing.test(hint?.command ?? '') || listingTool.test(hint?.tool ?? '')) return Math.max(0.8, share)
  return (read.kind === 'list' ? 0.85 : 0.95) * Math.max(share, 0.75)
}
