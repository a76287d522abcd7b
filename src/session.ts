import type { Store, StoreEntry, StoreKey } from './ccr/store.ts'
import { markersIn } from './ccr/marker.ts'
import type { Original } from './emission.ts'
import { Fold, type FoldSettings, type Outside, type Snapshot } from './fold.ts'
import { chainId } from './hash.ts'
import { jsonText } from './json.ts'
import { isCacheMark, knownPrefix, readFrom } from './stages/align.ts'
import type { Message, Path } from './transcript.ts'

/** Histories of one session that are remembered side by side: retries and branches. */
const maxBranches = 4

export interface SessionResult {
  readonly snapshot: Snapshot
  readonly messages: readonly Message[]
  /** Messages that an earlier call had folded already. */
  readonly replayed: number
  /** How the history relates to the one before. */
  readonly edited: boolean
  readonly storeFailed: boolean
  readonly timings: { readonly fold: number; readonly store: number }
  readonly previous: Snapshot | undefined
  /** Name of the tool that printed an output. */
  toolOf(entry: number, path: Path): string | undefined
}

interface Branch {
  readonly key: string
  readonly fold: Fold
  /** What the last call sent. */
  shown: Snapshot | undefined
}

/** One conversation: the memo of its folds, and the way to its originals. Calls are taken one after another. */
export class Session {
  readonly namespace: string
  readonly #store: Store
  readonly #clock: () => number
  readonly #branches: Branch[] = []
  readonly #resolved = new Map<string, ReadonlySet<string>>()
  readonly #lists = new Map<string, readonly string[]>()
  #queue: Promise<unknown> = Promise.resolve()

  constructor(namespace: string, store: Store, clock: () => number = Date.now) {
    this.namespace = namespace
    this.#store = store
    this.#clock = clock
  }

  fold(settings: FoldSettings, history: readonly unknown[]): Promise<SessionResult> {
    const run = this.#queue.then(() => this.#fold(settings, history))
    this.#queue = run.catch(() => undefined)
    return run
  }

  /** The original of a handle; a composite one reads as the concatenation of its members. */
  async original(handle: string): Promise<string | undefined> {
    const [entry] = await this.#store.get([this.#key(handle)])
    if (entry?.kind !== 'list') return entry?.content
    const members = await this.#store.get(entry.content.split('\n').map(member => this.#key(member)))
    return members.map(member => member?.content ?? '').join('\n')
  }

  async handles(): Promise<readonly string[]> {
    const remembered = this.#branches.flatMap(branch => [...branch.fold.originals.values()])
    const known = remembered.filter(original => original.kind === 'text').map(original => original.handle)
    const stored = this.#store.list ? await this.#store.list(this.namespace) : []
    return [...new Set([...known, ...stored])]
  }

