import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { UnknownClientError, type Store } from '../../src/store/port.ts'
import { openStore } from '../../src/store/open.ts'
import { emptyFolder, key, newClient, openIn } from './folder.ts'
import { rowsOf } from './raw.ts'

/** Restores as the manual says: the file of each half copied into one folder. */
async function restore(words: string, keys = words): Promise<{ store: Store; folder: string }> {
  const folder = emptyFolder()
  copyFileSync(join(words, 'words', 'gradual.db'), join(folder, 'gradual.db'))
  copyFileSync(join(keys, 'keys', 'keys.db'), join(folder, 'keys.db'))
  return { store: await openIn(folder), folder }
}

const next = (store: Store, client: string) =>
  store.commit(client, async (tx) => {
    const seq = (await tx.lastTurn()) + 1
    await tx.addTurn({ seq, at: seq, words: { seq, said: 'x'.repeat(500) } })
    return seq
  })

describe('a backup', () => {
  it('taken while clients come and write is one moment of it, whole, and restoring it is copying two files', async () => {
    const store = await openIn(emptyFolder())
    const to = join(emptyFolder(), 'monday')
    const clients = await Promise.all(Array.from({ length: 8 }, () => newClient(store)))
    for (const client of clients) for (let turn = 0; turn < 20; turn += 1) await next(store, client)
    const copying = new AbortController()
    const busy = async () => {
      for (let turn = 0; !copying.signal.aborted; turn += 1) {
        if (turn % 10 === 0) clients.push(await newClient(store))
        await Promise.all(clients.slice(0, 8).map((client) => next(store, client)))
      }
    }
    const writing = busy()
    await store.backup(to)
    copying.abort()
    await writing

    const { store: restored } = await restore(to)
    const there = (await restored.clients(undefined, 1_000)).map(({ id }) => id)
    expect(clients.slice(0, 8).filter((client) => !there.includes(client))).toEqual([])
    for (const client of there) {
      const turns = await restored.read(client, (tx) => tx.turns(1))
      expect(turns.map(({ seq }) => seq)).toEqual(turns.map((_, index) => index + 1))
      expect(await next(restored, client)).toBe(turns.length + 1)
    }
    for (const client of clients.slice(0, 8)) {
      expect(await restored.read(client, (tx) => tx.lastTurn())).toBeGreaterThan(20)
    }
  })

  it('keeps words and keys apart, for the owner only, and leaves nothing else behind', async () => {
    const store = await openIn(emptyFolder())
    await newClient(store)
    const to = join(emptyFolder(), 'b')
    await store.backup(to)
    const files = new Set<unknown>(readdirSync(to, { recursive: true }))
    expect(files).toEqual(new Set(['keys', 'keys/keys.db', 'words', 'words/gradual.db']))
    expect([to, join(to, 'keys'), join(to, 'words')].map((folder) => statSync(folder).mode & 0o077)).toEqual([0, 0, 0])
  })

  it('is never written over', async () => {
    const store = await openIn(emptyFolder())
    const to = join(emptyFolder(), 'b')
    await store.backup(to)
    const before = readFileSync(join(to, 'words', 'gradual.db'))
    await newClient(store)
    await expect(store.backup(to)).rejects.toThrow('Name a new folder')
    expect(readFileSync(join(to, 'words', 'gradual.db'))).toEqual(before)
  })

  it('that can not be written says why, and can be tried again', async () => {
    const store = await openIn(emptyFolder())
    const to = join(emptyFolder(), 'b')
    mkdirSync(join(to, 'words', 'gradual.db.part', 'in the way'), { recursive: true })
    await expect(store.backup(to)).rejects.toThrow('directory')
    await store.backup(`${to}2`)
    expect(await newClient(store)).toHaveLength(32)
  })

  it('can be taken by a tool beside the process that serves, which enrols and erases no one', async () => {
    const folder = emptyFolder()
    const store = await openIn(folder)
    const client = await newClient(store)
    await next(store, client)
    const tool = await openStore({ folder, key, beside: true })
    await tool.backup(join(folder, 'b'))
    await expect(newClient(tool)).rejects.toThrow(/read-?only/)
    await expect(tool.commit(client, (tx) => tx.erase())).rejects.toThrow(/read-?only/)
    await tool.close()
    const { store: restored } = await restore(join(folder, 'b'))
    expect(await restored.read(client, (tx) => tx.lastTurn())).toBe(1)
    expect(await next(store, client)).toBe(2)
  })

  it('needs a store to be there', async () => {
    await expect(openStore({ folder: emptyFolder(), key, beside: true })).rejects.toThrow('There is no store')
  })
})

describe('someone erased', () => {
  it('is not in a backup taken after, not even as bytes no one can read', async () => {
    const folder = emptyFolder()
    const store = await openIn(folder)
    const client = await newClient(store)
    await newClient(store)
    await next(store, client)
    const [turn] = rowsOf<{ words: Buffer }>(join(folder, 'gradual.db'), 'select words from turn')
    const [kept] = rowsOf<{ wrapped: Buffer }>(
      join(folder, 'keys.db'),
      `select wrapped from client_key where client = '${client}'`,
    )
    await store.backup(join(folder, 'before'))
    await store.commit(client, (tx) => tx.erase())
    await store.backup(join(folder, 'after'))
    const has = (name: string, file: string, bytes: Buffer) => readFileSync(join(folder, name, file)).includes(bytes)
    const words = join('words', 'gradual.db')
    const keys = join('keys', 'keys.db')
    expect([has('before', words, turn!.words), has('before', keys, kept!.wrapped)]).toEqual([true, true])
    expect([has('after', words, turn!.words), has('after', keys, kept!.wrapped)]).toEqual([false, false])
  })

  it('stays erased when older words are restored beside newer keys', async () => {
    const folder = emptyFolder()
    const store = await openIn(folder)
    const [client, other] = [await newClient(store), await newClient(store)]
    for (const each of [client, other]) await next(store, each)
    await store.backup(join(folder, 'before'))
    await store.commit(client, (tx) => tx.erase())
    await store.backup(join(folder, 'after'))
    const { store: restored, folder: at } = await restore(join(folder, 'before'), join(folder, 'after'))
    await expect(restored.read(client, (tx) => tx.turns(1))).rejects.toThrow(UnknownClientError)
    expect(rowsOf(join(at, 'gradual.db'), `select client from turn`)).toEqual([{ client: other }])
    expect(await restored.read(other, (tx) => tx.lastTurn())).toBe(1)
  })
})
