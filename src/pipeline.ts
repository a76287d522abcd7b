import { LRUCache } from 'lru-cache'
import { nanoid } from 'nanoid'
import { type RetrieveQuery, type Retrieved, retrieve } from './ccr/retrieve.ts'
import { type RetrieveTool, retrieveDefinition, retrieveToolName, retrieveToolWith } from './ccr/tool.ts'
import type { StoreEntry } from './ccr/store.ts'
import { crushSegments } from './stages/segments.ts'
import { hintOfCall } from './stages/routing/hint.ts'
import { ingestPolicy } from './policy.ts'
import { type FormatName } from './formats/format.ts'
import { formatNamed } from './formats/index.ts'
import { bindsReasoning } from './providers/reasoning.ts'
import { addToolRaw } from './formats/raw.ts'
import { patch } from './formats/patch.ts'
import { type OutputItem, readRequest, type Request, writeRequest } from './formats/request.ts'
import type { FoldSettings } from './state.ts'
import { textKey } from './hash.ts'
import { isObject, type Json, jsonText } from './json.ts'
import { invalid } from './option-checks.ts'
import { type PipelineOptions, type ResolvedOptions, resolveOptions } from './options.ts'
import { buildReport, type ReportInput } from './reporting.ts'
import type { Report } from './report.ts'
import { Session, type SessionResult } from './session.ts'
import { measureMessage } from './measure.ts'

export interface CompressOptions {
  /**
   * Names the conversation, with a namespace of its own.
   * @default one session for the pipeline
   */
  readonly session?: string
  /** Tool definitions that will be sent along; they count towards the budget. @default those of the body */
  readonly tools?: readonly unknown[]
  /** The model that will be asked, as its provider names it. @default that of the body */
  readonly model?: string
  /** Lets Quern add its tool to a body whose `tools` lack it. @default false */
  readonly addTool?: boolean
  readonly signal?: AbortSignal
}

export interface Compressed<R extends Request> {
  /** The messages to send. The same array where nothing changed. */
  readonly messages: R extends readonly (infer M)[] ? readonly M[] : readonly Json[]
  /** What was handed over, of the same kind, with the messages replaced. */
  readonly request: R
  readonly report: Report
}

export interface SessionHandle {
  readonly retrieveTool: RetrieveTool
  compress<R extends Request>(request: R, options?: Omit<CompressOptions, 'session'>): Promise<Compressed<R>>
  retrieve(query: RetrieveQuery): Promise<Retrieved>
  original(handle: string): Promise<string | undefined>
  /** Every original of this session, to be kept elsewhere: `store.put(entries)` brings them back. */
  originals(): Promise<readonly StoreEntry[]>
}

export interface Pipeline extends SessionHandle {
  compress<R extends Request>(request: R, options?: CompressOptions): Promise<Compressed<R>>
  /** The session of that name. */
  session(name: string): SessionHandle
  /** Definition of the retrieve tool in the shape that a provider's `tools` take. */
  toolFor(format: FormatName): Json
  /** Whether `compress` would have to rewrite this history to fit the budget. Counts only; crushes nothing. */
  shouldCompress(request: Request): boolean
  /** Crushes one output where it is produced. The original can be fetched by the handle it shows. */
  crush(
    text: string,
    source?: { readonly tool?: string; readonly args?: unknown; readonly session?: string },
  ): Promise<string>
  /** Stops what runs in the background, and closes the store. */
  close(): Promise<void>
}

const defaultSession = ''

/**
 * Makes a pipeline. One serves a whole process: sessions are told apart by name.
 * @throws QuernError `invalid_option`, `invalid_store`, `unknown_format`
 */
export function createPipeline(options: PipelineOptions = {}): Pipeline {
  const resolved = resolveOptions(options)
  const sessions = new LRUCache<string, Session>({ max: resolved.maxSessions })
  const sessionOf = (name: string): Session => {
    let session = sessions.get(name)
    if (!session) {
      const namespace = name === defaultSession ? resolved.namespace : `${resolved.namespace}/${name}`
      sessions.set(name, (session = new Session(namespace, resolved.store, resolved.clock)))
    }
    return session
  }
  const of = (name: string): SessionHandle => {
    const answer = (query: RetrieveQuery): Promise<Retrieved> =>
      retrieveFrom(sessionOf(name), query, resolved)
    return {
      retrieveTool: retrieveToolWith(answer),
      compress: (request, call = {}) => compressIn(sessionOf(name), resolved, request, call),
      retrieve: answer,
      original: handle => sessionOf(name).original(handle),
      originals: () => sessionOf(name).originals(),
    }
  }
  const main = of(defaultSession)
  return {
    ...main,
    compress: async (request, call = {}) =>
      compressIn(sessionOf(sessionName(call.session)), resolved, request, call),
    session: name => of(sessionName(name)),
    toolFor: format => formatNamed(format).tool(retrieveDefinition),
    shouldCompress(request) {
      const { history, format } = readRequest(request, resolved.format)
      let tokens = 0
      for (const message of history) tokens += measureMessage(format, message as Json, [], resolved.tokenizer)
      return tokens > resolved.budget
    },
    crush: (text, source = {}) => crushIn(sessionOf(sessionName(source.session)), resolved, text, source),
    async close() {
      resolved.summaries?.background?.close()
      await resolved.store.close?.()
    },
  }
}

