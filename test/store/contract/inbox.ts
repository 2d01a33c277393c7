import { describe, expect, it } from 'vitest'
import type { InboxEntry } from '../../../src/store/port.ts'
import type { Open } from '../contract.ts'
import { newClient } from '../folder.ts'

const message = (incoming: string, more: Partial<InboxEntry> = {}): InboxEntry => {
  return { incoming, channel: 'web', at: 1, due: 5, urgent: false, words: { text: incoming }, ...more }
}

export function inboxContract(open: Open): void {
  describe('the inbox', () => {
    it('holds what waits, in the order it came, whatever the times say', async () => {
      const { store } = await open()
      const client = await newClient(store)
      const all = [
        message('b', { at: 9 }),
        message('a', { at: 9, urgent: true }),
        message('c', { at: 2, channel: 'slack' }),
      ]
      for (const each of all) expect(await store.commit(client, (tx) => tx.receive(each))).toBe(true)
      expect(await store.read(client, (tx) => tx.waiting())).toEqual(all)
    })

    it('takes a repeat for what it is: while it waits, when it was taken, when it failed, and after a restart', async () => {
      const { store, again } = await open()
      const client = await newClient(store)
      const [waits, taken, failed] = [message('waits'), message('taken'), message('failed')]
      await store.commit(client, async (tx) => {
        for (const each of [waits, taken, failed]) await tx.receive(each)
        await tx.take([taken], 1)
        await tx.fail(failed, 'it broke')
        await tx.receiveNow(message('now'), 2)
      })
      for (const open of [async () => store, again]) {
        const each = await open()
        const repeats = await each.commit(client, async (tx) => [
          await tx.receive(message('waits', { words: 'other' })),
          await tx.receive(taken),
          await tx.receive(failed),
          await tx.receive(message('now')),
          await tx.receiveNow(message('now'), 3),
          await tx.receiveNow(waits, 3),
        ])
        expect(repeats).toEqual([false, false, false, false, false, false])
        expect(await each.read(client, (tx) => tx.waiting())).toEqual([waits])
      }
    })

    it('tells messages of two channels and of two clients apart', async () => {
      const { store } = await open()
      const [one, other] = [await newClient(store), await newClient(store)]
      expect(await store.commit(one, (tx) => tx.receive(message('m')))).toBe(true)
      expect(await store.commit(one, (tx) => tx.receive(message('m', { channel: 'slack' })))).toBe(true)
      expect(await store.commit(other, (tx) => tx.receive(message('m')))).toBe(true)
    })

    it('forgets what was taken, and refuses to take what never came', async () => {
      const { store } = await open()
      const client = await newClient(store)
      await store.commit(client, async (tx) => {
        await tx.receive(message('one'))
        await tx.receive(message('two'))
        await tx.take([message('one')], 1)
      })
      expect(await store.read(client, (tx) => tx.waiting())).toEqual([message('two')])
      await expect(store.commit(client, (tx) => tx.take([message('three')], 1))).rejects.toThrow('not in the inbox')
    })

    it('keeps a failed message with its reason, out of the way, until it is taken', async () => {
      const { store } = await open()
      const client = await newClient(store)
      await store.commit(client, async (tx) => {
        await tx.receive(message('bad', { urgent: true }))
        await tx.receive(message('good'))
        await tx.fail(message('bad'), 'no such step')
      })
      expect(await store.read(client, (tx) => tx.waiting())).toEqual([message('good')])
      const { due, ...kept } = message('bad', { urgent: true })
      expect(due).toBe(5)
      expect(await store.read(client, (tx) => tx.failed())).toEqual([{ ...kept, reason: 'no such step' }])
      expect(await store.troubles()).toEqual({ failedMessages: 1, undeliverable: 0 })
      expect(await store.dueMessages(9, 9)).toEqual([{ client, due: 5 }])
      await store.commit(client, (tx) => tx.take([message('bad'), message('good')], 1))
      expect(await store.troubles()).toEqual({ failedMessages: 0, undeliverable: 0 })
      expect(await store.nextDue()).toBeUndefined()
    })

    it('names clients with a due message, those in danger first, each once', async () => {
      const { store } = await open()
      const [early, late, danger, future] = [
        await newClient(store),
        await newClient(store),
        await newClient(store),
        await newClient(store),
      ]
      const receive = (client: string, entry: InboxEntry) => store.commit(client, (tx) => tx.receive(entry))
      await receive(late, message('a', { due: 4 }))
      await receive(early, message('a', { due: 2 }))
      await receive(early, message('b', { due: 3 }))
      await receive(danger, message('a', { due: 6 }))
      await receive(danger, message('b', { due: 5, urgent: true }))
      await receive(future, message('a', { due: 8, urgent: true }))
      const due = [
        { client: danger, due: 5 },
        { client: early, due: 2 },
        { client: late, due: 4 },
      ]
      expect(await store.dueMessages(7, 9)).toEqual(due)
      expect(await store.dueMessages(7, 2)).toEqual(due.slice(0, 2))
      expect(await store.nextDue()).toBe(2)
    })
  })
}
