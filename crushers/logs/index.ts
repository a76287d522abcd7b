import type { Crushed, CrushContext, Crusher } from '../types.ts'
import { losslessLog } from './lossless.ts'
import { selectLog } from './select.ts'
import { sniffLogs } from './sniff.ts'

export { decodeLog } from './lossless.ts'
export { type Templates, templates } from './templates.ts'

/** What programs print while they run: logs, test runs, builds, traces. */
export const logsCrusher: Crusher = {
  name: 'logs',
  version: 10,
  sniff: sniffLogs,
  crush(text: string, context: CrushContext): Crushed | undefined {
    if (context.level === 'lossless') return losslessLog(text, context, 'stretches')
    // What fits is shown line by line: only what is equal is folded.
    return selectLog(text, context) ?? losslessLog(text, context, 'runs')
  },
}
