/** A piece of a text without halves of pairs at either end, which a cut may leave there. */
export const wholeCharacters = (piece: string): string =>
  piece.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '')
