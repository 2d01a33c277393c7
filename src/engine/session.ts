/**
 * Where a client is, and what they have answered on the way.
 *
 * Terminology:
 * - run: one walk through one revision of a flow
 * - session: the stack of runs, the top one is being walked
 * - mark: a question that was answered, so that "back" can return to it
 * - change: one thing a turn did to answers or marks; a state is what its turns' changes fold to
 */
import type { Rounds } from '../language/words.ts'

export interface Run {
  /** Unique for the client, rising. */
  readonly id: number
  readonly flow: string
  readonly revision: number
  /** The state it waits in. */
  readonly at: string
  readonly rounds: Rounds
  /** The turn it began in: what it has answered stands in the journal from there on. */
  readonly since: number
  /** `called`: another run waits for its result. `begun`: it began by itself or interrupted what is below. */
  readonly why: 'called' | 'begun'
}

export interface Session {
  readonly runs: readonly Run[]
  /** The id of the next run. */
  readonly next: number
  /**
   * `resting`: the question below was not asked again; what falls due still comes. `paused`: nothing is sent by itself until
   * they write. `stopped`: the same, and nothing is scheduled any more.
   */
  readonly mode: 'open' | 'resting' | 'paused' | 'stopped'
  readonly language: string
  /** How often the open question could not be read. */
  readonly misses: number
  /** The `ref` of the open prompt. */
  readonly asked?: string
  /** The open question is being answered again after "back". */
  readonly redo: boolean
}

export interface Mark {
  readonly at: string
  readonly rounds: Rounds
}

export type AnswerPath = readonly (string | number)[]

export type Change =
  | { readonly run: number; readonly set: AnswerPath; readonly value?: unknown }
  | { readonly run: number; readonly push: AnswerPath; readonly value: unknown }
  | { readonly run: number; readonly mark: Mark }
  /** Takes the last mark away. */
  | { readonly run: number; readonly unmark: true }
  /** The run is over: its answers live on in the journal only. */
  | { readonly run: number; readonly over: true }

/** Everything the engine needs to know of a client between turns. */
export interface State {
  readonly session: Session
  readonly answers: ReadonlyMap<number, Readonly<Record<string, unknown>>>
  readonly marks: ReadonlyMap<number, readonly Mark[]>
}

export function newState(language: string): State {
  return {
    session: { runs: [], next: 1, mode: 'open', language, misses: 0, redo: false },
    answers: new Map(),
    marks: new Map(),
  }
}

/**
 * Carries a turn's changes into a state. The maps are the owner's and are changed in place, so that the cost is that of the
 * turn and not of the conversation.
 */
export function fold(state: State, session: Session, changes: readonly Change[]): State {
  const answers = state.answers as Map<number, Record<string, unknown>>
  const marks = state.marks as Map<number, Mark[]>
  for (const change of changes) {
    const { run } = change
    if ('over' in change) {
      answers.delete(run)
      marks.delete(run)
    } else if ('mark' in change) {
      const trail = marks.get(run)
      if (trail) trail.push(change.mark)
      else marks.set(run, [change.mark])
    } else if ('unmark' in change) marks.get(run)?.pop()
    else {
      let own = answers.get(run)
      if (!own) answers.set(run, (own = {}))
      if ('push' in change) pushIn(own, change.push, change.value)
      else setIn(own, change.set, change.value)
    }
  }
  return { session, answers, marks }
}

type Tree = Record<string | number, unknown>

function setIn(tree: object, path: AnswerPath, value: unknown): void {
  const parent = parentOf(tree, path)
  if (value === undefined) delete parent[path.at(-1)!]
  else parent[path.at(-1)!] = value
}

function pushIn(tree: object, path: AnswerPath, value: unknown): void {
  const parent = parentOf(tree, path)
  const key = path.at(-1)!
  const list = parent[key]
  // A new array only where there was none: growing a list must not cost its length.
  if (Array.isArray(list)) list.push(value)
  else parent[key] = [value]
}

function parentOf(tree: object, path: AnswerPath): Tree {
  let node = tree as Tree
  for (const [depth, key] of path.slice(0, -1).entries()) {
    node = (node[key] ??= typeof path[depth + 1] === 'number' ? [] : {}) as Tree
  }
  return node
}

/** The value at a path, if everything on the way is there. */
export function valueAt(tree: unknown, path: AnswerPath): unknown {
  let node = tree
  for (const key of path) {
    if (typeof node !== 'object' || node === null) return undefined
    node = (node as Tree)[key]
  }
  return node ?? undefined
}
