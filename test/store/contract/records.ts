import { describe, expect, it } from 'vitest'
import type { RecordVersion } from '../../../src/store/port.ts'
import type { Open } from '../contract.ts'
import { newClient } from '../folder.ts'

const record = (id: string, version: number, kind = 'harm'): RecordVersion => {
  return { id, kind, version, at: 3, flow: 'harms', revision: 2, turn: version, words: { id, version } }
}

export function recordsContract(open: Open): void {
  describe('records', () => {
    it('of a kind are each in its newest version, the oldest record first, though it changed last', async () => {
      const { store } = await open()
      const client = await newClient(store)
      await store.commit(client, async (tx) => {
        for (const each of [record('z', 1), record('a', 1), record('p', 1, 'plan'), record('m', 1)]) await tx.keep(each)
        await tx.keep(record('a', 2))
        await tx.keep(record('z', 2))
        await tx.keep(record('z', 3))
      })
      const [harms, plans, none] = await store.read(client, async (tx) => [
        await tx.records('harm'),
        await tx.records('plan'),
        await tx.records('goal'),
      ])
      expect(harms).toEqual([record('z', 3), record('a', 2), record('m', 1)])
      expect(plans).toEqual([record('p', 1, 'plan')])
      expect(none).toEqual([])
    })

    it('keep every version, and none is written over', async () => {
      const { store } = await open()
      const client = await newClient(store)
      for (const version of [1, 2, 3]) await store.commit(client, (tx) => tx.keep(record('a', version)))
      await expect(store.commit(client, (tx) => tx.keep(record('a', 2)))).rejects.toThrow(/unique/i)
      const all = await store.read(client, (tx) => tx.versions('a'))
      expect(all).toEqual([record('a', 1), record('a', 2), record('a', 3)])
    })

    it('of one client are none of another', async () => {
      const { store } = await open()
      const [one, other] = [await newClient(store), await newClient(store)]
      await store.commit(one, (tx) => tx.keep(record('a', 1)))
      await store.commit(other, (tx) => tx.keep(record('a', 1)))
      await store.commit(other, (tx) => tx.keep(record('a', 2)))
      expect(await store.read(one, (tx) => tx.records('harm'))).toEqual([record('a', 1)])
    })
  })

  describe('rewards', () => {
    it('add up, and the same key is never paid twice', async () => {
      const { store } = await open()
      const client = await newClient(store)
      const pay = (key: string, points: number) =>
        store.commit(client, (tx) => tx.reward({ key, at: 1, points, words: key }))
      expect(await store.read(client, (tx) => tx.points())).toBe(0)
      expect([await pay('step 1', 5), await pay('step 2', 7), await pay('step 1', 100)]).toEqual([true, true, false])
      expect(await store.read(client, (tx) => tx.points())).toBe(12)
    })
  })
}
