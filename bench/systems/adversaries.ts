import { createHash } from 'node:crypto'
import { identifiersIn } from '../measures/identifiers.ts'
import { mapResults, type System } from './system.ts'

/** Deletes every output and appends the list of all identifiers. */
export const identifierList: System = {
  name: 'adversary: list',
  about: 'outputs deleted, all their identifiers listed at the end',
  kind: 'adversary',
  open({ wire }) {
    const listed = new Set<string>()
    return {
      compress(messages) {
        const emptied = mapResults(wire, messages, text => {
          for (const identifier of identifiersIn(text).keys()) listed.add(identifier)
          return '-'
        })
        return [...emptied, wire.userMessage(`Known identifiers: ${[...listed].join(' ')}`)]
      },
    }
  },
}

/** The same list, frozen at ingest: as cheap as a prefix can be. */
export const identifierBag: System = {
  name: 'adversary: bag',
  about: 'each output replaced by its new identifiers',
  kind: 'adversary',
  open({ wire }) {
    const listed = new Set<string>()
    const known = new Map<string, string>()
    const bag = (text: string): string => {
      const fresh = [...identifiersIn(text).keys()].filter(one => !listed.has(one))
      for (const identifier of fresh) listed.add(identifier)
      return fresh.join(' ') || '-'
    }
    return {
      compress: messages =>
        mapResults(wire, messages, text => {
          let short = known.get(text)
          if (short === undefined) known.set(text, (short = bag(text)))
          return short
        }),
    }
  },
}

/** Empties every output. */
export const emptied: System = {
  name: 'adversary: empty',
  about: 'every output replaced by a dash',
  kind: 'adversary',
  open: ({ wire }) => ({ compress: messages => mapResults(wire, messages, () => '-') }),
}

/** Stores every output and shows only its handle. */
export const handlesOnly: System = {
  name: 'adversary: handles',
  about: 'every output stored, only a handle shown',
  kind: 'adversary',
  open({ wire }) {
    const stored = new Map<string, string>()
    const short = (text: string): string => {
      if (text.length < 60) return text
      const handle = createHash('sha256').update(text).digest('hex').slice(0, 12)
      stored.set(handle, text)
      return `[ref ${handle}]`
    }
    return {
      toolTokens: 60,
      compress: messages => mapResults(wire, messages, short),
      handles: text => Array.from(text.matchAll(/\[ref ([0-9a-f]{12})\]/g), match => match[1] ?? ''),
      restore: async handle => stored.get(handle),
      async retrieve(handle, query) {
        const lines = stored.get(handle)?.split('\n') ?? []
        return lines.filter(line => line.includes(query)).join('\n')
      },
    }
  },
}

export const adversaries: readonly System[] = [identifierList, identifierBag, emptied, handlesOnly]
