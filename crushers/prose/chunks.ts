/** Pieces of at most `size` characters, cut between paragraphs where possible, else between lines, else anywhere. */
export function splitChunks(text: string, size: number): string[] {
  const chunks: string[] = []
  let start = 0
  while (text.length - start > size) {
    const limit = start + size
    const half = start + Math.floor(size / 2)
    let cut = text.lastIndexOf('\n\n', limit - 2)
    if (cut >= half) cut += 2
    else {
      cut = text.lastIndexOf('\n', limit - 1) + 1
      if (cut < half) cut = limit
    }
    if ((text.charCodeAt(cut) & 0xfc00) === 0xdc00) cut--
    chunks.push(text.slice(start, cut))
    start = cut
  }
  if (start < text.length || chunks.length === 0) chunks.push(text.slice(start))
  return chunks
}
