import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listingCrusher } from '../../../crushers/listing/index.ts'
import type { Crushed } from '../../../crushers/types.ts'

const count = (text: string): number => Math.ceil(text.length / 3.5)
const select = (text: string, target: number, command?: string): Crushed | undefined =>
  listingCrusher.crush(text, { level: 'select', target, count, ...(command && { hint: { command } }) })

const words = 'stone wheel grain flour sluice hopper shaft gear sack miller'.split(' ')
const wordAt = (at: number): string => words[at % words.length] as string
const directoryAt = (place: number): string =>
  Array.from(
    { length: 1 + (place % 5) },
    (_, level) => wordAt(place + level * 3) + (place >> (2 * level)),
  ).join('/')

const row = (at: number, name: string): string =>
  `-rw-r--r-- 1 ada mill ${String(400 + ((at * 37) % 5_000)).padStart(8)} Mar ${String(1 + (at % 28)).padStart(2)} 10:${10 + (at % 50)} ${name}`

const printings: Readonly<Record<string, (at: number, place: number) => string>> = {
  find: (at, place) => `./${directoryAt(place)}/${wordAt(at)}${at}.ts`,
  du: (at, place) => `${4 + ((at * 37) % 900)}\t./${directoryAt(place)}/${wordAt(at)}${at}`,
  'git status -s': (at, place) => `${at % 3 === 0 ? '??' : ' M'} ${directoryAt(place)}/${wordAt(at)}${at}.ts`,
  'git ls-tree -r HEAD': (at, place) =>
    `100644 blob ${String(at).padStart(40, '0')}\t${directoryAt(place)}/${wordAt(at)}${at}.ts`,
  'ls -l': at => row(at, `${wordAt(at)}${at}.ts`),
  ls: at => `${wordAt(at)}${at}.ts`,
  'git log --oneline': at =>
    `${(at * 7_919 + 0xa1b2c3d).toString(16).slice(-7)} ${wordAt(at)}: turn ${wordAt(at * 3)}`,
}

function listed(
  print: (at: number, place: number) => string,
  characters: number,
  directories: number,
): string {
  const out: string[] = []
  for (let length = 0, at = 0; length < characters; at++) {
    const line = print(at, at % directories)
    out.push(line)
    length += line.length + 1
  }
  return out.join('\n')
}

/** The entries that a selection tells of: those it shows, and those it counts. */
function entriesTold(text: string): number {
  let told = 0
  let counted = 0
  let shown = 0
  const close = (): void => {
    told += Math.max(counted, shown)
    counted = 0
    shown = 0
  }
  for (const line of text.split('\n').slice(1)) {
    if (line.startsWith(' … ')) continue
    if (line.startsWith(' ')) {
      shown++
      continue
    }
    close()
    const counts = /(?:^|: )(\d+) (?:entr(?:y|ies)|\.\w+|directories)/.exec(line)
    if (counts !== null) counted = Number(counts[1])
  }
  close()
  return told
}

/** Paths of the shown entries: names behind the directory that stands above them. */
function pathsShown(text: string): string[] {
  const out: string[] = []
  let root = ''
  let directory = ''
  for (const line of text.split('\n').slice(1))
    if (line.startsWith('paths under ')) root = line.slice('paths under '.length)
    else if (!line.startsWith(' ')) directory = root + (/^(?:\.\/|(\S*\/)):/.exec(line)?.[1] ?? '')
    else if (!line.startsWith(' … ')) out.push(directory + line.slice(1))
  return out
}

describe('listingCrusher, room', () => {
  for (const [command, print] of Object.entries(printings))
    for (const directories of [6, 700])
      it(`is used at all sizes for ${command} in ${directories} directories`, () => {
        for (const target of [400, 2_000]) {
          let last = 0
          for (const size of [20_000, 40_000, 80_000, 160_000, 400_000, 1_200_000]) {
            const crushed = select(listed(print, size, directories), target, command)
            expect(crushed?.lossless).toBe(false)
            const tokens = count(crushed?.text ?? '')
            expect(tokens).toBeGreaterThan(target * 0.8)
            expect(tokens).toBeLessThanOrEqual(target)
            const shown = crushed?.losses[0]?.kept ?? 0
            expect(shown).toBeGreaterThan(Math.max(target / 80, last * 0.4))
            last = shown
          }
        }
      })

  it('tells of every entry, and names each so that its path can be read', () => {
    let selected = 0
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(400), fc.nat(9_999)), { minLength: 60, maxLength: 600 }),
        fc.integer({ min: 150, max: 1_500 }),
        (pairs, target) => {
          const paths = [
            ...new Set(pairs.map(([place, at]) => `mill/${directoryAt(place)}/${wordAt(at)}${at}.ts`)),
          ]
          const crushed = select(paths.join('\n'), target)
          if (crushed === undefined || crushed.lossless !== false) return
          selected++
          expect(count(crushed.text)).toBeLessThanOrEqual(target)
          expect(entriesTold(crushed.text)).toBe(paths.length)
          expect(pathsShown(crushed.text).filter(path => !paths.includes(path))).toEqual([])
        },
      ),
      { numRuns: 100 },
    )
    expect(selected).toBeGreaterThan(20)
  })
})

