import { createSecretKey, randomBytes } from 'node:crypto'
import { copyFileSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { KeyError, unwrap, wrap } from '../../src/store/keys.ts'
import { openStore } from '../../src/store/open.ts'
import { emptyFolder, key, newClient, openIn } from './folder.ts'
import { change, rowsOf } from './raw.ts'

const who = { program: 'harbour', channel: 'telegram', person: '4471', place: 'chat 4471', at: 5 }

describe('the deployment key', () => {
  it('must be 32 secret bytes', async () => {
    await expect(openStore({ folder: emptyFolder(), key: randomBytes(31) })).rejects.toThrow(
      '32 secret bytes; this one is 31',
    )
    const store = await openStore({ folder: emptyFolder(), key: createSecretKey(key) })
    await store.close()
  })

  it('that is not the one the folder was made with is refused, and nothing is changed', async () => {
    const folder = emptyFolder()
    const store = await openIn(folder)
    const client = await newClient(store)
    await store.close()
    const refused = openStore({ folder, key: randomBytes(32) })
    await expect(refused).rejects.toThrow(KeyError)
    await expect(refused).rejects.toThrow(/does not open .*keys\.db\. Use the key this file was made with/)
    expect(await (await openIn(folder)).read(client, (tx) => tx.lastTurn())).toBe(0)
  })

  it('can be changed by wrapping the keys anew: words, lookups and secrets stay as they were', async () => {
    const folder = emptyFolder()
    const store = await openIn(folder)
    const client = await store.enrol(who)
    await store.commit(client, (tx) => tx.receiveNow({ incoming: 'm', channel: 'telegram', at: 1 }, 1))
    await store.commit(client, (tx) => tx.addTurn({ seq: 1, at: 1, words: 'as before' }))
    const secret = store.secret('sessions')
    await store.close()

    const file = join(folder, 'keys.db')
    const [old, next] = [createSecretKey(key), createSecretKey(randomBytes(32))]
    const anew = (owner: string, wrapped: Buffer) => wrap(next, owner, unwrap(old, owner, wrapped)!)
    for (const root of rowsOf<{ store: string; wrapped: Buffer }>(file, 'select * from root')) {
      change(file, 'update root set wrapped = ?', anew(`root|${root.store}`, root.wrapped))
    }
    for (const each of rowsOf<{ client: string; wrapped: Buffer }>(file, 'select * from client_key')) {
      change(
        file,
        'update client_key set wrapped = ? where client = ?',
        anew(`client|${each.client}`, each.wrapped),
        each.client,
      )
    }

    const later = await openStore({ folder, key: next })
    expect(later.secret('sessions')).toEqual(secret)
    expect(await later.find('telegram', '4471')).toBe(client)
    expect(await later.read(client, (tx) => tx.turns(1))).toEqual([{ seq: 1, at: 1, words: 'as before' }])
    const repeat = await later.commit(client, (tx) => tx.receiveNow({ incoming: 'm', channel: 'telegram', at: 1 }, 2))
    expect(repeat).toBe(false)
    await later.close()
  })
})

describe('the two files', () => {
  it('are refused when one is missing, and no other is begun in its place', async () => {
    for (const missing of ['gradual.db', 'keys.db']) {
      const folder = emptyFolder()
      const store = await openIn(folder)
      await newClient(store)
      await store.close()
      rmSync(join(folder, missing))
      await expect(openStore({ folder, key })).rejects.toThrow(`Put ${missing} back from its backup`)
      expect(existsSync(join(folder, missing))).toBe(false)
    }
  })

  it('are refused when they are of two stores', async () => {
    const [one, other] = [emptyFolder(), emptyFolder()]
    for (const folder of [one, other]) {
      const store = await openIn(folder)
      await newClient(store)
      await store.close()
    }
    copyFileSync(join(other, 'keys.db'), join(one, 'keys.db'))
    await expect(openStore({ folder: one, key })).rejects.toThrow('are not of one store')
  })

  it('say so when the keys are older than the words', async () => {
    const folder = emptyFolder()
    const store = await openIn(folder)
    await newClient(store)
    await store.backup(join(folder, 'backup'))
    const late = await newClient(store)
    await store.close()
    copyFileSync(join(folder, 'backup', 'keys', 'keys.db'), join(folder, 'keys.db'))
    const restored = await openIn(folder)
    await expect(restored.read(late, (tx) => tx.lastTurn())).rejects.toThrow('it is older than the words')
    expect(await restored.find('web', 'nobody')).toBeUndefined()
  })
})
