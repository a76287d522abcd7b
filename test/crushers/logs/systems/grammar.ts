/**
 * Logs with known truth. A system is a header and some weighted message templates with `{name}` or `{name:arguments}`
 * where values stand (`{{` and `}}` are
 * braces); the template that made a line is its true group.
 */
export interface System {
  readonly header: string
  /** Weight and template. Weights fall steeply in real logs: most templates occur once or twice. */
  readonly messages: readonly (readonly [weight: number, template: string])[]
}

type Random = () => number

/** Mulberry32: 32 bits of state are enough for a few thousand lines. */
export function seeded(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const words = {
  user: 'root ada bob carol dmitri eve faythe grace heidi ivan judy mallory niaj olivia peggy sybil'.split(
    ' ',
  ),
  host: 'atlas boreas.example.net calypso-3 dione gw-01.lan hermes io-west-2b juno kepler.internal'.split(
    ' ',
  ),
  program: 'chrome.exe Dropbox.exe thunderbird.exe QQ.exe git.exe Skype.exe Spotify.exe'.split(' '),
  topic: 'orders payments audit-log user_events clicks returns invoices'.split(' '),
  class:
    'JobEvent TaskEvent ContainerAllocator CommitterEvent SpeculatorEvent JobFinishEvent TaskCleaner'.split(
      ' ',
    ),
  package:
    'com.acme.mail com.acme.camera org.notes.editor com.weather.widget.daily net.chat.voip com.acme.maps'.split(
      ' ',
    ),
  file: 'report.pdf main.c index.html settings.json photo-22.jpg backup.tar.gz notes.txt a.out'.split(' '),
  region: 'eu-west-1 us-east-2 ap-south-1'.split(' '),
} as const

type Maker = (random: Random, argument: string) => string

const int = (random: Random, least: number, most: number): number =>
  least + Math.floor(random() * (most - least + 1))
const hex = (random: Random, length: number): string =>
  Array.from({ length }, () => '0123456789abcdef'[int(random, 0, 15)]).join('')
const oneOf = <T>(random: Random, from: readonly T[]): T => from[int(random, 0, from.length - 1)] as T
const two = (value: number): string => String(value).padStart(2, '0')

const makers: Record<string, Maker> = {
  n: (random, argument) => {
    const [least, most] = argument === '' ? [0, 9999] : argument.split('-').map(Number)
    return String(int(random, least as number, most as number))
  },
  f: (random, argument) => (random() * Number(argument || 100)).toFixed(2),
  hex: (random, argument) => hex(random, Number(argument || 8)),
  HEX: (random, argument) => hex(random, Number(argument || 8)).toUpperCase(),
  uuid: random => [8, 4, 4, 4, 12].map(length => hex(random, length)).join('-'),
  ip: random => `10.${int(random, 0, 255)}.${int(random, 0, 255)}.${int(random, 1, 254)}`,
  ip6: random => `fe80::${hex(random, 4)}:${hex(random, 4)}:${hex(random, 4)}`,
  mac: random => Array.from({ length: 6 }, () => hex(random, 2)).join(':'),
  path: random =>
    `/${oneOf(random, ['var', 'opt', 'srv', 'home'])}/${oneOf(random, words.user)}/${oneOf(random, words.file)}`,
  winpath: random =>
    `C:\\${oneOf(random, ['Windows', 'Users', 'ProgramData'])}\\${oneOf(random, words.user)}\\${oneOf(random, words.file)}`,
  url: random =>
    `https://${oneOf(random, words.host)}/${oneOf(random, words.topic)}/${int(random, 1, 999)}?v=${hex(random, 6)}`,
  time: random => `${two(int(random, 0, 23))}:${two(int(random, 0, 59))}:${two(int(random, 0, 59))}`,
  date: random => `2026-0${int(random, 1, 9)}-${int(random, 10, 28)}`,
  month: random => oneOf(random, ['Jan', 'Feb', 'Mar', 'Jun', 'Dec']),
  day: random => oneOf(random, ['Mon', 'Tue', 'Sat', 'Sun']),
  size: random => `${(random() * 900).toFixed(1)} ${oneOf(random, ['B', 'KB', 'MB'])}`,
  duration: random => oneOf(random, [`${int(random, 1, 900)}ms`, `${(random() * 60).toFixed(3)}s`]),
  /** `{of:a|b|c}`: one of these. */
  of: (random, argument) => oneOf(random, argument.split('|')),
  /** `{list:n,1-5}`: so many of another maker, with a blank between. */
  list: (random, argument) => {
    const [maker, range] = argument.split(',') as [string, string]
    const [least, most] = range.split('-').map(Number)
    return Array.from({ length: int(random, least as number, most as number) }, () =>
      make(random, maker, ''),
    ).join(' ')
  },
}

function make(random: Random, name: string, argument: string): string {
  if (name in words) return oneOf(random, words[name as keyof typeof words])
  const maker = makers[name]
  if (maker === undefined) throw new Error(`no maker "${name}": one of ${Object.keys(makers).join(', ')}`)
  return maker(random, argument)
}

const fill = (template: string, random: Random): string =>
  template.replace(/\{\{|\}\}|\{(\w+)(?::([^{}]*))?\}/g, (whole, name?: string, argument = '') =>
    name === undefined ? whole.charAt(0) : make(random, name, argument),
  )

export interface Generated {
  /** Header and message. */
  readonly raw: readonly string[]
  readonly content: readonly string[]
  /** Index of the template of each line. */
  readonly truth: readonly number[]
}

/** So many lines of a system, each template at least once. */
export function generate(system: System, length: number, seed: number): Generated {
  const random = seeded(seed)
  const sum = system.messages.reduce((total, [weight]) => total + weight, 0)
  const truth: number[] = system.messages.map((_, index) => index)
  while (truth.length < length) {
    let at = random() * sum
    let chosen = 0
    while ((at -= system.messages[chosen]?.[0] ?? Number.POSITIVE_INFINITY) > 0) chosen++
    truth.push(chosen)
  }
  for (let at = truth.length - 1; at > 0; at--) {
    const other = int(random, 0, at)
    ;[truth[at], truth[other]] = [truth[other] as number, truth[at] as number]
  }
  const content = truth.map(index => fill(system.messages[index]?.[1] ?? '', random))
  return { raw: content.map(message => fill(system.header, random) + message), content, truth }
}

/** Share of lines whose group holds exactly the lines of their true group. */
export function groupingAccuracy(groups: readonly number[], truth: readonly unknown[]): number {
  const sizes = new Map<string, number>()
  const add = (key: string): void => void sizes.set(key, (sizes.get(key) ?? 0) + 1)
  for (const [index, id] of truth.entries()) {
    add(`group ${groups[index]}`)
    add(`truth ${id}`)
    add(`both ${groups[index]} ${id}`)
  }
  const right = truth.filter((id, index) => {
    const both = sizes.get(`both ${groups[index]} ${id}`)
    return both === sizes.get(`group ${groups[index]}`) && both === sizes.get(`truth ${id}`)
  })
  return right.length / truth.length
}
