/** What was said before, for a channel that shows history. */
import type { Past } from '../channel.ts'
import type { Tx } from '../store/port.ts'
import { wordsOf } from './journal.ts'
import { outgoingOf } from './take.ts'

/** Ids are the turn's number, and for what came in its place within the turn. */
export async function pastOf(tx: Tx, { limit, before }: { limit: number; before?: string }): Promise<Past[]> {
  const end = before === undefined ? Number.POSITIVE_INFINITY : Number(before.split('.', 1)[0])
  const last = Math.min(end, (await tx.lastTurn()) + 1)
  if (!Number.isFinite(last)) return []
  // A turn gives at least one entry, so that many turns are always enough.
  const turns = (await tx.turns(Math.max(1, last - limit), limit)).filter(({ seq }) => seq < last)
  const entries = turns.flatMap((turn): Past[] => {
    const words = wordsOf(turn)
    const came = words.in.map(({ id, at, text }, index) => ({
      id: `${turn.seq}.${index}`,
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
  return entries.slice(-limit)
}
