import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ended, startOnFullDisk } from './children/child.ts'
import { emptyFolder, key, openIn } from './folder.ts'
import { rowsOf } from './raw.ts'

describe('a disk that takes no more', () => {
  it('rejects every unit of the commit, applies nothing of it, and lets what is there be read', async () => {
    const folder = emptyFolder()
    const { said } = await ended(startOnFullDisk('full.ts', folder, key.toString('hex')))
    const written = said.filter((line) => /^\d+$/.test(line)).slice(0, -2)
    const [last] = written.slice(-1)
    expect(Number(last)).toBeGreaterThan(5)
    // Of one commit: two turns, someone enrolled, someone erased. Then the last turn of each client.
    expect(said.slice(written.length)).toEqual(['rejected', 'rejected', 'rejected', 'rejected', last, last])
    const keys = rowsOf(join(folder, 'keys.db'), 'select state, wrapped is not null as there from client_key')
    expect(keys).toEqual([
      { state: 'kept', there: 1 },
      { state: 'kept', there: 1 },
    ])

    const store = await openIn(folder)
    for (const person of ['alice', 'bob']) {
      const client = (await store.find('web', person))!
      const turns = await store.read(client, (tx) => tx.turns(1))
      expect(turns.map(({ seq }) => String(seq))).toEqual(written)
      const next = turns.length + 1
      await store.commit(client, (tx) => tx.addTurn({ seq: next, at: 1, words: 'there is room again' }))
    }
    expect(await store.find('web', 'carol')).toBeUndefined()
  })
})
