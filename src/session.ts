import { advance, type Added, complete, type Settle } from './advance.ts'
import type { Store, StoreEntry, StoreKey } from './ccr/store.ts'
import { type Decide, Decisions, type Fallback, isHandle, type Wanted } from './decisions.ts'
import { markersIn } from './ccr/marker.ts'
import type { Original } from './emission.ts'
import { Fold } from './fold.ts'
import type { FoldSettings, Outside, Snapshot } from './state.ts'
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
  /** Whether all that was decided for this history so far could be written. */
  readonly lasting: boolean
  /** Decisions of this call that did not come out as they were wished. */
  readonly fallbacks: readonly Fallback[]
  readonly timings: { readonly fold: number; readonly decisions: number; readonly store: number }
  readonly previous: Snapshot | undefined
  /** Name of the tool that printed an output. */
  toolOf(entry: number, path: Path): string | undefined
}

interface Branch {
  readonly key: string
  readonly fold: Fold
  /** What the last call sent. */
  shown: Snapshot | undefined
  lasting: boolean
}

/** One conversation: the memo of its folds, and the way to its originals. Calls are taken one after another. */
export class Session {
  readonly namespace: string
  readonly #store: Store
  readonly #clock: () => number
  readonly #branches: Branch[] = []
  readonly #resolved = new Map<string, ReadonlySet<string>>()
  readonly #lists = new Map<string, readonly string[]>()
  readonly #decisions: Decisions
  #queue: Promise<unknown> = Promise.resolve()

  constructor(namespace: string, store: Store, clock: () => number) {
    this.namespace = namespace
    this.#store = store
    this.#clock = clock
    this.#decisions = new Decisions(namespace, store, clock)
  }

