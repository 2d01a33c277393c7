import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Turn } from '../../../src/store/port.ts'
import type { Open } from '../contract.ts'
import { newClient } from '../folder.ts'

export function journalContract(open: Open): void {
  describe('the journal', () => {
    it('gives turns from any number on, oldest first, as many as were asked for', async () => {
      const { store } = await open()
      const client = await newClient(store)
      expect(await store.read(client, async (tx) => [await tx.lastTurn(), await tx.turns(1)])).toEqual([0, []])
      const turns = [1, 2, 3, 4].map((seq): Turn => ({ seq, at: 10 - seq, words: `turn ${seq}` }))
      for (const turn of turns) await store.commit(client, (tx) => tx.addTurn(turn))
      const read = (from: number, limit?: number) => store.read(client, (tx) => tx.turns(from, limit))
      expect(await read(1)).toEqual(turns)
      expect(await read(3)).toEqual(turns.slice(2))
      expect(await read(2, 2)).toEqual(turns.slice(1, 3))
      expect(await read(5)).toEqual([])
      expect(await store.read(client, (tx) => tx.lastTurn())).toBe(4)
    })

    it('keeps its order past nine turns, and leaves out every replaced one, whichever were taken again', async () => {
      const { store } = await open()
      await fc.assert(
        fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 14 }), async (again) => {
          const client = await newClient(store)
          await store.commit(client, async (tx) => {
            for (const [index, replaces] of again.entries()) {
              const turn = { seq: index + 1, at: index, words: index }
              await tx.addTurn(replaces && index > 0 ? { ...turn, replaces: index } : turn)
            }
          })
          const standing = again.flatMap((_, index) => (again[index + 1] ? [] : [index + 1]))
          const turns = await store.read(client, (tx) => tx.turns(1))
          expect(turns.map(({ seq }) => seq)).toEqual(standing)
          expect(await store.read(client, (tx) => tx.lastTurn())).toBe(again.length)
        }),
        { numRuns: 30 },
      )
    })

    it('has no number twice, and no turn replaced twice', async () => {
      const { store } = await open()
      const client = await newClient(store)
      const add = (turn: Turn) => store.commit(client, (tx) => tx.addTurn(turn))
      await add({ seq: 1, at: 1, words: 'a' })
      await expect(add({ seq: 1, at: 1, words: 'b' })).rejects.toThrow(/unique/i)
      await add({ seq: 2, at: 1, replaces: 1, words: 'c' })
      await expect(add({ seq: 3, at: 1, replaces: 1, words: 'd' })).rejects.toThrow(/unique/i)
    })
  })

  describe('undoing a turn', () => {
    it('takes back what it kept, scheduled and was about to send, and nothing of another turn', async () => {
      const { store } = await open()
      const client = await newClient(store)
      const other = await newClient(store)
      const take = async (whose: string, turn: number) =>
        store.commit(whose, async (tx) => {
          await tx.addTurn({ seq: turn, at: turn, words: turn })
          await tx.keep({ id: 'p', kind: 'plan', version: turn, at: 1, flow: 'f', revision: 1, turn, words: turn })
          await tx.setTimer({ key: `timer ${turn}`, due: turn, turn, words: turn })
          await tx.reward({ key: `reward ${turn}`, at: 1, points: 10, words: turn })
          await tx.send(turn, 'web', turn)
        })
      for (const whose of [client, other]) for (const turn of [1, 2]) await take(whose, turn)
      const seen = (whose: string) =>
        store.read(whose, async (tx) => [
          (await tx.versions('p')).map(({ version }) => version),
          (await tx.timers()).map(({ key }) => key),
          (await tx.unsent()).map(({ turn }) => turn),
          await tx.points(),
          await tx.lastTurn(),
        ])
      await store.commit(client, (tx) => tx.undo(2))
      expect(await seen(client)).toEqual([[1], ['timer 1'], [1], 20, 2])
      expect(await seen(other)).toEqual([[1, 2], ['timer 1', 'timer 2'], [1, 2], 20, 2])
    })

    it('keeps a delivery that can never be made, for the operator', async () => {
      const { store } = await open()
      const client = await newClient(store)
      await store.commit(client, async (tx) => {
        const { id } = await tx.send(1, 'web', 1)
        await tx.delay(id, 3, 1, true)
        await tx.undo(1)
      })
      expect((await store.troubles()).undeliverable).toBe(1)
    })
  })
}
