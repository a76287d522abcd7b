import type { ImageSize } from './format.ts'

/** Bytes of the base64 text that are looked at: the size stands in the first kilobytes of PNG, GIF, WebP and most JPEG files. */
const headLength = 64 * 1024

/** Width and height in pixels of an image given as a data URL or base64; nothing for other URLs. */
export function imageSize(source: string): ImageSize {
  const comma = source.startsWith('data:') ? source.indexOf(',') + 1 : 0
  if (comma === 0 && /^[a-z][a-z0-9+.-]*:/i.test(source)) return {}
  const bytes = Buffer.from(source.slice(comma, comma + headLength), 'base64')
  return png(bytes) ?? gif(bytes) ?? webp(bytes) ?? jpeg(bytes) ?? {}
}

function png(bytes: Buffer): ImageSize | undefined {
  if (bytes.length < 24 || bytes.readUInt32BE(0) !== 0x89504e47) return undefined
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
}

function gif(bytes: Buffer): ImageSize | undefined {
  if (bytes.length < 10 || bytes.toString('latin1', 0, 4) !== 'GIF8') return undefined
  return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) }
}

function webp(bytes: Buffer): ImageSize | undefined {
  if (bytes.length < 30 || bytes.toString('latin1', 8, 12) !== 'WEBP') return undefined
  if (bytes.toString('latin1', 12, 16) !== 'VP8X') return undefined
  return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 }
}

function jpeg(bytes: Buffer): ImageSize | undefined {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined
  let at = 2
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0
    const startOfFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (startOfFrame) return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) }
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return undefined
}
