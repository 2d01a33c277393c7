import { describe, expect, it } from 'vitest'
import type { Open } from '../contract.ts'
import { newClient } from '../folder.ts'

export function outboxContract(open: Open): void {
  describe('the outbox', () => {
    it('holds deliveries until they are done, oldest first, under numbers that rise and never return', async () => {
      const { store, again } = await open()
      const client = await newClient(store)
      const send = (turn: number) => store.commit(client, (tx) => tx.send(turn, 'web', 5))
      const [one, two] = [await send(1), await send(1)]
      expect(one).toEqual({ id: one.id, client, channel: 'web', turn: 1, due: 5, attempts: 0 })
      expect(await store.read(client, (tx) => tx.unsent())).toEqual([one, two])
      await store.commit(client, (tx) => tx.sent([one.id, two.id]))
      expect(await store.read(client, (tx) => tx.unsent())).toEqual([])
      const later = await again()
      const three = await later.commit(client, (tx) => tx.send(2, 'web', 5))
      expect(two.id).toBeGreaterThan(one.id)
      expect(three.id).toBeGreaterThan(two.id)
    })

    it('is done by the client whose delivery it is, and by no other', async () => {
      const { store } = await open()
      const [client, other] = [await newClient(store), await newClient(store)]
      const { id } = await store.commit(client, (tx) => tx.send(1, 'web', 5))
      await store.commit(other, (tx) => tx.sent([id]))
      await store.commit(other, (tx) => tx.delay(id, 1, 9))
      expect(await store.dueDeliveries(5, ['web'], 9)).toHaveLength(1)
    })

    it('gives what is due for the channels asked for, oldest first, as many as were asked for', async () => {
      const { store } = await open()
      const [one, other] = [await newClient(store), await newClient(store)]
      const send = (client: string, channel: string, due: number) =>
        store.commit(client, (tx) => tx.send(1, channel, due))
      const web = await send(one, 'web', 5)
      const slack = await send(other, 'slack', 3)
      await send(other, 'telegram', 3)
      await send(one, 'web', 9)
      expect(await store.dueDeliveries(6, ['slack', 'web', 'web'], 9)).toEqual([web, slack])
      expect(await store.dueDeliveries(6, ['slack', 'web'], 1)).toEqual([web])
      expect(await store.dueDeliveries(4, ['web'], 9)).toEqual([])
      expect(await store.dueDeliveries(4, [], 9)).toEqual([])
      expect(await store.nextDue()).toBe(3)
    })

    it('holds back what stands behind one that was put off, so that a client hears things in order', async () => {
      const { store } = await open()
      const [client, other] = [await newClient(store), await newClient(store)]
      const [first, second] = await store.commit(client, async (tx) => [
        await tx.send(1, 'web', 1),
        await tx.send(2, 'web', 2),
      ])
      const elsewhere = await store.commit(client, (tx) => tx.send(2, 'slack', 2))
      await store.commit(client, (tx) => tx.delay(first.id, 1, 10))
      expect(await store.dueDeliveries(5, ['web', 'slack'], 9)).toEqual([elsewhere])
      await store.commit(client, (tx) => tx.sent([elsewhere.id]))
      expect(await store.nextDue()).toBe(10)
      expect(await store.dueDeliveries(10, ['web'], 9)).toEqual([{ ...first, attempts: 1, due: 10 }, second])
      const theirs = await store.commit(other, (tx) => tx.send(1, 'web', 4))
      expect(await store.dueDeliveries(5, ['web'], 9)).toEqual([theirs])
    })

    it('keeps what can never be delivered, out of the way of what can', async () => {
      const { store } = await open()
      const client = await newClient(store)
      const [gone, next] = await store.commit(client, async (tx) => [
        await tx.send(1, 'web', 1),
        await tx.send(2, 'web', 2),
      ])
      await store.commit(client, (tx) => tx.delay(gone.id, 8, 99, true))
      expect(await store.read(client, (tx) => tx.unsent())).toEqual([next])
      expect(await store.dueDeliveries(5, ['web'], 9)).toEqual([next])
      expect(await store.troubles()).toEqual({ failedMessages: 0, undeliverable: 1 })
      await store.commit(client, (tx) => tx.sent([next.id]))
      expect(await store.nextDue()).toBeUndefined()
    })
  })
}