describe('listingCrusher, unusual entries', () => {
  const ordinary = Array.from({ length: 900 }, (_, at) => row(at, `${wordAt(at)}${at}.ts`))

  it('shows odd modes, owners and types, empty, large and new files before others', () => {
    const odd = [
      '-rwsr-xr-x 1 ada mill     1952 Mar  3 10:11 runs-as-owner',
      '-rw-r--r-- 1 root root     1952 Mar  3 10:11 of-root.ts',
      '-rw-r--r-- 1 ada mill        0 Mar  3 10:11 empty.ts',
      '-rw-r--r-- 1 ada mill 98765432 Mar  3 10:11 large.ts',
      '-rw-r--r-- 1 ada mill     1952 Apr  2 09:01 newest.ts',
      'lrwxrwxrwx 1 ada mill       12 Mar  3 10:11 current.ts -> ../v2/current.ts',
      'srwxr-xr-x 1 ada mill        7 Mar  3 10:11 socket.ts',
    ]
    const lines = ordinary.flatMap((line, at) =>
      at % 120 === 60 ? [line, odd[Math.floor(at / 120)] as string] : [line],
    )
    const shown = select(lines.join('\n'), 400)?.text
    expect(shown).toContain(' -rwsr-xr-x 1952 Mar 3 10:11 runs-as-owner')
    expect(shown).toContain(' root root 1952 Mar 3 10:11 of-root.ts')
    expect(shown).toContain(' 0 Mar 3 10:11 empty.ts')
    expect(shown).toContain(' 98765432 Mar 3 10:11 large.ts')
    expect(shown).toContain(' Apr 2 09:01 newest.ts')
    expect(shown).toContain(' lrwxrwxrwx 12 Mar 3 10:11 current.ts -> ../v2/current.ts')
    expect(shown).toContain(' srwxr-xr-x 7 Mar 3 10:11 socket.ts')
  })

  it('knows the newest file where the year changes, and where years are named', () => {
    const dated = (date: string, name: string) => `-rw-r--r-- 1 ada mill     1952 ${date} ${name}`
    for (const [ordinaryDate, newest] of [
      ['Dec  5 10:11', 'Jan  2 09:00'],
      ['Dec  5  2019', 'Jan  2 09:00'],
      ['2025-12-05 10:11', '2026-01-02 09:00'],
    ] as const) {
      const lines = ordinary.map((_, at) =>
        dated(at === 500 ? newest : ordinaryDate, `${wordAt(at)}${at}.ts`),
      )
      lines[300] = dated(ordinaryDate.replace(' 5 ', ' 4 ').replace('-05', '-04'), 'older.ts')
      expect(select(lines.join('\n'), 300)?.text).toContain(
        `${newest.replace('  ', ' ')} ${wordAt(500)}500.ts`,
      )
    }
  })

  it('shows what has to be merged, and counts the states', () => {
    const lines = Array.from(
      { length: 600 },
      (_, at) => `${at % 2 === 0 ? '??' : ' M'} src/${wordAt(at)}/${at}.ts`,
    )
    lines[333] = 'UU src/mill/clash.ts'
    const shown = select(lines.join('\n'), 300)?.text
    expect(shown).toContain(' UU mill/clash.ts')
    expect(shown?.split('\n')[0]).toMatch(/; \?\? 300, M 299, UU 1$/)
  })

  it('shows the largest of what is counted, and not the sum', () => {
    const lines = Array.from(
      { length: 600 },
      (_, at) => `${String(at % 90).padStart(8)} src/${wordAt(at)}/${at}.ts`,
    )
    lines[444] = '   98765 src/mill/long.ts'
    const shown = select([...lines, '  125345 total'].join('\n'), 300)
    expect(shown?.text).toContain(' 98765 mill/long.ts')
    expect(shown?.losses[0]?.total).toBe(600)
  })

  it('shows entries of generated directories where all lie in them', () => {
    const lines = Array.from({ length: 500 }, (_, at) => `./node_modules/mill/lib/${wordAt(at)}${at}.js`)
    expect(select(lines.join('\n'), 300)?.losses[0]?.kept).toBeGreaterThan(20)
  })

  it('shows failures, reverts and releases of a history before other commits', () => {
    const lines = Array.from(
      { length: 600 },
      (_, at) => `${(at * 7_919 + 0xa1b2c3d).toString(16).slice(-7)} ${wordAt(at)}: turn ${wordAt(at * 3)}`,
    )
    lines[333] = 'ab12cd3 Revert "grind faster"'
    lines[444] = 'ab12cd4 Fix crash of an empty hopper'
    const shown = select(lines.join('\n'), 200)?.text
    expect(shown).toContain('ab12cd3 Revert')
    expect(shown).toContain('ab12cd4 Fix crash')
  })
})