function sessionName(name: string | undefined): string {
  if (name === undefined) return defaultSession
  if (typeof name === 'string' && name !== '' && !name.includes('\n')) return name
  throw invalid('session', name, 'a text without line breaks, or nothing for the default session')
}

async function compressIn<R extends Request>(
  session: Session,
  options: ResolvedOptions,
  request: R,
  call: CompressOptions,
): Promise<Compressed<R>> {
  const started = performance.now()
  call.signal?.throwIfAborted()
  const read = readRequest(request, options.format)
  const tools =
    call.tools ?? (Array.isArray(read.body?.tools) ? (read.body.tools as readonly Json[]) : undefined)
  // Of bare messages the caller holds the tools; a body shows what the model will have.
  const registered = tools === undefined ? read.body === undefined : tools.some(isRetrieveTool)
  const lossy = options.ccr && (registered || call.addTool === true)
  const own =
    lossy && (tools === undefined || !registered)
      ? options.tokenizer.count(jsonText(read.format.tool(retrieveDefinition)))
      : 0
  const head = headTokens(read.body, options)
  const given = tools === undefined || tools.length === 0 ? 0 : options.tokenizer.count(jsonText(tools))
  const settings: FoldSettings = {
    options,
    format: read.format,
    lossy,
    bound: options.boundReasoning ?? bindsReasoning(modelOf(call, read.body)),
    cap: capOf(options.budget, own, given + head),
  }
  const result = await session.fold(settings, read.history, call.signal)
  call.signal?.throwIfAborted()
  const items = outputItems(result, read.history)
  const input: ReportInput = {
    id: nanoid(),
    options,
    settings,
    result,
    toolTokens: own + given,
    headTokens: head,
    noTool: options.ccr && !lossy,
    milliseconds: performance.now() - started,
  }
  return {
    messages: messagesOf(read.history, items) as Compressed<R>['messages'],
    request: withTool(
      writeRequest(request, read, items),
      read.format.tool(retrieveDefinition),
      lossy && !registered,
    ) as R,
    report: buildReport(input),
  }
}

const modelOf = (call: CompressOptions, body: Readonly<Record<string, unknown>> | undefined): string =>
  call.model ?? (typeof body?.model === 'string' ? body.model : '')

/**
 * Tokens left for messages. What the caller sends beside them is rounded up to a sixteenth of the budget, so that a
 * clock or an id in a tool's description does not change when epochs happen.
 */
function capOf(budget: number, own: number, beside: number): number {
  if (!Number.isFinite(budget)) return Infinity
  const step = Math.ceil(budget / 16)
  return Math.max(1, budget - own - Math.ceil(beside / step) * step)
}

function headTokens(body: Readonly<Record<string, unknown>> | undefined, options: ResolvedOptions): number {
  if (body?.system === undefined) return 0
  return options.tokenizer.count(typeof body.system === 'string' ? body.system : jsonText(body.system))
}

const isRetrieveTool = (tool: unknown): boolean =>
  isObject(tool) &&
  (tool.name === retrieveToolName || (isObject(tool.function) && tool.function.name === retrieveToolName))

function outputItems(result: SessionResult, history: readonly unknown[]): OutputItem[] {
  return result.snapshot.placed.map(({ entry, edits, inserted }) => ({
    index: entry,
    edits,
    inserted,
    message: entry === undefined ? inserted : patch(history[entry] as Json, edits),
  }))
}

function messagesOf(history: readonly unknown[], items: readonly OutputItem[]): readonly unknown[] {
  const same = items.length === history.length && items.every((item, at) => item.message === history[at])
  return same ? history : items.map(item => item.message)
}

function withTool(request: Request, tool: Json, missing: boolean): Request {
  if (!missing) return request
  if (typeof request === 'string') return addToolRaw(request, tool)
  if (!isObject(request)) return request
  const tools = Array.isArray(request.tools) ? request.tools : []
  return { ...request, tools: [...tools, tool] }
}

const retrieveFrom = (session: Session, query: RetrieveQuery, options: ResolvedOptions): Promise<Retrieved> =>
  retrieve(
    query,
    { get: handle => session.original(handle), handles: () => session.handles() },
    { pageTokens: options.pageTokens, count: text => options.tokenizer.count(text) },
  )

async function crushIn(
  session: Session,
  options: ResolvedOptions,
  text: string,
  source: { readonly tool?: string; readonly args?: unknown },
): Promise<string> {
  const hint = hintOfCall(source.tool, source.args)
  const context = {
    options,
    hint,
    levels: ingestPolicy,
    lossy: options.ccr,
    count: options.tokenizer.count,
  }
  const crushed = options.decides
    ? await session.decided(`text ${textKey(text)}`, decide => crushSegments(text, { ...context, decide }))
    : crushSegments(text, context)
  await session.store(
    crushed.originals.map(original => ({
      ...original,
      origin: { role: 'tool', ...(source.tool === undefined ? {} : { tool: source.tool }) },
    })),
  )
  return crushed.text
}
