/**
 * A conversation in memory: the engine with a client's file beside it and nothing stored. What authors try flows in, and what
 * golden talks and walks are run through.
 */
import type { Line, Prompt, Tap } from '../channel.ts'
import type { Kept } from '../records/kind.ts'
import { fold, newState, type Session, type State } from './session.ts'
import { turn } from './turn.ts'
import type { Due, Effect, Input, Outcome, World } from './world.ts'

/** What the world is besides the client's own file. */
export type Stage = Omit<World, 'now' | 'turn' | 'seed' | 'file'>

export interface Rehearsed {
  readonly lines: readonly Line[]
  readonly prompt?: Prompt
  readonly effects: readonly Effect[]
}

export class Rehearsal {
  readonly #stage: Stage
  readonly #file = new Map<string, Kept[]>()
  readonly #timers = new Map<string, { due: number; what: Due }>()
  readonly #earned = new Set<string>()
  #state: State
  #turn = 0
  now: number

  constructor(stage: Stage, { now, language = 'en' }: { now: number; language?: string }) {
    this.#stage = stage
    this.#state = newState(language)
    this.now = now
  }

  get session(): Session {
    return this.#state.session
  }

  get timers(): ReadonlyMap<string, { due: number; what: Due }> {
    return this.#timers
  }

  get earned(): ReadonlySet<string> {
    return this.#earned
  }

  records(kind: string): readonly Kept[] {
    return this.#file.get(kind) ?? []
  }

  /** Puts a record in the file beforehand. */
  given(kind: string, data: Readonly<Record<string, unknown>>): void {
    const id = kind === 'profile' ? 'profile' : `given.${kind}.${this.records(kind).length}`
    this.#file.set(kind, [...this.records(kind), { id, version: 1, at: this.now, data }])
  }

  greet(): Rehearsed {
    return this.#take({ kind: 'greet' })
  }

  say(...texts: string[]): Rehearsed {
    return this.#take({ kind: 'messages', messages: texts.map((text) => ({ text })) })
  }

  tap(text: string, tap: Tap): Rehearsed {
    return this.#take({ kind: 'messages', messages: [{ text, tap }] })
  }

  begin(flow: string): Rehearsed {
    return this.#take({ kind: 'due', what: { kind: 'flow', flow } })
  }

  /** Goes on to when the next timer falls due; undefined when there is none. */
  elapse(): Rehearsed | undefined {
    const next = [...this.#timers].toSorted(([, a], [, b]) => a.due - b.due)[0]
    if (!next) return undefined
    const [key, { due, what }] = next
    this.#timers.delete(key)
    this.now = Math.max(this.now, due)
    return this.#take({ kind: 'due', what })
  }

  /** As a restart would: everything goes through JSON. */
  reload(): void {
    const { session, answers, marks } = this.#state
    this.#state = {
      session: throughJson(session),
      answers: new Map(throughJson([...answers])),
      marks: new Map(throughJson([...marks])),
    }
    for (const [kind, records] of this.#file) this.#file.set(kind, throughJson(records))
  }

  #take(input: Input): Rehearsed {
    this.#turn++
    const world: World = {
      ...this.#stage,
      now: this.now,
      turn: this.#turn,
      seed: this.#turn,
      file: { records: (kind) => this.records(kind), rewards: this.#earned.size, watched: false },
    }
    const outcome = turn(this.#state, input, world)
    if ('needs' in outcome) throw new Error('a rehearsal has the whole file')
    this.#apply(outcome)
    return { ...outcome.said, effects: outcome.effects }
  }

  #apply({ session, changes, effects }: Outcome): void {
    this.#state = fold(this.#state, session, changes)
    for (const effect of effects) {
      switch (effect.type) {
        case 'keep': {
          const { kind, id, data } = effect
          const version = (this.records(kind).find((record) => record.id === id)?.version ?? 0) + 1
          this.#file.set(kind, [
            ...this.records(kind).filter((record) => record.id !== id),
            { id, version, at: this.now, data },
          ])
          break
        }
        case 'timer':
          this.#timers.set(effect.key, { due: effect.due, what: effect.what })
          break
        case 'drop-timer':
          this.#timers.delete(effect.key)
          break
        case 'drop-timers':
          for (const [key, { what }] of this.#timers) if (what.kind !== 'unanswered') this.#timers.delete(key)
          break
        case 'reward':
          this.#earned.add(`${effect.for} ${effect.key}`)
          break
        case 'erase':
          this.#file.clear()
          this.#timers.clear()
          this.#earned.clear()
          this.#state = newState(session.language)
          break
        case 'alert':
        case 'trouble':
          break
      }
    }
  }
}

function throughJson<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value
}