  /** @throws what the signal was aborted with, while it waits too */
  fold(settings: FoldSettings, history: readonly unknown[], signal?: AbortSignal): Promise<SessionResult> {
    const run = this.#queue.then(() => {
      signal?.throwIfAborted()
      return this.#fold(settings, history, signal)
    })
    this.#queue = run.catch(() => undefined)
    return signal === undefined ? run : orAborted(run, signal)
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
    return [...new Set([...known, ...stored.filter(isHandle)])]
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

  async #fold(
    settings: FoldSettings,
    history: readonly unknown[],
    signal: AbortSignal | undefined,
  ): Promise<SessionResult> {
    const { branch, known, edited } = this.#branchFor(settings, history)
    const { fold } = branch
    const started = performance.now()
    const messages = readFrom(settings.format, history, known)
    const added = { messages, ids: idsOf(fold, known, messages) }
    const fallbacks: Fallback[] = []
    let waited = 0
    const settle: Settle = async wanted => {
      const asked = performance.now()
      try {
        fallbacks.push(...(await this.#decisions.settle(wanted, signal)))
        return true
      } catch (error) {
        if (signal?.aborted) throw error
        return false
      } finally {
        waited += performance.now() - asked
      }
    }
    const refuse: Settle = async wanted => {
      this.#decisions.refuse(wanted)
      return true
    }
    const lookedUp = await this.#lookUp(added, settings)
    let snapshot: Snapshot | undefined
    let folded = performance.now()
    try {
      if (known < fold.length) await advance(fold, fold.rewind(known), settle)
      if (lookedUp && (await advance(fold, added, settle)) && (await complete(fold, settle)))
        snapshot = fold.snapshot()
      folded = performance.now()
      if (snapshot && !(await this.#keep(snapshot, fold, settings))) snapshot = undefined
    } catch (error) {
      // The call was aborted: what was folded half-way is forgotten, and the next call goes on from what was sent.
      await advance(fold, fold.rewind(known), refuse)
      throw error
    }
    const storeFailed = snapshot === undefined
    if (snapshot === undefined) {
      // Nothing new is lost in this call: its messages stay raw, and stay so for good.
      await advance(fold, fold.rewind(known), refuse)
      fold.freeze(added.ids, edited ? known : known + 1)
      await advance(fold, added, refuse)
      await complete(fold, refuse)
      snapshot = fold.snapshot()
      branch.lasting = false
    }
    const record = storeFailed ? undefined : fold.sentRecord()
    if (record && !(await this.#record(record))) branch.lasting = false
    const previous = branch.shown
    branch.shown = snapshot
    return {
      snapshot,
      messages: fold.messages,
      replayed: known,
      edited,
      storeFailed,
      lasting: branch.lasting,
      fallbacks,
      timings: {
        fold: folded - started - waited,
        decisions: waited,
        store: performance.now() - folded,
      },
      previous,
      toolOf: (entry, path) => {
        const part = fold.messages[entry]?.parts.find(candidate => candidate.path === path)
        return part?.callId === undefined ? undefined : fold.callOf(entry, part.callId)?.name
      },
    }
  }

  /** Takes a step that may have to wait for decisions about a text that stands in no history. */
  async decided<T>(id: string, step: (decide: Decide) => T, signal?: AbortSignal): Promise<T> {
    this.#decisions.learn(await this.#store.get(this.#decisions.keys([id])))
    for (;;) {
      const wanted: Wanted[] = []
      const result = step((name, make) => {
        const value = this.#decisions.get(id, name)
        if (value === undefined) wanted.push({ id, name, make })
        return value
      })
      if (wanted.length === 0) return result
      await this.#decisions.settle(wanted, signal)
      await this.#decisions.write([id])
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
    const key = `${settings.format.name} ${settings.cap} ${settings.lossy} ${settings.bound}`
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
      decided: (id, name) => this.#decisions.get(id, name),
    }
    const branch: Branch = { key, fold: new Fold(settings, outside), shown: undefined, lasting: true }
    this.#branches.unshift(branch)
    this.#branches.length = Math.min(this.#branches.length, maxBranches)
    return { branch, known: 0, edited: false }
  }

  /**
   * Which markers that come in with the history are ours, and what was decided for its messages. The former is a decision
   * too: what was one of ours when it first passed must be so in every replay.
   */
  async #lookUp({ messages, ids }: Added, settings: FoldSettings): Promise<boolean> {
    const marked: { id: string; handles: string[] }[] = []
    for (const [index, message] of messages.entries()) {
      const id = ids[index] as string
      if (this.#resolved.has(id)) continue
      const handles = [
        ...new Set(message.parts.flatMap(part => markersIn(part.text).map(found => found.handle))),
      ]
      if (handles.length > 0) marked.push({ id, handles })
    }
    const all = [...new Set(marked.flatMap(({ handles }) => handles))]
    const keys = [
      ...all.map(handle => this.#key(handle)),
      ...(decides(settings) ? this.#decisions.keys(ids) : []),
    ]
    if (keys.length === 0) return true
    try {
      const found = await this.#store.get(keys)
      this.#decisions.learn(found.slice(all.length))
      const known = new Set(all.filter((_, index) => found[index] !== undefined))
      for (const entry of found.slice(0, all.length))
        if (entry?.kind === 'list') this.#lists.set(entry.handle, entry.content.split('\n'))
      for (const { id, handles } of marked) {
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

  /** A record that nothing of this call depends on. */
  async #record(wanted: Wanted): Promise<boolean> {
    try {
      await this.#decisions.settle([wanted], undefined)
      await this.#decisions.write([wanted.id])
      return true
    } catch {
      return false
    }
  }

  /** Puts what is new and puts back what the store has lost, before any of it is shown. */
  async #keep(snapshot: Snapshot, fold: Fold, settings: FoldSettings): Promise<boolean> {
    const originals = settings.lossy ? [...snapshot.originals.values()] : []
    const decided = decides(settings) ? this.#decisions.of(fold.ids) : []
    const keys = [...originals.map(({ handle }) => this.#key(handle)), ...this.#decisions.keys(decided)]
    if (keys.length === 0) return true
    try {
      const there = this.#store.touch
        ? await this.#store.touch(keys)
        : (await this.#store.get(keys)).map(entry => entry !== undefined)
      const isMissing = (index: number): boolean => there[index] !== true
      await this.#decisions.write(
        decided.filter((id, index) => isMissing(originals.length + index) || !this.#decisions.isWritten(id)),
        originals.filter((_, index) => isMissing(index)).map(this.#entry),
      )
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

/** Whether anything can come up that has to be decided and kept. */
const decides = ({ options, bound }: FoldSettings): boolean => options.decides || bound

const nothing: ReadonlySet<string> = new Set()

function orAborted<T>(run: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    run.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

function idsOf(fold: Fold, known: number, added: readonly Message[]): string[] {
  let previous = fold.ids[known - 1] ?? ''
  return added.map(message => (previous = chainId(previous, jsonText(message.source, isCacheMark))))
}
