import { describe, expect, it } from 'vitest'
import type { Alert, Raised } from '../../../src/store/alert-port.ts'
import type { Store } from '../../../src/store/port.ts'
import type { Open } from '../contract.ts'
import { newClient } from '../folder.ts'

const raised: Raised = { program: 'harbour', kind: 'suicide', channel: 'web', at: 100, turn: 1, since: 90 }
const rosa = { contact: 'Rosa', way: 'email' }
const shift = { program: 'harbour', contact: 'Rosa', shift: 50, until: 150 }

function raise(store: Store, client: string, more: Partial<Raised> = {}): Promise<Alert> {
  return store.commit(client, (tx) => tx.raise({ ...raised, ...more }))
}

export function alertsContract(open: Open): void {
  describe('an alert', () => {
    it('stands after its commit, and falls due at once', async () => {
      const { store, again } = await open()
      const client = await newClient(store)
      const alert = await raise(store, client)
      expect(alert).toMatchObject({ client, program: 'harbour', kind: 'suicide', channel: 'web', count: 1 })
      expect(alert).toMatchObject({ state: 'open', at: 100, due: 100 })
      const reopened = await again()
      expect(await reopened.alerts.due(100, 9)).toEqual([alert])
      expect(await reopened.alerts.due(99, 9)).toEqual([])
      expect(await reopened.alerts.nextDue()).toBe(100)
      expect(await reopened.alerts.list(9)).toEqual([alert])
    })

    it('calls a client by a name that is always theirs and nobody else’s', async () => {
      const { store } = await open()
      const clients = await Promise.all(Array.from({ length: 200 }, () => newClient(store)))
      const names = await Promise.all(clients.map(async (client) => (await raise(store, client)).who))
      expect(new Set(names).size).toBe(200)
      expect(names.filter((name) => !/^[a-z]+-[0-9A-Z]{5}$/.test(name))).toEqual([])
      expect((await raise(store, clients[0]!, { kind: 'overdose' })).who).toBe(names[0])
    })

    it('does not stand when its unit of work throws', async () => {
      const { store } = await open()
      const client = await newClient(store)
      const failing = store.commit(client, async (tx) => {
        await tx.raise(raised)
        throw new Error('no')
      })
      await expect(failing).rejects.toThrow('no')
      expect(await store.alerts.list(9)).toEqual([])
    })

    it('raised again while it is open, or soon after somebody took it, is one alert that counts', async () => {
      const { store } = await open()
      const client = await newClient(store)
      const { id } = await raise(store, client)
      expect(await raise(store, client, { at: 5_000, since: 4_000, turn: 2 })).toMatchObject({ id, count: 2, at: 100 })
      await store.alerts.acknowledge(id, 'Rosa', 5_001)
      expect(await raise(store, client, { at: 5_002, since: 100, turn: 3 })).toMatchObject({ id, count: 3 })
      expect((await raise(store, client, { at: 5_003, since: 101, turn: 4 })).id).not.toBe(id)
    })

    it('of another kind, or another client, is another alert, and so is one after nobody answered', async () => {
      const { store } = await open()
      const [one, other] = [await newClient(store), await newClient(store)]
      const { id } = await raise(store, one)
      await raise(store, one, { kind: 'overdose' })
      await raise(store, other)
      await store.commit(one, (tx) => tx.giveUp(id))
      await raise(store, one, { turn: 2 })
      const all = await store.alerts.list(9)
      expect(all.map(({ count }) => count)).toEqual([1, 1, 1, 1])
    })

    it('that a turn raises twice, or that its turn taken again raises, counts once', async () => {
      const { store } = await open()
      const client = await newClient(store)
      await raise(store, client)
      expect((await raise(store, client)).count).toBe(1)
      await store.commit(client, (tx) => tx.undo(1))
      expect((await raise(store, client, { turn: 2, replaces: 1 })).count).toBe(1)
      expect((await raise(store, client, { turn: 3 })).count).toBe(2)
    })

    it('is acknowledged by one, once, also when it was given up, and nobody is told any more', async () => {
      const { store } = await open()
      const client = await newClient(store)
      const alert = await raise(store, client)
      await store.alerts.tell(alert, [rosa], 101, 200)
      expect(await store.commit(client, (tx) => tx.giveUp(alert.id))).toBe(true)
      expect(await store.alerts.find(alert.id)).toMatchObject({ state: 'unanswered' })
      expect(await store.alerts.acknowledge(alert.id, 'Rosa', 110)).toBe(true)
      expect(await store.alerts.acknowledge(alert.id, 'Sam', 120)).toBe(false)
      const found = await store.alerts.find(alert.id)
      expect(found).toMatchObject({ state: 'acknowledged', acknowledged: { by: 'Rosa', at: 110 } })
      expect(await store.alerts.nextDue()).toBeUndefined()
      expect(await store.commit(client, (tx) => tx.giveUp(alert.id))).toBe(false)
      expect(await store.alerts.acknowledge('nothing', 'Rosa', 1)).toBe(false)
    })

    it('is given up only by its own client’s unit of work', async () => {
      const { store } = await open()
      const [one, other] = [await newClient(store), await newClient(store)]
      const { id } = await raise(store, one)
      expect(await store.commit(other, (tx) => tx.giveUp(id))).toBe(false)
      expect(await store.alerts.find(id)).toMatchObject({ state: 'open' })
    })
  })

  describe('notices', () => {
    it('of one step are queued once, however often it is taken', async () => {
      const { store } = await open()
      const alert = await raise(store, await newClient(store))
      const steps = await Promise.all([1, 2, 3].map(() => store.alerts.tell(alert, [rosa], 101, 200)))
      expect(steps.toSorted()).toEqual([false, false, true])
      expect(await store.alerts.notices(alert.id)).toMatchObject([{ ...rosa, due: 101, attempts: 0 }])
      expect(await store.alerts.due(199, 9)).toEqual([])
      expect(await store.alerts.find(alert.id)).toMatchObject({ due: 200 })
    })

    it('are sent, put off, or given up', async () => {
      const { store, again } = await open()
      const alert = await raise(store, await newClient(store))
      await store.alerts.tell(
        alert,
        [rosa, { contact: 'Rosa', way: 'slack' }, { contact: 'Sam', way: 'slack' }],
        101,
        900,
      )
      const [first, second, third] = await store.alerts.dueNotices(101, 9)
      await store.alerts.sent(first!.id, 102)
      await store.alerts.delay(second!.id, 1, 300)
      await store.alerts.delay(third!.id, 7, undefined)
      const reopened = await again()
      const after = await reopened.alerts.notices(alert.id)
      expect(after.map(({ due, attempts, sentAt }) => [due, attempts, sentAt])).toEqual([
        [undefined, 0, 102],
        [300, 1, undefined],
        [undefined, 7, undefined],
      ])
      expect(await reopened.alerts.nextDue()).toBe(300)
      expect(await reopened.alerts.dueNotices(300, 9)).toEqual([after[1]])
      expect(await reopened.alerts.notice(second!.id)).toEqual(after[1])
    })

    it('are no longer sent once somebody has the alert', async () => {
      const { store } = await open()
      const alert = await raise(store, await newClient(store))
      await store.alerts.tell(alert, [rosa], 101, 900)
      await store.alerts.acknowledge(alert.id, 'Sam', 102)
      expect(await store.alerts.dueNotices(999, 9)).toEqual([])
    })

    it('let the next step come sooner, never later', async () => {
      const { store } = await open()
      const alert = await raise(store, await newClient(store))
      await store.alerts.tell(alert, [rosa], 101, 900)
      await store.alerts.hasten(alert.id, 300)
      await store.alerts.hasten(alert.id, 500)
      expect(await store.alerts.find(alert.id)).toMatchObject({ due: 300 })
    })
  })

  describe('being on call', () => {
    it('is asked once a shift, and counts once it is acknowledged, until it ends', async () => {
      const { store } = await open()
      const client = await newClient(store)
      const watched = (now: number) => store.read(client, (tx) => tx.watched('harbour', now))
      expect(await store.alerts.askDuty(shift, ['email', 'slack'], 50)).toBe(true)
      expect(await store.alerts.askDuty(shift, ['email', 'slack'], 51)).toBe(false)
      expect((await store.alerts.dueNotices(50, 9)).map(({ about, way }) => [about, way])).toEqual([
        [{ shift: 50 }, 'email'],
        [{ shift: 50 }, 'slack'],
      ])
      expect(await watched(60)).toBe(false)
      await store.alerts.acknowledgeDuty(shift, 70)
      await store.alerts.acknowledgeDuty(shift, 80)
      expect(await store.alerts.findDuty(shift)).toEqual({ ...shift, acknowledgedAt: 70 })
      expect([await watched(49), await watched(100), await watched(150)]).toEqual([false, true, false])
      expect(await store.read(client, (tx) => tx.watched('other', 100))).toBe(false)
    })

    it('can be said unasked, and can end earlier', async () => {
      const { store } = await open()
      await store.alerts.acknowledgeDuty({ ...shift, contact: 'Sam' }, 60)
      await store.alerts.acknowledgeDuty({ ...shift, shift: 55 }, 55)
      expect(await store.alerts.onDuty('harbour', 100)).toEqual(['Rosa', 'Sam'])
      await store.alerts.acknowledgeDuty({ ...shift, shift: 55, until: 90 }, 80)
      expect(await store.alerts.onDuty('harbour', 100)).toEqual(['Sam'])
    })
  })

  describe('erasing a client', () => {
    it('takes every alert that is closed, and leaves one that is open, tied to nobody, until someone has looked', async () => {
      const { store } = await open()
      const client = await newClient(store)
      const [closed, standing] = [await raise(store, client), await raise(store, client, { kind: 'overdose' })]
      await store.alerts.acknowledge(closed.id, 'Rosa', 101)
      await store.commit(client, (tx) => tx.erase())
      const left = await store.alerts.list(9)
      expect(left.map(({ id, client: whose }) => [id, whose])).toEqual([[standing.id, undefined]])
      expect(await store.alerts.acknowledge(standing.id, 'Rosa', 102)).toBe(true)
      expect(await store.alerts.list(9)).toEqual([])
    })

    it('leaves nothing of one that nobody answered', async () => {
      const { store } = await open()
      const client = await newClient(store)
      const { id } = await raise(store, client)
      await store.commit(client, (tx) => tx.erase())
      expect(await store.alerts.giveUp(id)).toBe(true)
      expect(await store.alerts.list(9)).toEqual([])
    })
  })
}
