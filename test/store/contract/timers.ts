import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Timer, Tx } from '../../../src/store/port.ts'
import type { Open } from '../contract.ts'
import { newClient } from '../folder.ts'

const timer = (key: string, due: number, turn: number): Timer => ({ key, due, turn, words: `${key} of ${turn}` })

/** What one turn does to the timers. */
type Change = { readonly set: string; readonly due: number } | { readonly drop: string } | { readonly dropAll: true }

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ set: fc.constantFrom('a', 'b', 'c'), due: fc.nat({ max: 9 }) }),
  fc.record({ drop: fc.constantFrom('a', 'b', 'c') }),
  fc.constant<Change>({ dropAll: true }),
)

async function make(tx: Tx, each: Change, turn: number): Promise<void> {
  if ('set' in each) await tx.setTimer(timer(each.set, each.due, turn))
  else await tx.dropTimer('drop' in each ? each.drop : undefined, turn)
}

export function timersContract(open: Open): void {
  describe('timers', () => {
    it('are set, moved and dropped by key, soonest first', async () => {
      const { store } = await open()
      const client = await newClient(store)
      const [a, b, moved] = [timer('a', 5, 1), timer('b', 3, 1), timer('b', 8, 2)]
      const timers = () => store.read(client, (tx) => tx.timers())
      await store.commit(client, async (tx) => {
        await tx.setTimer(a)
        await tx.setTimer(b)
      })
      expect(await timers()).toEqual([b, a])
      await store.commit(client, (tx) => tx.setTimer(moved))
      expect(await timers()).toEqual([a, moved])
      await store.commit(client, (tx) => tx.dropTimer('a'))
      expect(await timers()).toEqual([moved])
      await store.commit(client, (tx) => tx.dropTimer())
      expect(await timers()).toEqual([])
    })

    it('fall due at their time, soonest first, as many as were asked for', async () => {
      const { store } = await open()
      const [one, other] = [await newClient(store), await newClient(store)]
      await store.commit(one, (tx) => tx.setTimer(timer('a', 5, 1)))
      await store.commit(other, (tx) => tx.setTimer(timer('a', 4, 1)))
      await store.commit(one, (tx) => tx.setTimer(timer('b', 7, 1)))
      const due = [
        { client: other, key: 'a', due: 4 },
        { client: one, key: 'a', due: 5 },
      ]
      expect(await store.dueTimers(6, 9)).toEqual(due)
      expect(await store.dueTimers(6, 1)).toEqual(due.slice(0, 1))
      expect(await store.dueTimers(3, 9)).toEqual([])
      expect(await store.nextDue()).toBe(4)
    })

    it('that fired and were dropped stay dropped when a later turn is undone', async () => {
      const { store } = await open()
      const client = await newClient(store)
      await store.commit(client, async (tx) => {
        await tx.setTimer(timer('a', 5, 1))
        await tx.setTimer(timer('a', 9, 2))
        await tx.dropTimer('a')
        await tx.undo(2)
      })
      expect(await store.read(client, (tx) => tx.timers())).toEqual([])
    })

    it('are as they were before a turn once that turn is undone, whatever it did', async () => {
      const { store } = await open()
      const turns = fc.array(fc.array(change, { maxLength: 4 }), { maxLength: 5 })
      await fc.assert(
        fc.asyncProperty(turns, fc.array(change, { maxLength: 6 }), async (before, undone) => {
          const client = await newClient(store)
          for (const [index, changes] of before.entries()) {
            await store.commit(client, async (tx) => {
              for (const each of changes) await make(tx, each, index + 1)
            })
          }
          const turn = before.length + 1
          const timers = () => store.read(client, (tx) => tx.timers())
          const then = await timers()
          await store.commit(client, async (tx) => {
            for (const each of undone) await make(tx, each, turn)
          })
          await store.commit(client, (tx) => tx.undo(turn))
          expect(await timers()).toEqual(then)
        }),
        { numRuns: 80 },
      )
    })
  })
}
