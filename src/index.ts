export { createPipeline } from './pipeline.ts'
export type { Compressed, CompressOptions, Pipeline, SessionHandle } from './pipeline.ts'
export type { PartInfo, PipelineOptions, PromptMessage } from './options.ts'
export type { PartReport, Report, Warning } from './report.ts'
export type { EpochRecord } from './state.ts'
export type { Reason, Status } from './emission.ts'
export type { FormatName, ToolDefinition } from './formats/format.ts'
export type { Request } from './formats/request.ts'
export type { RetrieveQuery, Retrieved } from './ccr/retrieve.ts'
export type { RetrieveTool } from './ccr/tool.ts'
export type { Origin, Store, StoreEntry, StoreKey } from './ccr/store.ts'
export { memoryStore } from './stores/memory.ts'
export type { MemoryStoreOptions } from './stores/memory.ts'
export { detectContentType } from './stages/route.ts'
export { QuernError } from './errors.ts'
export type { QuernErrorCode } from './errors.ts'
export { pricesOf } from './providers/prices.ts'
export type { Prices } from './providers/prices.ts'
export { o200k } from './tokens.ts'
export type { Tokenizer } from './tokens.ts'
export type {
  ContentType,
  Crusher,
  AsyncCrusher,
  Crushed,
  CrushContext,
  Hint,
  Level,
  Loss,
} from '../crushers/types.ts'
