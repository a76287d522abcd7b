import { mapResults, type System } from './system.ts'

/** TOON for every tool result that is JSON and gets shorter by it. Loses nothing. */
export const toon: System = {
  name: 'toon',
  needs: '@toon-format/toon',
  about: 'JSON tool results in TOON (@toon-format/toon)',
  async open({ wire }) {
    const { encode } = await import('@toon-format/toon')
    const known = new Map<string, string>()
    const shorter = (text: string): string => {
      if (!/^\s*[[{]/.test(text)) return text
      try {
        const encoded = encode(JSON.parse(text))
        return encoded.length < text.length ? encoded : text
      } catch {
        return text
      }
    }
    return {
      compress: messages =>
        mapResults(wire, messages, text => {
          let encoded = known.get(text)
          if (encoded === undefined) known.set(text, (encoded = shorter(text)))
          return encoded
        }),
    }
  },
}
