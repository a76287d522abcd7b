const LINE = /^( *)((?:- +)*)(.*)$/
const BLOCK = /(?:^|[:\s-])[|>][+-]?\s*(?:#.*)?$/

/**
 * One space per level instead of two or four: a single space is part of the word behind it, more are a token of their
 * own. Blocks of text keep their inner indentation. `undefined` where a level cannot be told.
 */
export function reindent(text: string): string | undefined {
  const levels: { from: number; to: number }[] = []
  const lines: string[] = []
  let block: { than: number; from: number | undefined; to: number } | undefined
  for (const line of text.split('\n')) {
    if (line.trim() === '') {
      lines.push(block === undefined ? '' : line.trim())
      continue
    }
    const [, space = '', dashes = '', rest = ''] = LINE.exec(line) ?? []
    if (block !== undefined && space.length > block.than) {
      block.from ??= space.length
      if (space.length < block.from) return undefined
      lines.push(' '.repeat(block.to) + line.slice(block.from))
      continue
    }
    block = undefined
    if (/^(?:---|\.\.\.|%)/.test(line)) {
      levels.length = 0
      lines.push(line)
      continue
    }
    const to = place(levels, space.length)
    let inner = space.length
    let innerTo = to
    // Each dash opens a level of its own, at the column of what follows it.
    for (const dash of dashes.match(/- +/g) ?? []) {
      inner += dash.length
      innerTo += 2
      levels.push({ from: inner, to: innerTo })
    }
    lines.push(`${' '.repeat(to)}${'- '.repeat((dashes.match(/-/g) ?? []).length)}${rest}`)
    if (BLOCK.test(rest)) {
      const parent = /^(?:[|>])/.test(rest) ? inner - 1 : inner
      block = { than: Math.max(parent, space.length), from: undefined, to: innerTo + 1 }
    }
  }
  return lines.join('\n')
}

function place(levels: { from: number; to: number }[], from: number): number {
  while ((levels.at(-1)?.from ?? -1) > from) levels.pop()
  const top = levels.at(-1)
  if (top?.from === from) return top.to
  const to = top === undefined ? 0 : top.to + 1
  levels.push({ from, to })
  return to
}
