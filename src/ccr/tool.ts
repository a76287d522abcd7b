import type { ToolDefinition } from '../formats/format.ts'
import { readQuery, type Retrieved } from './retrieve.ts'

export const retrieveToolName = 'retrieve_uncompressed_context'

/** Sent with every request, so it is short: parameters explain themselves by name. At most 90 tokens. */
export const retrieveDefinition: ToolDefinition = {
  name: retrieveToolName,
  description: 'Returns text behind [CCR_REF: handle] notes.',
  parameters: {
    type: 'object',
    properties: {
      handle: { type: 'string' },
      query: { type: 'string' },
      lines: { type: 'string' },
      path: { type: 'string' },
      rows: { type: 'string' },
      cursor: { type: 'string' },
    },
  },
}

/** The tool as a caller registers it: the definition and the function behind it. */
export interface RetrieveTool extends ToolDefinition {
  /** Takes the call's arguments, parsed or as JSON text. Never throws on what a model writes. */
  execute(args: unknown): Promise<Retrieved>
}

export const retrieveToolWith = (
  answer: (query: ReturnType<typeof readQuery>) => Promise<Retrieved>,
): RetrieveTool => ({
  ...retrieveDefinition,
  execute: args => answer(readQuery(args)),
})
