import { describe, expect, it } from 'vitest'
import { UnknownClientError } from '../../../src/store/port.ts'
import type { Open } from '../contract.ts'
import { newClient } from '../folder.ts'

const who = { program: 'harbour', channel: 'telegram', person: '4471', place: 'chat 4471', at: 5 }

export function clientsContract(open: Open): void {
  describe('clients', () => {
    it('are found by their identity, on its channel only', async () => {
      const { store } = await open()
      const client = await store.enrol(who)
      expect(await store.find('telegram', '4471')).toBe(client)
      expect(await store.find('slack', '4471')).toBeUndefined()
      expect(await store.find('telegram', '447')).toBeUndefined()
    })

    it('enrolled twice at once, or again later, are one client', async () => {
      const { store } = await open()
      const [one, other] = await Promise.all([store.enrol(who), store.enrol(who)])
      expect(other).toBe(one)
      expect(await store.enrol({ ...who, program: 'another' })).toBe(one)
      expect(await store.clients(undefined, 10)).toEqual([{ id: one, program: 'harbour', createdAt: 5 }])
    })

    it('come in pages, each once', async () => {
      const { store } = await open()
      const all = await Promise.all(Array.from({ length: 7 }, () => newClient(store)))
      const seen: string[] = []
      for (;;) {
        const page = await store.clients(seen.at(-1), 3)
        if (page.length === 0) break
        seen.push(...page.map(({ id }) => id))
      }
      expect(seen.toSorted()).toEqual(all.toSorted())
    })

    it('have their identities, the one used last first, and the place of each', async () => {
      const { store } = await open()
      const client = await store.enrol(who)
      await store.commit(client, (tx) => tx.touch('slack', 'U1', 'D1', 9))
      const people = () => store.read(client, (tx) => tx.people())
      expect(await people()).toEqual([
        { client, channel: 'slack', place: 'D1' },
        { client, channel: 'telegram', place: 'chat 4471' },
      ])
      await store.commit(client, (tx) => tx.touch('telegram', '4471', 'chat 9', 12))
      expect(await people()).toEqual([
        { client, channel: 'telegram', place: 'chat 9' },
        { client, channel: 'slack', place: 'D1' },
      ])
      expect(await store.find('slack', 'U1')).toBe(client)
    })

    it('can not take an identity from another client', async () => {
      const { store } = await open()
      const client = await store.enrol(who)
      const other = await newClient(store)
      const failing = store.commit(other, (tx) => tx.touch('telegram', '4471', 'mine now', 9))
      await expect(failing).rejects.toThrow('belongs to another client')
      expect(await store.find('telegram', '4471')).toBe(client)
    })

    it('keep every character of their words', async () => {
      const { store } = await open()
      const client = await newClient(store)
      const words = ['', 'ñ 🙂 \u0000 \uD800 "quoted" \\ \n', 'x'.repeat(10_000), null, 0, { a: [true] }]
      for (const [index, each] of words.entries()) {
        await store.commit(client, (tx) => tx.addTurn({ seq: index + 1, at: 0, words: each }))
      }
      const turns = await store.read(client, (tx) => tx.turns(1))
      expect(turns.map((turn) => turn.words)).toEqual(words)
    })
  })

  describe('an erased client', () => {
    it('is gone with everything of theirs, and no one else is', async () => {
      const { store, again } = await open()
      const client = await store.enrol(who)
      const other = await newClient(store)
      for (const id of [client, other]) {
        await store.commit(id, async (tx) => {
          await tx.receive({ incoming: 'm', channel: 'web', at: 1, due: 1, urgent: false, words: 'x' })
          await tx.addTurn({ seq: 1, at: 1, words: 'x' })
          await tx.setTimer({ key: 't', due: 1, turn: 1, words: 'x' })
          await tx.send(1, 'web', 1)
        })
      }
      await store.commit(client, (tx) => tx.erase())
      for (const open of [async () => store, again]) {
        const each = await open()
        await expect(each.read(client, (tx) => tx.turns(1))).rejects.toThrow(UnknownClientError)
        await expect(each.commit(client, (tx) => tx.lastTurn())).rejects.toThrow(UnknownClientError)
        expect(await each.find('telegram', '4471')).toBeUndefined()
        expect((await each.dueMessages(9, 9)).map((due) => due.client)).toEqual([other])
        expect((await each.dueTimers(9, 9)).map((due) => due.client)).toEqual([other])
        expect((await each.dueDeliveries(9, ['web'], 9)).map((due) => due.client)).toEqual([other])
        expect(await each.read(other, (tx) => tx.lastTurn())).toBe(1)
        if (each === store) continue
        expect(await each.enrol(who)).not.toBe(client)
      }
    })

    it('is gone for the units of work behind it in the same commit', async () => {
      const { store } = await open()
      const client = await newClient(store)
      await store.commit(client, (tx) => tx.lastTurn())
      const outcomes = await Promise.allSettled([
        store.commit(client, (tx) => tx.erase()),
        store.commit(client, (tx) => tx.lastTurn()),
        store.commit(client, (tx) => tx.addTurn({ seq: 1, at: 1, words: 'too late' })),
      ])
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected'])
      expect(outcomes[1]).toMatchObject({ reason: new UnknownClientError(client) })
    })

    it('is not erased when that unit of work fails', async () => {
      const { store, again } = await open()
      const client = await newClient(store)
      await store.commit(client, (tx) => tx.addTurn({ seq: 1, at: 1, words: 'still here' }))
      const failing = store.commit(client, async (tx) => {
        await tx.erase()
        throw new Error('changed their mind')
      })
      await expect(failing).rejects.toThrow('changed their mind')
      const later = await again()
      expect(await later.read(client, (tx) => tx.turns(1))).toEqual([{ seq: 1, at: 1, words: 'still here' }])
    })
  })

  describe('the secrets', () => {
    it('are 32 bytes, differ by purpose, and are the same after opening again', async () => {
      const { store, again } = await open()
      const one = store.secret('sessions')
      expect(one).toHaveLength(32)
      expect(store.secret('webhooks')).not.toEqual(one)
      expect((await again()).secret('sessions')).toEqual(one)
    })
  })

  describe('revisions', () => {
    it('are numbered from 1 for each flow, and one with the same hash is not added', async () => {
      const { store } = await open()
      const first = { flow: 'menu', number: 1, hash: 'aa', at: 1, script: '{}' }
      expect(await store.publish('menu', 'aa', '{}', 1)).toEqual(first)
      expect(await store.publish('menu', 'aa', '{}', 2)).toEqual(first)
      expect((await store.publish('menu', 'bb', '{"v":2}', 3)).number).toBe(2)
      expect((await store.publish('menu', 'aa', '{}', 4)).number).toBe(3)
      expect((await store.publish('relax', 'aa', '{}', 4)).number).toBe(1)
      expect((await store.revisions()).map(({ flow, number }) => `${flow} ${number}`)).toEqual([
        'menu 1',
        'menu 2',
        'menu 3',
        'relax 1',
      ])
    })

    it('published twice at once are one', async () => {
      const { store } = await open()
      await Promise.all([1, 2, 3].map((at) => store.publish('menu', 'aa', '{}', at)))
      expect(await store.revisions()).toHaveLength(1)
    })
  })
}
