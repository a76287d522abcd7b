import type { CrushContext, Crushed, Crusher } from '../types.ts'
import { announcesCommits, decodeLog, encodeLog } from './commits.ts'
import { decodeListing } from './decode.ts'
import { decodeList, decodesToList, encodeList } from './list.ts'
import { announcesColumns, decodeLong, decodesToRows } from './long-layout.ts'
import { encodeLong } from './long.ts'
import { announcesNames, decodeNames, encodeNames } from './names.ts'
import { HOPELESS, LEAST_SAVING, LEAST_SAVING_OF_CUTS, LEAST_SAVING_PART } from './policy.ts'
import { type Listing, readListing } from './read.ts'
import { isSelection, selectEntries } from './select.ts'
import { sniffListing } from './sniff.ts'
import { decodesToTree, decodeTree, encodeTree } from './tree.ts'

export { decodeList, decodeListing, decodeLong, decodeTree }

/** The shorter layout, if it reads back: to the byte for lists, the same cells and nodes for `ls -l` and trees. */
function lossless(
  text: string,
  listing: Listing,
): { text: string; lossless: 'bytes' | 'values' } | undefined {
  if (listing.kind === 'names') {
    const encoded = encodeNames(listing.names)
    // As long as before, in fewer tokens.
    const { inColumns, lines } = listing.names
    return decodeNames(encoded) === lines.text
      ? { text: encoded, lossless: inColumns ? 'values' : 'bytes' }
      : undefined
  }
  if (listing.kind === 'log') {
    const encoded = encodeLog(listing.log)
    return encoded !== undefined && encoded.length < text.length && decodeLog(encoded) === text
      ? { text: encoded, lossless: 'bytes' }
      : undefined
  }
  if (listing.kind === 'list') {
    const encoded = encodeList(listing.list)
    return encoded.length < text.length &&
      !announcesColumns(encoded) &&
      !announcesCommits(encoded) &&
      decodesToList(encoded, text)
      ? { text: encoded, lossless: 'bytes' }
      : undefined
  }
  if (listing.kind === 'long') {
    const encoded = encodeLong(listing.rows)
    return encoded !== undefined &&
      encoded.length < text.length &&
      announcesColumns(encoded) &&
      decodesToRows(encoded, listing.rows)
      ? { text: encoded, lossless: 'values' }
      : undefined
  }
  const encoded = encodeTree(listing.tree)
  const isTold = !announcesColumns(encoded) && !announcesCommits(encoded) && decodesToList(encoded, encoded)
  return isTold && encoded.length < text.length && decodesToTree(encoded, listing.tree)
    ? { text: encoded, lossless: 'values' }
    : undefined
}

/**
 * Lists of files: `ls`, `ls -l`, `ls -R`, `find`, globs, `tree`, `du`, `wc`, `git status`, archives; commits of `git log`.
 * Lossless: shared directories, columns and authors once. `select`: unusual entries first, directories with counts. `outline`: directories with counts.
 */
export const listingCrusher: Crusher = {
  name: 'listing',
  version: 7,
  sniff: sniffListing,
  crush(text: string, context: CrushContext): Crushed | undefined {
    if (text.length < 64 || isSelection(text) || announcesCommits(text) || announcesNames(text))
      return undefined
    const listing = readListing(text, context.hint)
    if (listing === undefined) return undefined
    const before = context.count(text)
    if (context.level !== 'outline') {
      const hopeless = context.level === 'select' && text.length > context.target * HOPELESS
      const kept = hopeless ? undefined : lossless(text, listing)
      if (kept !== undefined) {
        const saved = before - context.count(kept.text)
        const fits = before - saved <= context.target
        if (
          saved >= (listing.kind === 'list' ? LEAST_SAVING_OF_CUTS : LEAST_SAVING) &&
          saved >= before * LEAST_SAVING_PART &&
          (context.level === 'lossless' || fits)
        )
          return { ...kept, losses: [], respelled: listing.kind === 'list' }
      }
      if (context.level === 'lossless' || before <= context.target) return undefined
    }
    return selectEntries(listing, context, before)
  },
}
