import { type RecordSchema, schemaUnder } from './schema.ts'
import { membersOf } from './nodes.ts'
import { Kind, type Tape } from './tape.ts'

/** Several documents have no list node of their own. */
export const DOCUMENTS = -1

/** The schema of like objects under the names of an object. */
export function mapSchema(tape: Tape, object: number): RecordSchema | undefined {
  if ((tape.size[object] ?? 0) < 2) return undefined
  const values = membersOf(tape, object)
  for (const value of values) if (tape.kind[value] !== Kind.object) return undefined
  const schema = schemaUnder(tape, object, values)
  return schema?.kind === 'record' && schema.columns.length > 1 ? schema : undefined
}
