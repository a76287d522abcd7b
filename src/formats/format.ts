import type { Json, JsonObject } from '../json.ts'
import type { Edit, Message } from '../transcript.ts'

export type FormatName = 'openai-chat' | 'anthropic-messages'

/** What of a message is counted: its texts, and its images by size where that is known. */
export interface Measured {
  readonly texts: readonly string[]
  readonly images: readonly ImageSize[]
}

export interface ImageSize {
  readonly width?: number
  readonly height?: number
}

/** A tool as Quern describes it; each format has its own shape for it. */
export interface ToolDefinition {
  readonly name: string
  readonly description: string
  readonly parameters: JsonObject
}

/**
 * A wire format. It only lists where text sits, which messages belong together and what is sealed; `patch` writes
 * changed leaves back.
 */
export interface Format {
  readonly name: FormatName
  /** 0: these are not mine. 1: only I have such messages. Looks at shapes, never at what texts say. */
  detect(messages: readonly unknown[]): number
  /** Never throws: what it cannot read is a message without parts. */
  read(message: unknown): Message
  measure(message: Json | undefined): Measured
  /** The edit that adds a text part behind what a user message says. */
  appendText(message: Json | undefined, text: string): Edit
  /** A message of its own. */
  textMessage(role: 'user' | 'assistant', text: string): JsonObject
  /** A tool definition in the shape of this format's `tools`. */
  tool(definition: ToolDefinition): JsonObject
}
