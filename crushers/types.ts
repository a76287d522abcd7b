/** The kinds of text that have a crusher of their own. */
export const contentTypes = [
  'json',
  'logs',
  'code',
  'csv',
  'xml',
  'prose',
  'diff',
  'search',
  'listing',
  'table',
  'html',
  'yaml',
] as const

export type ContentType = (typeof contentTypes)[number]

/**
 * How far a crusher may go.
 *
 * - `lossless`: the input can be rebuilt from the output alone.
 * - `select`: keeps what is rare, failing, first or last, then an even spread, until `target` is met.
 * - `outline`: keeps the skeleton only (signatures, headings, failures).
 */
export type Level = 'lossless' | 'select' | 'outline'

/** What is known about a text besides the text itself. Hints help, they never decide alone. */
export interface Hint {
  /** Name of the tool that produced the text. */
  readonly tool?: string
  /** Path of the file that the text shows. */
  readonly path?: string
  /** Shell command that printed the text. */
  readonly command?: string
  /** Language named by a Markdown fence or a MIME type. */
  readonly language?: string
  /** The text is a view of a file that an agent may edit by exact match: every line shown must stay byte-identical. */
  readonly fileView?: boolean
}

/** What a crusher took out. */
export interface Loss {
  readonly kind: 'omitted' | 'deduplicated' | 'shortened'
  /** What was counted, in the plural: `rows`, `lines`, `characters`, `hits`, `bodies`. */
  readonly unit: string
  readonly kept: number
  readonly total: number
  /** First and last position (1-based, inclusive, in `unit`s or lines of the original) of what is missing. */
  readonly span?: readonly [number, number]
  readonly note?: string
}

export interface CrushContext {
  readonly level: Level
  /** Tokens that the output of `select` and `outline` should not exceed. Rare rows and failures may exceed it. */
  readonly target: number
  readonly hint?: Hint
  /** Tokens of a text: exact, or an estimate where speed is measured. */
  count(text: string): number
}

export interface Crushed {
  /** All that the model will see. */
  readonly text: string
  /** The part of `text` that is claimed to parse as the content type, where notes stand around it. */
  readonly body?: string
  /**
   * `'bytes'`: the input can be rebuilt to the byte from `text` alone. `'values'`: same values, order, number
   * spelling and escapes, but white space outside values may differ. `false`: something was taken out, see `losses`.
   */
  readonly lossless: 'bytes' | 'values' | false
  readonly losses: readonly Loss[]
  /**
   * Nothing is lost, but names that stood whole, such as paths, are now in parts: the pipeline shows a handle beside it,
   * under which they can be looked up as they were.
   */
  readonly respelled?: boolean
}

/**
 * A pure function that makes text of one content type shorter. It knows text and nothing else: no messages, no store,
 * no network, no clock, no locale.
 */
export interface Crusher {
  readonly name: string
  /** Raised whenever any output changes: stored decisions name it. */
  readonly version: number
  /** 0: not mine. 1: certainly mine. Looks at a sample, must not be slower than reading it once. */
  sniff(sample: string, hint?: Hint): number
  /** `undefined` declines: the text stays as it was. Never throws on any text. Crushing its own output again declines. */
  crush(text: string, context: CrushContext): Crushed | undefined
}

/** A crusher that waits for something. Its results are decisions: they are stored, so that replays give the same bytes. */
export interface AsyncCrusher {
  readonly name: string
  readonly version: number
  /** Names the prompt, where there is one: what was decided with another is not taken for its answer. */
  readonly promptHash?: string
  sniff(sample: string, hint?: Hint): number
  crush(text: string, context: CrushContext & { readonly signal?: AbortSignal }): Promise<Crushed | undefined>
}
