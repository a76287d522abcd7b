/** What search tools print for hits, written out by rules of their own, so that tests do not trust the reader under test. */
export interface Triple {
  readonly path: string
  readonly line: number
  readonly text: string
}

export const printed = (hits: readonly Triple[]): string =>
  hits.map(hit => `${hit.path}:${hit.line}:${hit.text}`).join('\n')

/** Reads the grouped layout as a reader would: the heading above a hit names its file, `a,b:` are two hits. */
export function triples(grouped: string): Triple[] {
  const out: Triple[] = []
  const lines = grouped.split('\n')
  const isHit = (line: string | undefined) => line !== undefined && /^\d+(,\d+)*[:-]/.test(line)
  let base = ''
  let path = ''
  lines.forEach((line, at) => {
    if (line === '') base = ''
    else if (line.endsWith('/:') && !isHit(lines[at + 1])) base = line.slice(0, -1)
    else if (!isHit(line)) path = base + line
    else {
      const mark = line.search(/[:-]/)
      for (const number of line.slice(0, mark).split(','))
        out.push({ path, line: Number(number), text: line.slice(mark + 1) })
    }
  })
  return out
}
