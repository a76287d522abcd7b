import { marker, sizeText } from '../ccr/marker.ts'
import { sessionPolicy as policy } from '../policy.ts'
import { firstOf } from '../text.ts'

/**
 * Lines spread evenly over a text, whole where they are short, about `characters` of them together: where the reader
 * will look cannot be guessed, so every tenth of the text has the same chance.
 */
export function sampleLines(text: string, characters: number, whole: boolean): string {
  const lines = text.split('\n')
  const step = Math.max(1, text.length / Math.max(1, characters))
  const sampled: string[] = []
  for (let at = 0; at < lines.length; at += step) {
    const line = lines[Math.floor(at)] ?? ''
    // Of a file that is edited by exact match, a line is shown as it is or not at all.
    if (line.trim() === '' || (whole && line.length > policy.sampleLine)) continue
    sampled.push(firstOf(line, policy.sampleLine))
  }
  return sampled.join('\n')
}

/** What stands for an old result: its marker and a sample of it. */
export function stubOf(text: string, handle: string, tokens: number, view: boolean): string {
  const characters = Math.max(policy.stubCharacters, text.length * policy.stubShare)
  return `${marker(handle, `sample of ${sizeText(tokens)}`)}\n${sampleLines(text, characters, view)}`
}
