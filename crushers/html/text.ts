import { type Element, squeeze } from './parse.ts'

/** Calls back for every element inside of one, in order. */
export function each(target: Element, visit: (child: Element) => void): void {
  const stack: Element[] = [target]
  for (let next = stack.pop(); next; next = stack.pop()) {
    if (next !== target) visit(next)
    for (let index = next.children.length - 1; index >= 0; index--) {
      const child = next.children[index]
      if (child !== undefined && typeof child !== 'string') stack.push(child)
    }
  }
}

/** Text with its white space. */
export function source(target: Element): string {
  const pieces: string[] = []
  const stack: (Element | string)[] = [target]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (typeof next === 'string') pieces.push(next)
    else if (next.tag === 'br') pieces.push('\n')
    else
      for (let index = next.children.length - 1; index >= 0; index--)
        stack.push(next.children[index] as Element | string)
  }
  return pieces.join('')
}

/** Text as it is read. */
export const plain = (target: Element): string => squeeze(source(target)).trim()
