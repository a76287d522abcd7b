import type { System } from './system.ts'

/** Everything, as it is: what all costs are relative to. */
export const raw: System = {
  name: 'raw',
  about: 'nothing changed',
  open: () => ({ compress: messages => messages }),
}
