import { describe, expect, it } from 'vitest'
import { UnknownClientError, type Tx } from '../../../src/store/port.ts'
import type { Open } from '../contract.ts'
import { newClient } from '../folder.ts'

export function commitContract(open: Open): void {
  describe('a unit of work', () => {
    it('gives back what it resolves to', async () => {
      const { store } = await open()
      const client = await newClient(store)
      expect(await store.commit(client, async (tx) => tx.client.program)).toBe('harbour')
    })

    it('that throws rejects with its error and leaves no trace', async () => {
      const { store } = await open()
      const client = await newClient(store)
      const failing = store.commit(client, async (tx) => {
        await tx.receive({ incoming: 'm', channel: 'web', at: 1, due: 1, urgent: true, words: 'hello' })
        await tx.addTurn({ seq: 1, at: 1, words: 'hello' })
        await tx.keep({ id: 'r', kind: 'plan', version: 1, at: 1, flow: 'f', revision: 1, turn: 1, words: 'x' })
        await tx.setTimer({ key: 't', due: 1, turn: 1, words: 'x' })
        await tx.reward({ key: 'w', at: 1, points: 5, words: 'x' })
        await tx.send(1, 'web', 1)
        await tx.touch('telegram', 'other', 'there', 9)
        throw new Error('halfway')
      })
      await expect(failing).rejects.toThrow('halfway')
      expect(await store.nextDue()).toBeUndefined()
      expect(await store.find('telegram', 'other')).toBeUndefined()
      const seen = await store.read(client, async (tx) => [
        await tx.waiting(),
        await tx.turns(1),
        await tx.records('plan'),
        await tx.timers(),
        await tx.points(),
        await tx.unsent(),
      ])
      expect(seen).toEqual([[], [], [], [], 0, []])
    })

    it('that throws takes none of those beside it along', async () => {
      const { store } = await open()
      const clients = await Promise.all([1, 2, 3, 4, 5].map(() => newClient(store)))
      const outcomes = await Promise.allSettled(
        clients.map((client, index) =>
          store.commit(client, async (tx) => {
            await tx.addTurn({ seq: 1, at: index, words: index })
            if (index % 2 === 1) throw new Error(`no ${index}`)
            return index
          }),
        ),
      )
      expect(outcomes.map(({ status }) => status)).toEqual([
        'fulfilled',
        'rejected',
        'fulfilled',
        'rejected',
        'fulfilled',
      ])
      const turns = await Promise.all(clients.map((client) => store.read(client, (tx) => tx.lastTurn())))
      expect(turns).toEqual([1, 0, 1, 0, 1])
    })

    it('that breaks a rule of the database rejects alone', async () => {
      const { store } = await open()
      const client = await newClient(store)
      const add = () => store.commit(client, (tx) => tx.addTurn({ seq: 1, at: 1, words: 'once' }))
      const outcomes = await Promise.allSettled([add(), add(), newClient(store)])
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    })

    it('of one client sees what the one before it wrote, and they run in the order they were asked for', async () => {
      const { store } = await open()
      const client = await newClient(store)
      const next = (words: string) =>
        store.commit(client, async (tx) => {
          const seq = (await tx.lastTurn()) + 1
          await tx.addTurn({ seq, at: seq, words })
        })
      await Promise.all(['a', 'b', 'c', 'd'].map(next))
      const turns = await store.read(client, (tx) => tx.turns(1))
      expect(turns.map(({ words }) => words)).toEqual(['a', 'b', 'c', 'd'])
    })

    it('refuses a call that was not awaited and comes after its end', async () => {
      const { store } = await open()
      const client = await newClient(store)
      let kept: Tx | undefined
      await store.commit(client, async (tx) => {
        kept = tx
      })
      await expect(kept!.addTurn({ seq: 1, at: 1, words: 'late' })).rejects.toThrow('This unit of work has ended')
      expect(await store.read(client, (tx) => tx.lastTurn())).toBe(0)
    })

    it('is refused for a client there is not', async () => {
      const { store } = await open()
      await expect(store.commit('nobody', (tx) => tx.lastTurn())).rejects.toThrow(UnknownClientError)
      await expect(store.read('nobody', (tx) => tx.lastTurn())).rejects.toThrow(UnknownClientError)
    })

    it('refuses words that are not JSON', async () => {
      const { store } = await open()
      const client = await newClient(store)
      const failing = store.commit(client, (tx) => tx.addTurn({ seq: 1, at: 1, words: undefined }))
      await expect(failing).rejects.toThrow('not JSON')
    })

    it('is still there after closing and opening again', async () => {
      const { store, again } = await open()
      const client = await newClient(store)
      await store.commit(client, (tx) => tx.addTurn({ seq: 1, at: 7, words: { said: 'I liked the quiet' } }))
      const later = await again()
      expect(await later.read(client, (tx) => tx.turns(1))).toEqual([
        { seq: 1, at: 7, words: { said: 'I liked the quiet' } },
      ])
    })

    it('asked for before closing is finished, and one asked for after is refused', async () => {
      const { store, again } = await open()
      const client = await newClient(store)
      const before = store.commit(client, (tx) => tx.addTurn({ seq: 1, at: 1, words: 'before' }))
      const closing = again()
      await expect(store.commit(client, (tx) => tx.lastTurn())).rejects.toThrow('closed')
      await before
      expect(await (await closing).read(client, (tx) => tx.lastTurn())).toBe(1)
    })
  })

  describe('a reading', () => {
    it('writes nothing', async () => {
      const { store } = await open()
      const client = await newClient(store)
      await expect(store.read(client, (tx) => tx.addTurn({ seq: 1, at: 1, words: 'x' }))).rejects.toThrow(/read-?only/)
      await expect(store.read(client, (tx) => tx.erase())).rejects.toThrow(/read-?only/)
      expect(await store.commit(client, (tx) => tx.lastTurn())).toBe(0)
    })

    it('sees one moment, and does not hold up a commit', async () => {
      const { store } = await open()
      const client = await newClient(store)
      const seen = await store.read(client, async (tx) => {
        const before = await tx.lastTurn()
        await store.commit(client, (other) => other.addTurn({ seq: 1, at: 1, words: 'meanwhile' }))
        return [before, await tx.lastTurn()]
      })
      expect(seen).toEqual([0, 0])
      expect(await store.read(client, (tx) => tx.lastTurn())).toBe(1)
    })
  })
}
