import { stringEnd } from '../compact.ts'
import { encodePython } from './string.ts'

const SPELLED: Readonly<Record<string, string>> = {
  ',': ', ',
  ':': ': ',
  null: 'None',
  true: 'True',
  false: 'False',
  NaN: 'nan',
  Infinity: 'inf',
  '-Infinity': '-inf',
}

const BARE = /[^"]+/y
const TOKEN = /[,:]|-?[A-Za-z]+/g

/** Compact JSON as Python prints it. */
export function writePython(json: string): string {
  const parts: string[] = []
  for (let at = 0; at < json.length; ) {
    if (json[at] === '"') {
      const end = stringEnd(json, at)
      parts.push(pythonString(json.slice(at, end)))
      at = end
    } else {
      BARE.lastIndex = at
      const bare = BARE.exec(json)?.[0] ?? ''
      parts.push(bare.replaceAll(TOKEN, token => SPELLED[token] ?? token))
      at += bare.length
    }
  }
  return parts.join('')
}

function pythonString(spelling: string): string {
  // The last of a document that is cut off has no end.
  if (spelling.length < 2 || !spelling.endsWith('"')) return `'${spelling.slice(1)}`
  const isPlain = !spelling.includes('\\') && !spelling.includes("'") && /^[ -~]*$/.test(spelling)
  if (isPlain) return `'${spelling.slice(1, -1)}'`
  try {
    return encodePython(JSON.parse(spelling) as string)
  } catch {
    throw new SyntaxError(`no JSON string: ${spelling.slice(0, 80)}`)
  }
}
