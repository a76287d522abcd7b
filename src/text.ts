/** The first `length` UTF-16 units at most, never ending in half of a surrogate pair. */
export function firstOf(text: string, length: number): string {
  const cut = text.slice(0, length)
  return (cut.charCodeAt(cut.length - 1) & 0xfc00) === 0xd800 ? cut.slice(0, -1) : cut
}

/** The last `length` UTF-16 units at most, never beginning with half of a surrogate pair. */
export function lastOf(text: string, length: number): string {
  const cut = text.slice(-length)
  return cut.length < text.length && (cut.charCodeAt(0) & 0xfc00) === 0xdc00 ? cut.slice(1) : cut
}
