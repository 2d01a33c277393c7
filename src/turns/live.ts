/** Clients who are talking, kept ready in memory. Everything here can be found again from the store at any time. */
import type { State } from '../engine/session.ts'
import type { Kept } from '../records/kind.ts'
import type { RecordVersion, Tx } from '../store/port.ts'
import { stateFrom, type Place } from './journal.ts'

/** One client as of turn `turn`. */
export interface Live {
  turn: number
  state: State
  /** Loaded kinds of the client's file. */
  readonly file: Map<string, Kept[]>
  rewards: number | undefined
  place: Place | undefined
  /** Deliveries the platform has, to be removed in the next turn's transaction. */
  delivered: number[]
  /** The newest turn took words as an answer, and its reply was not handed over yet: more words join that answer. */
  joinable: boolean
  /** Messages are waiting to be joined before they are taken to a turn. */
  waiting: boolean
  /** The platform asked for patience: nothing is handed to it before this moment. */
  heldUntil: number
  /** The platform's reference of the last outgoing that had buttons. */
  reference: string | undefined
}

/** Loads what every turn needs. */
export async function loadLive(tx: Tx, turn: number, language: string): Promise<Live> {
  const state = await stateFrom(tx, turn, language)
  const person = (await tx.people())[0]
  const unsent = await tx.unsent()
  return {
    turn,
    state,
    file: new Map([['profile', (await tx.records('profile')).map(keptOf)]]),
    rewards: undefined,
    place: person && { channel: person.channel, place: person.place },
    delivered: [],
    joinable: false,
    waiting: (await tx.waiting()).length > 0,
    heldUntil: unsent[0]?.due ?? 0,
    reference: undefined,
  }
}

export function keptOf({ id, version, at, words }: RecordVersion): Kept {
  return { id, version, at, data: words as Readonly<Record<string, unknown>> }
}

/** A bounded map that forgets whoever was quiet longest. */
export class Recent<Value> {
  readonly #most: number
  readonly #entries = new Map<string, Value>()

  constructor(most: number) {
    this.#most = most
  }

  get(key: string): Value | undefined {
    const value = this.#entries.get(key)
    if (value === undefined) return undefined
    this.#entries.delete(key)
    this.#entries.set(key, value)
    return value
  }

  set(key: string, value: Value): void {
    this.#entries.delete(key)
    this.#entries.set(key, value)
    if (this.#entries.size > this.#most) this.#entries.delete(this.#entries.keys().next().value!)
  }

  delete(key: string): void {
    this.#entries.delete(key)
  }
}
