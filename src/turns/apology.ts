/** What is said when a turn could not be taken: the message is kept, and nobody pretends. */
import type { Tx } from '../store/port.ts'
import type { Place, TurnWords } from './journal.ts'
import type { Live } from './live.ts'
import type { Speech } from './speech.ts'
import { outgoingOf, type Taken } from './take.ts'

/** A turn of one honest line, without the engine: whatever threw may throw again. */
export async function apologise(tx: Tx, live: Live, to: Place, { library }: Speech, now: number): Promise<Taken> {
  const { session } = live.state
  const said = { lines: [{ kind: 'text' as const, text: library.phrase('trouble', session.language) }] }
  const words: TurnWords = { in: [], said, session, changes: [], flows: [], to }
  const seq = live.turn + 1
  await tx.addTurn({ seq, at: now, words })
  const { id } = await tx.send(seq, to.channel, Math.max(now, live.heldUntil))
  live.turn = seq
  live.joinable = false
  return {
    outcome: { session, changes: [], effects: [], said, answeredOpen: false, flows: [] },
    outgoing: outgoingOf(seq, words),
    delivery: id,
    removed: [],
    channel: to.channel,
    erased: false,
  }
}

/** Sealed with the message: an error may quote it. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
