import type { Kinds } from './kinds.ts'

/**
 * Test runners that print the output of tests that passed, too: what it says of errors is what was tested. A line is
 * quiet when it stands below the title of a test that the runner's summary says passed.
 */
const verdict =
  /^(PASSED|XPASS|FAILED|ERROR|XFAIL|SKIPPED) (?:\[\d+\] )?[^\s:]+(?::[^\s:]+)*::(\S.*?)(?: - .*)?$/
const title = /^_{2,} (.+?) _{2,}$/
const heading = /^={3,} .+ ={3,}$/

export interface Quiet {
  /** 1 for kinds of lines all of which stand below the title of a passed test. */
  readonly below: Uint8Array
  /** 1 for kinds that are such titles. */
  readonly titles: Uint8Array
}

export function quietKinds(lines: readonly string[], { kinds, of }: Kinds): Quiet | undefined {
  const passed = new Set<string>()
  const others = new Set<string>()
  for (const line of lines) {
    const code = line.charCodeAt(0)
    if (code < 69 || code > 88 || line.length > 400) continue
    const found = verdict.exec(line)
    if (found === null) continue
    const name = (found[2] as string).replaceAll('::', '.')
    if (found[1] === 'PASSED' || found[1] === 'XPASS') passed.add(name)
    else others.add(name)
  }
  if (passed.size === 0) return undefined
  const loud = new Uint8Array(kinds.length)
  const titles = new Uint8Array(kinds.length)
  let quiet = false
  let any = false
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as string
    const kind = of[at] as number
    if (kind < 0) continue
    const code = line.charCodeAt(0)
    if (code === 95 && line.length < 400) {
      const name = title.exec(line)?.[1]
      if (name !== undefined && (passed.has(name) || others.has(name) || name.startsWith('ERROR '))) {
        quiet = passed.has(name)
        any ||= quiet
        if (quiet) titles[kind] = 1
      }
    } else if (code === 61 && line.length < 400 && heading.test(line) && / short test summary /.test(line))
      quiet = false
    if (!quiet) loud[kind] = 1
  }
  if (!any) return undefined
  return { below: loud.map(each => 1 - each), titles }
}
