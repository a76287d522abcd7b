/** Numbers between 0 and `below`, the same on every machine. */
type Draw = (below: number) => number

function draws(): Draw {
  let state = 0x2545f491
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const words = 'queue order batch index retry shard route token cache ledger worker region'.split(' ')
const states = ['open', 'paid', 'sent', 'held'] as const

interface Sample {
  readonly head?: string
  readonly between?: string
  readonly tail?: string
  row(at: number, draw: Draw): string
}

const word = (draw: Draw): string => words[draw(words.length)] as string
const clock = (at: number): string =>
  `2026-03-${String(1 + (Math.floor(at / 86_400) % 28)).padStart(2, '0')}T${[3_600, 60, 1].map(unit => String(Math.floor(at / unit) % (unit === 3_600 ? 24 : 60)).padStart(2, '0')).join(':')}Z`
const path = (draw: Draw): string => `src/${word(draw)}/${word(draw)}-${draw(40)}.ts`

/** A plain document of each kind, as long as one likes: rows that differ, a few of them odd. */
const samples: Readonly<Record<string, Sample>> = {
  json: {
    head: '[',
    between: ',\n',
    tail: ']',
    row: (at, draw) =>
      JSON.stringify({
        id: at,
        at: clock(at),
        state: draw(500) === 0 ? 'lost' : states[draw(4)],
        total: draw(900) === 0 ? 990_000 : draw(9_000) / 100,
        customer: { name: `${word(draw)} ${word(draw)}`, code: `C-${draw(90_000)}` },
      }),
  },
  csv: {
    head: 'id,at,state,total,customer\n',
    row: (at, draw) =>
      `${at},${clock(at)},${draw(500) === 0 ? 'lost' : states[draw(4)]},${draw(9_000) / 100},"${word(draw)}, ${word(draw)}"`,
  },
  xml: {
    head: '<?xml version="1.0"?>\n<orders>\n',
    tail: '\n</orders>\n',
    row: (at, draw) =>
      `  <order id="${at}" state="${states[draw(4)]}">\n    <total>${draw(9_000) / 100}</total>\n    <customer>${word(draw)} ${word(draw)}</customer>\n  </order>`,
  },
  table: {
    head: 'NAME                     READY   STATUS      RESTARTS   AGE\n',
    row: (_, draw) =>
      `${`${word(draw)}-${draw(1e6).toString(36)}`.padEnd(24)} ${draw(2)}/1     ${(draw(400) === 0 ? 'CrashLoop' : 'Running').padEnd(11)} ${String(draw(9)).padEnd(10)} ${draw(90)}d`,
  },
  yaml: {
    head: 'items:\n',
    row: (at, draw) =>
      `  - name: ${word(draw)}-${at}\n    region: ${word(draw)}\n    replicas: ${draw(9)}\n    image: registry.local/${word(draw)}:${draw(40)}`,
  },
  logs: {
    row: (at, draw) =>
      draw(700) === 0
        ? `${clock(at)} ERROR ${word(draw)} failed after ${draw(9)} retries: connection reset by peer ${draw(1e6)}`
        : `${clock(at)} INFO ${word(draw)} handled request req-${draw(1e6)} in ${draw(400)} ms`,
  },
  search: {
    row: (at, draw) => `${path(draw)}:${1 + (at % 900)}:  const ${word(draw)} = ${word(draw)}(${draw(1e4)})`,
  },
  listing: {
    row: (_, draw) =>
      `-rw-r--r-- 1 app app ${String(draw(90_000)).padStart(8)} Mar ${String(1 + draw(28)).padStart(2)} 10:${String(draw(60)).padStart(2, '0')} ${word(draw)}-${draw(1e6)}.${word(draw).slice(0, 3)}`,
  },
  diff: {
    row: (at, draw) => {
      const file = `src/${word(draw)}/${word(draw)}-${at}.ts`
      const line = (): string => `const ${word(draw)} = ${word(draw)}(${draw(1e4)})`
      return `diff --git a/${file} b/${file}\n--- a/${file}\n+++ b/${file}\n@@ -10,5 +10,5 @@\n ${line()}\n ${line()}\n-${line()}\n+${line()}\n ${line()}\n ${line()}`
    },
  },
  html: {
    head: '<!doctype html>\n<html><head><title>Orders</title></head><body><nav><a href="/">Home</a></nav><main>\n',
    tail: '\n</main></body></html>\n',
    row: (at, draw) =>
      `<section class="c${at % 7}"><h2>Order ${at}</h2><p>The ${word(draw)} of the <a href="/${word(draw)}/${at}">${word(draw)}</a> took ${draw(900)} ms on ${clock(at)}.</p></section>`,
  },
  prose: {
    row: (at, draw) =>
      `${at % 40 === 0 ? `## Part ${at / 40}\n\n` : ''}The ${word(draw)} that ${word(draw)} keeps is moved to ${word(draw)} when more than ${draw(900)} of them wait. It was decided on ${clock(at)} that ${word(draw)} stays as it is.\n`,
  },
  'code: JS, TS': {
    row: (at, draw) =>
      `export function ${word(draw)}${at}(value: number): number {\n  const ${word(draw)}${at} = value * ${draw(900)}\n  if (value > ${draw(900)}) return ${word(draw)}${at}\n  return value\n}\n`.replace(
        /return \w+?\d+\n/,
        `return ${draw(900)}\n`,
      ),
  },
  'code: others': {
    row: (at, draw) =>
      `def ${word(draw)}_${at}(value):\n    total = value * ${draw(900)}\n    if total > ${draw(900)}:\n        return total\n    return value\n`,
  },
}

export const sampleNames = Object.keys(samples)

/** A document of this kind with at least so many characters. */
export function sampleOf(name: string, characters: number): string {
  const { head = '', between = '\n', tail = '', row } = samples[name] as Sample
  const draw = draws()
  const rows: string[] = []
  for (let length = 0, at = 0; length < characters + between.length; at++) {
    const next = row(at, draw)
    rows.push(next)
    length += next.length + between.length
  }
  return head + rows.join(between) + tail
}
