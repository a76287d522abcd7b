import type { BenchResult } from '../run.ts'

const milliseconds = (value: number): string => value.toFixed(value < 10 ? 1 : 0)

export const resourceHead = [
  '',
  'handles',
  'exact',
  'part',
  'list',
  'gone',
  'fetched',
  're-run',
  'first p50 ms',
  'p99',
  'later p50 ms',
  'p99',
  'longest ms',
  'CPU s',
  'peak MiB',
] as const

/** Handles of the last requests, extra calls, and what the machine had to give. */
export const resourceRows = ({ systems, times }: BenchResult): string[][] =>
  systems.map(({ name, total }) => {
    const { shown, exact, part, other, gone } = total.handles
    const time = times.systems[name]
    const alone = times.alone?.systems[name]
    return [
      name,
      ...[shown, exact, part, other, gone, total.retrievals, total.reruns].map(String),
      ...[time?.first.p50, time?.first.p99, time?.later.p50, time?.later.p99, time?.longest].map(value =>
        milliseconds(value ?? 0),
      ),
      alone ? alone.cpuSeconds.toFixed(1) : '–',
      alone ? String(alone.peakMemory) : '–',
    ]
  })

export const aloneText = ({ times }: BenchResult): string =>
  `Handles of the last request of each session: the exact original, a part of it, a rendering or list of several, or nothing. Times are of one \`compress\`.${
    times.alone
      ? ` CPU and memory: a process with this system alone on the longest session (${times.alone.session}).`
      : ''
  } The whole run took ${times.seconds.toFixed(0)} s (${times.cpuSeconds.toFixed(0)} s of CPU time).`
