import { describe, expect, it } from 'vitest'
import { proseCrusher } from '../../../crushers/prose/index.ts'

const sniff = (text: string, path?: string): number =>
  proseCrusher.sniff(text, path === undefined ? undefined : { path })

describe('sniffing prose', () => {
  it.each([
    [
      'English',
      'Dear all,\n\nthe deploy failed again last night. Nobody was hurt, but the ferry was late.\n\nBest\nAnn',
    ],
    ['Russian', 'Сборка упала ночью. Никто не пострадал, но паром опоздал.'],
    ['Arabic', 'فشل البناء الليلة الماضية. لم يصب أحد بأذى، لكن العبارة تأخرت.'],
    ['Hindi', 'कल रात निर्माण विफल हो गया। किसी को चोट नहीं आई।'],
    ['Chinese', '昨晚的构建失败了。没有人受伤，但是渡轮晚点了。'],
    ['Japanese', '昨夜、ビルドが失敗しました。けが人はいませんでした。'],
    ['Korean', '어젯밤 빌드가 실패했습니다. 다친 사람은 없었습니다.'],
    ['Thai', 'เมื่อคืนการสร้างล้มเหลว ไม่มีใครได้รับบาดเจ็บ แต่เรือข้ามฟากมาสาย'],
    [
      'Markdown',
      '# Guide\n\nRead this first, please.\n\n- [Install](#install)\n- [Use](#use)\n\n## Install\n\n```sh\nnpm i x\n```\n\nThen go on to use it as you like.',
    ],
    ['Markdown with tags', 'Use <b>bold</b> where it matters. Lines may break<br>here, too, if they want.'],
  ])('knows %s', (_, text) => {
    expect(sniff(text)).toBeGreaterThan(0.7)
  })

  it.each([
    ['JSON', '{\n  "name": "x",\n  "text": "A sentence stands here. Another one."\n}'],
    ['code', 'function add(a, b) {\n  // Adds two numbers, as one does.\n  return a + b\n}\n'],
    [
      'Python',
      'def add(a, b):\n    """Adds two numbers, as one does."""\n    return a + b\n\nx = add(1, 2)\n',
    ],
    [
      'a log',
      Array.from(
        { length: 12 },
        (_, row) => `2024-01-0${row % 9} 10:00:0${row % 10} INFO the server has started again`,
      ).join('\n'),
    ],
    [
      'compiler messages',
      Array.from(
        { length: 12 },
        (_, row) => `src/a.ts(${row},3): error TS2322: Type string is not assignable to type number.`,
      ).join('\n'),
    ],
    [
      'a diff',
      'diff --git a/x.md b/x.md\n@@ -1,2 +1,2 @@\n-An old sentence stood here.\n+A new sentence stands here.',
    ],
    ['CSV', 'name,age,city,country,zip\nAnn,3,Rome,Italy,00100\nBob,4,Paris,France,75001'],
    ['YAML', 'name: x\nversion: 1\nsteps:\n  - run: build\n  - run: test'],
    [
      'a table',
      'NAME      READY   STATUS    AGE\npod-a     1/1     Running   3d\npod-b     0/1     Pending   1d',
    ],
    ['tuples', "[('Aruba', 4), ('Angola', 9), ('Albania', 3), ('Andorra', 4)]"],
    [
      'a gutter',
      '  1→package main\n  2→\n  3→// Prints a sentence for everybody to read.\n  4→func main() {',
    ],
    ['nothing', ''],
  ])('leaves %s to others', (_, text) => {
    expect(sniff(text)).toBeLessThan(0.5)
  })

  it('takes the word of a path for what may be prose, not for what cannot', () => {
    expect(sniff('# Title\n\nfoo\nbar\n\n- one two three\n', 'README.md')).toBeGreaterThanOrEqual(0.85)
    expect(sniff('{"a": 1}', 'notes.txt')).toBeLessThan(0.3)
  })
})
