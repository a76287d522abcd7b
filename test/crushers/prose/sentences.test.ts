import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sentenceEnds } from '../../../crushers/prose/sentences.ts'

const split = (text: string): string[] => {
  let start = 0
  return sentenceEnds(text, 0, text.length).map(end => {
    const sentence = text.slice(start, end)
    start = end
    return sentence.trim()
  })
}

describe('sentences', () => {
  it.each([
    ['English', 'The build failed. Nobody noticed! Did you? Yes, later.', 4],
    ['abbreviations', 'Dr. Smith met Mr. Jones at 5 p.m. in St. Louis. They left, e.g. by car, at ca. 7.', 2],
    [
      'initials and numbers',
      'J. R. Tolkien wrote it. See No. 5 and Fig. 3 for pi, which is 3.14159 or so.',
      2,
    ],
    ['versions and files', 'Use Node.js 20.1 with config.json now. Then run v1.2.3. of it.', 2],
    ['quotations', 'He said “It is over.” Then he left the room. “Is it?” she asked him.', 3],
    ['Russian', 'Сборка упала. Виноват, т.е. отвечает, А. С. Пушкин. Решено повторить завтра!', 3],
    ['Ukrainian', 'Це перше речення. Ось друге речення? Так, третє.', 3],
    ['Arabic', 'فشل البناء أمس. هل لاحظ أحد ذلك؟ نعم، لاحقا.', 3],
    ['Urdu', 'یہ پہلا جملہ ہے۔ یہ دوسرا جملہ ہے۔', 2],
    ['Hindi', 'यह पहला वाक्य है। यह दूसरा वाक्य है।', 2],
    ['Chinese', '构建失败了。没有人注意到！你注意到了吗？是的，“后来。”然后离开。', 5],
    ['Japanese', 'ビルドが失敗しました。誰も気づきませんでした！「本当ですか？」と聞いた。', 4],
    ['Korean', '빌드가 실패했습니다. 아무도 몰랐습니다! 정말입니까?', 3],
    ['German', 'Das ist z.B. ein Satz. Er gilt u.a. für Übungen. Ähnlich ist dieser.', 3],
    ['Chinese with Latin', '使用 Node.js 20 版本。然后运行 v1.2.3 版。', 2],
  ])('%s', (_, text, count) => {
    expect(split(text)).toHaveLength(count)
  })

  it('cuts what has no end, at white space and never inside a pair of surrogates', () => {
    for (const text of ['word '.repeat(2_000), 'x'.repeat(5_000), '😀'.repeat(3_000)]) {
      const parts = split(text)
      expect(parts.length).toBeGreaterThan(1)
      for (const part of parts) expect(part).not.toMatch(/^[\udc00-\udfff]/)
    }
  })

  it('covers the text, in order, each character once', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('a', 'B', '.', '?', ' ', '\n', '。', '中', '1', '"', '\ud83d', 'é'),
        }),
        text => {
          const ends = sentenceEnds(text, 0, text.length)
          expect(ends[ends.length - 1] ?? 0).toBe(text.length)
          for (let index = 1; index < ends.length; index++)
            expect(ends[index]).toBeGreaterThan(ends[index - 1] as number)
        },
      ),
      { numRuns: 500 },
    )
  })
})
