/** What one turn leaves in a client's journal, and how a client's state is found again from it. */
import type { Line, Prompt, Tap } from '../channel.ts'
import { fold, newState, type Change, type Session, type State } from '../engine/session.ts'
import type { Turn, Tx } from '../store/port.ts'

/** The sealed part of a turn's row. */
export interface TurnWords {
  /** What came in, in order. Empty when a timer or a greeting began the turn. */
  readonly in: readonly Came[]
  readonly said: { readonly lines: readonly Line[]; readonly prompt?: Prompt }
  readonly session: Session
  readonly changes: readonly Change[]
  /** Flows walked in it: which transcripts it belongs to. */
  readonly flows: readonly string[]
  /** Where what was said goes. */
  readonly to: Place
  /** The platform's reference of the earlier outgoing whose buttons are spent now. */
  readonly spent?: string
}

export interface Came {
  /** The platform's id of the message. */
  readonly id: string
  readonly at: number
  readonly text: string
  readonly tap?: Tap
}

export interface Place {
  readonly channel: string
  readonly place: string
}

export function wordsOf(turn: Turn): TurnWords {
  return turn.words as TurnWords
}

/** The state after the newest turn, folded from the turns its open runs reach back to. `without` leaves the newest out. */
export async function stateFrom(tx: Tx, last: number, language: string, without?: number): Promise<State> {
  const end = without === undefined ? last : without - 1
  // A turn that was replaced is not given; the newest of those before the end is the one that counts.
  let newest: Turn | undefined
  for (let from = end; newest === undefined && from > 0; from--)
    newest = (await tx.turns(from, 1)).find(({ seq }) => seq <= end)
  if (!newest) return newState(language)
  const { session } = wordsOf(newest)
  const since = Math.min(newest.seq, ...session.runs.map((run) => run.since))
  let state: State = newState(session.language)
  for (const turn of await tx.turns(since)) {
    if (turn.seq <= end) state = fold(state, wordsOf(turn).session, wordsOf(turn).changes)
  }
  return state
}