  /** Everything that was taken out and can still be asked for, composite handles as lists. In order of first use. */
  async originals(): Promise<readonly StoreEntry[]> {
    const shown = this.#branches.flatMap(branch => [
      ...branch.fold.originals.keys(),
      ...(branch.shown?.originals.keys() ?? []),
    ])
    const wanted = [...new Set([...shown, ...(await this.handles())])]
    const found = await this.#store.get(wanted.map(handle => this.#key(handle)))
    return found.filter(entry => entry !== undefined)
  }

  async #fold(settings: FoldSettings, history: readonly unknown[]): Promise<SessionResult> {
    const { branch, known, edited } = this.#branchFor(settings, history)
    const { fold } = branch
    const started = performance.now()
    const added = readFrom(settings.format, history, known)
    const ids = idsOf(fold, known, added)
    const lookedUp = await this.#lookUp(added, ids)
    if (known < fold.length) fold.rewind(known)
    for (const [index, message] of added.entries()) fold.add(message, ids[index] as string)
    let snapshot = fold.snapshot()
    const folded = performance.now()
    const storeFailed = !lookedUp || !(await this.#keep(snapshot, settings))
    if (storeFailed) {
      // Nothing new is lost in this call: its messages stay raw, and stay so for good.
      fold.rewind(known)
      fold.freeze(ids, edited ? known : known + 1)
      for (const [index, message] of added.entries()) fold.add(message, ids[index] as string)
      snapshot = fold.snapshot()
    }
    const previous = branch.shown
    branch.shown = snapshot
    return {
      snapshot,
      messages: fold.messages,
      replayed: known,
      edited,
      storeFailed,
      timings: { fold: folded - started, store: performance.now() - folded },
      previous,
      toolOf: (entry, path) => {
        const part = fold.messages[entry]?.parts.find(candidate => candidate.path === path)
        return part?.callId === undefined ? undefined : fold.callOf(entry, part.callId)?.name
      },
    }
  }

  /** Stores originals that were taken out where they were produced. */
  async store(originals: readonly Original[]): Promise<void> {
    if (originals.length > 0) await this.#store.put(originals.map(original => this.#entry(original)))
  }

  /** The remembered fold that shares the longest prefix; a new one where another history goes on beside it. */
  #branchFor(
    settings: FoldSettings,
    history: readonly unknown[],
  ): { branch: Branch; known: number; edited: boolean } {
    const key = `${settings.format.name} ${settings.cap} ${settings.lossy}`
    let best: Branch | undefined
    let known = -1
    for (const branch of this.#branches) {
      if (branch.key !== key) continue
      const length = knownPrefix(branch.fold.messages, history)
      if (length > known) {
        best = branch
        known = length
      }
    }
    // A history that shares nothing but a prefix shorter than what it leaves is another conversation.
    if (best && (known === best.fold.length || known * 2 >= best.fold.length)) {
      this.#branches.splice(this.#branches.indexOf(best), 1)
      this.#branches.unshift(best)
      return { branch: best, known, edited: known < best.fold.length }
    }
    const outside: Outside = {
      resolved: id => this.#resolved.get(id) ?? nothing,
      members: handle => this.#lists.get(handle) ?? [],
    }
    const branch: Branch = { key, fold: new Fold(settings, outside), shown: undefined }
    this.#branches.unshift(branch)
    this.#branches.length = Math.min(this.#branches.length, maxBranches)
    return { branch, known: 0, edited: false }
  }

  /**
   * Which markers that come in with the history are ours. The answer is a decision: what was one of ours when it first
   * passed must be so in every replay.
   */
  async #lookUp(added: readonly Message[], ids: readonly string[]): Promise<boolean> {
    const wanted: { id: string; handles: string[] }[] = []
    for (const [index, message] of added.entries()) {
      const id = ids[index] as string
      if (this.#resolved.has(id)) continue
      const handles = [
        ...new Set(message.parts.flatMap(part => markersIn(part.text).map(found => found.handle))),
      ]
      if (handles.length > 0) wanted.push({ id, handles })
    }
    if (wanted.length === 0) return true
    try {
      const all = [...new Set(wanted.flatMap(({ handles }) => handles))]
      const found = await this.#store.get(all.map(handle => this.#key(handle)))
      const known = new Set(all.filter((_, index) => found[index] !== undefined))
      for (const entry of found)
        if (entry?.kind === 'list') this.#lists.set(entry.handle, entry.content.split('\n'))
      for (const { id, handles } of wanted) {
        const ours = handles.filter(handle => known.has(handle)).join(' ')
        const winner = await this.#store.putIfAbsent(
          { namespace: this.namespace, handle: `marked ${id}` },
          ours,
        )
        this.#resolved.set(id, new Set(winner === '' ? [] : winner.split(' ')))
      }
      return true
    } catch {
      return false
    }
  }

  /** Puts what is new and puts back what the store has lost, before any of its handles is shown. */
  async #keep(snapshot: Snapshot, settings: FoldSettings): Promise<boolean> {
    if (!settings.lossy || snapshot.originals.size === 0) return true
    const originals = [...snapshot.originals.values()]
    try {
      const keys = originals.map(original => this.#key(original.handle))
      const there = this.#store.touch
        ? await this.#store.touch(keys)
        : (await this.#store.get(keys)).map(entry => entry !== undefined)
      const missing = originals.filter((_, index) => there[index] !== true)
      if (missing.length > 0) await this.#store.put(missing.map(original => this.#entry(original)))
      return true
    } catch {
      return false
    }
  }

  #entry = (original: Original): StoreEntry => ({
    ...original,
    namespace: this.namespace,
    createdAt: this.#clock(),
  })

  #key = (handle: string): StoreKey => ({ namespace: this.namespace, handle })
}

const nothing: ReadonlySet<string> = new Set()

function idsOf(fold: Fold, known: number, added: readonly Message[]): string[] {
  let previous = fold.ids[known - 1] ?? ''
  return added.map(message => (previous = chainId(previous, jsonText(message.source, isCacheMark))))
}
