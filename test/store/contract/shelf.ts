import { describe, expect, it } from 'vitest'
import type { Open } from '../contract.ts'
import { newClient } from '../folder.ts'

export function shelfContract(open: Open): void {
  describe('the shelf', () => {
    it('keeps what an adapter puts there, finds whose it is, and lets it be exchanged', async () => {
      const { store, again } = await open()
      const client = await newClient(store)
      await store.commit(client, (tx) => tx.shelve('web:key', { one: 1 }))
      await store.commit(client, (tx) => tx.shelve('web:key', { two: 2 }))
      expect(await store.shelfOwner('web:key')).toBe(client)
      const reopened = await again()
      expect(await reopened.read(client, (tx) => tx.shelved('web:key'))).toEqual({ two: 2 })
    })

    it('lets nobody take or read another client’s', async () => {
      const { store } = await open()
      const [one, other] = [await newClient(store), await newClient(store)]
      expect(await store.commit(one, (tx) => tx.shelve('web:key', 'theirs'))).toBe(true)
      expect(await store.commit(other, (tx) => tx.shelve('web:key', 'mine'))).toBe(false)
      await store.commit(other, (tx) => tx.unshelve('web:key'))
      expect(await store.read(other, (tx) => tx.shelved('web:key'))).toBeUndefined()
      expect(await store.read(one, (tx) => tx.shelved('web:key'))).toBe('theirs')
    })

    it('forgets what is taken off it, and with a client all that was theirs', async () => {
      const { store } = await open()
      const [one, other] = [await newClient(store), await newClient(store)]
      await store.commit(one, (tx) => tx.shelve('a', 1))
      await store.commit(one, (tx) => tx.unshelve('a'))
      expect(await store.shelfOwner('a')).toBeUndefined()
      await store.commit(other, (tx) => tx.shelve('b', 1))
      await store.commit(other, (tx) => tx.erase())
      expect(await store.shelfOwner('b')).toBeUndefined()
    })
  })
}
