/** The units of work that crash.ts runs, and what a client's file is before and after each. */
import type { Store, Tx } from '../../../src/store/port.ts'

export const alice = { program: 'harbour', channel: 'web', person: 'alice', place: 'there', at: 1 }
export const bob = { ...alice, person: 'bob' }

export async function first(tx: Tx): Promise<void> {
  await tx.receiveNow({ incoming: 'm1', channel: 'web', at: 1 }, 1)
  await tx.addTurn({ seq: 1, at: 1, words: 'one' })
  await tx.keep({ id: 'r', kind: 'plan', version: 1, at: 1, flow: 'f', revision: 1, turn: 1, words: 'one' })
  await tx.setTimer({ key: 't', due: 5, turn: 1, words: 'one' })
  await tx.reward({ key: 'w1', at: 1, points: 5, words: 'one' })
  await tx.send(1, 'web', 1)
}

export async function second(tx: Tx): Promise<void> {
  await tx.receive({ incoming: 'm2', channel: 'web', at: 2, due: 2, urgent: false, words: 'two' })
  await tx.sent((await tx.unsent()).map(({ id }) => id))
  await tx.setTimer({ key: 't', due: 9, turn: 2, words: 'two' })
}

export async function third(tx: Tx): Promise<void> {
  await tx.take([{ incoming: 'm2', channel: 'web' }], 2)
  await tx.addTurn({ seq: 2, at: 2, replaces: 1, words: 'two' })
  await tx.undo(1)
  await tx.dropTimer()
  await tx.send(2, 'web', 2)
}

/** A client's file, as much of it as the units change. */
export const fileOf = (store: Store, client: string): Promise<unknown> =>
  store.read(client, async (tx) => ({
    turns: (await tx.turns(1)).map(({ seq, words }) => `${seq} ${String(words)}`),
    records: (await tx.records('plan')).map(({ words }) => words),
    timers: (await tx.timers()).map(({ due, words }) => `${due} ${String(words)}`),
    waiting: (await tx.waiting()).map(({ words }) => words),
    unsent: (await tx.unsent()).map(({ turn }) => turn),
    points: await tx.points(),
  }))

/** The files a client may have, by the number of their units that were committed. */
export const filesOf = [
  { turns: [], records: [], timers: [], waiting: [], unsent: [], points: 0 },
  { turns: ['1 one'], records: ['one'], timers: ['5 one'], waiting: [], unsent: [1], points: 5 },
  { turns: ['1 one'], records: ['one'], timers: ['9 two'], waiting: ['two'], unsent: [], points: 5 },
  { turns: ['2 two'], records: [], timers: [], waiting: [], unsent: [2], points: 5 },
]
