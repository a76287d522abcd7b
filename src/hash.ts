import { createHash } from 'node:crypto'

/** SHA-256 over the UTF-16 code units of a text, so that lone surrogates stay apart. */
export function sha256(text: string): Buffer {
  return createHash('sha256').update(Buffer.from(text, 'utf16le')).digest()
}

/** 24 hexadecimal digits that name a text: enough for keys of a session, short enough to store. */
export function textKey(text: string): string {
  return sha256(text).toString('hex', 0, 12)
}

/** Name of a link in a chain: depends on the previous link and on everything in `content`. */
export function chainId(previous: string, content: string): string {
  return textKey(`${previous}\n${content}`)
}
