import { describe, expect, test } from 'vitest'
import { imageSize } from '../../src/formats/image.ts'

const base64 = (...bytes: (number | string | readonly number[])[]): string =>
  Buffer.concat(
    bytes.map(piece =>
      typeof piece === 'string' ? Buffer.from(piece, 'latin1') : Buffer.from([piece].flat()),
    ),
  ).toString('base64')

const png = base64(0x89, 'PNG\r\n\u001a\n', 0, 0, 0, 13, 'IHDR', 0, 0, 2, 128, 0, 0, 1, 224)
const gif = base64('GIF89a', 0x40, 1, 0xc8, 0)
const webp = base64('RIFF', 'size', 'WEBPVP8X', 'size', 'flag', 0x7f, 2, 0, 0xdf, 1, 0)
const webpLossy = base64('RIFF', 'size', 'WEBPVP8 ', 'x'.repeat(20))
/** Two segments before the frame header, one of them with a thumbnail's bytes. */
const jpeg = base64(
  [0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0],
  [0xff, 0xc4, 0, 5, 1, 2, 3],
  [0xff, 0xc2, 0, 11, 8, 1, 0xe0, 2, 0x80, 3, 1, 1, 1, 1],
)

describe('the size of an image', () => {
  test.each([
    ['PNG', png, { width: 640, height: 480 }],
    ['GIF', gif, { width: 320, height: 200 }],
    ['WebP', webp, { width: 640, height: 480 }],
    ['JPEG', jpeg, { width: 640, height: 480 }],
    ['WebP without a canvas', webpLossy, {}],
    ['PNG that is cut off', png.slice(0, 20), {}],
    ['JPEG without a frame', base64(0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0), {}],
    [
      'JPEG with a segment of no length',
      base64(
        0xff,
        0xd8,
        0xff,
        0xe0,
        Array.from({ length: 64 }, () => 0),
      ),
      {},
    ],
    ['text', 'not base64!', {}],
    ['nothing', '', {}],
  ])('%s', (_, data, size) => {
    expect(imageSize(data)).toEqual(size)
    expect(imageSize(`data:image/any;base64,${data}`)).toEqual(size)
  })

  test.each(['https://example.test/a.png', 'HTTP://x', 'gs://bucket/x', 'file:///etc/passwd'])(
    '%s is not looked at',
    url => {
      expect(imageSize(url)).toEqual({})
    },
  )

  test('is read from its head alone', () => {
    expect(imageSize(png + 'A'.repeat(10_000_000))).toEqual({ width: 640, height: 480 })
  })
})
