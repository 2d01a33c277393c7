/** What was said before, for a channel that shows history. */
import type { Past } from '../channel.ts'
import type { Tx } from '../store/port.ts'
import { wordsOf } from './journal.ts'
import { outgoingOf } from './take.ts'

/** Ids are the turn's number, and for what came in its place within the turn. */
export async function pastOf(tx: Tx, { limit, before }: { limit: number; before?: string }): Promise<Past[]> {
  const newest = before === undefined ? await tx.lastTurn() : Number(before.split('.', 1)[0])
  if (!Number.isInteger(newest)) return []
  // A turn gives one entry or more as a rule, so that many turns are enough; the one that `before` stands in is cut there.
  const turns = (await tx.turns(Math.max(1, newest - limit), limit + 1)).filter((turn) => turn.seq <= newest)
  const entries = turns.flatMap((turn): Past[] => {
    const words = wordsOf(turn)
    const came = words.in.map(({ id, at, text }, place) => ({
      id: `${turn.seq}.${place}`,
      at,
      from: 'client' as const,
      text,
      incoming: id,
    }))
    if (words.said.lines.length === 0) return came
    return [
      ...came,
      { id: String(turn.seq), at: turn.at, from: 'gradual' as const, outgoing: outgoingOf(turn.seq, words) },
    ]
  })
  const end = before === undefined ? entries.length : entries.findIndex(({ id }) => id === before)
  return entries.slice(0, end === -1 ? entries.length : end).slice(-limit)
}
