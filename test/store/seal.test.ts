import * as fc from 'fast-check'
import { createSecretKey, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { seal, SealError, unseal } from '../../src/store/seal.ts'
import { emptyFolder, newClient, openIn } from './folder.ts'
import { change, rowsOf } from './raw.ts'

const key = createSecretKey(randomBytes(32))

describe('sealing', () => {
  it('gives back any words, and no words look the same twice', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (words, row) => {
        const sealed = seal(key, 'turn', 'c', row, words)
        expect(unseal(key, 'turn', 'c', row, sealed)).toEqual(JSON.parse(JSON.stringify(words)))
        expect(seal(key, 'turn', 'c', row, words)).not.toEqual(sealed)
      }),
    )
  })

  it('opens in its own table, client and row, with its own key, and nowhere else', () => {
    const sealed = seal(key, 'turn', 'c', '12', 'words')
    expect(unseal(key, 'turn', 'c', '12', sealed)).toBe('words')
    expect(() => unseal(key, 'timer', 'c', '12', sealed)).toThrow(SealError)
    expect(() => unseal(key, 'turn', 'd', '12', sealed)).toThrow(SealError)
    expect(() => unseal(key, 'turn', 'c', '1', sealed)).toThrow(SealError)
    expect(() => unseal(createSecretKey(randomBytes(32)), 'turn', 'c', '12', sealed)).toThrow(SealError)
  })

  it('does not open when any byte was changed, or cut off', () => {
    const sealed = seal(key, 'turn', 'c', '1', 'some words')
    for (let index = 0; index < sealed.length; index += 1) {
      const changed = Buffer.from(sealed)
      changed[index] = changed[index]! ^ 1
      expect(() => unseal(key, 'turn', 'c', '1', changed)).toThrow(SealError)
      expect(() => unseal(key, 'turn', 'c', '1', sealed.subarray(0, index))).toThrow(SealError)
    }
  })

  it('never uses an IV twice', () => {
    const ivs = Array.from({ length: 2_000 }, () => seal(key, 't', 'c', 'r', 0).subarray(1, 13).toString('hex'))
    expect(new Set(ivs).size).toBe(ivs.length)
  })
})

describe('a row whose bytes were changed', () => {
  it('rejects with its table, client and row, and no words; every other row and client is unaffected', async () => {
    const folder = emptyFolder()
    const store = await openIn(folder)
    const [hurt, other] = [await newClient(store), await newClient(store)]
    for (const client of [hurt, other]) {
      await store.commit(client, async (tx) => {
        for (const seq of [1, 2, 3]) await tx.addTurn({ seq, at: 1, words: 'the quiet afterwards' })
        await tx.keep({ id: 'p', kind: 'plan', version: 1, at: 1, flow: 'f', revision: 1, turn: 1, words: 'fewer' })
      })
    }
    const swap = `update turn set words = (select words from turn where client = ? and seq = 1) where client = ? and seq = 2`
    change(join(folder, 'gradual.db'), swap, hurt, hurt)
    const error = await store.read(hurt, (tx) => tx.turns(1)).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(SealError)
    expect(error).toMatchObject({ table: 'turn', client: hurt, row: '2' })
    expect(String(error)).toMatch(new RegExp(`turn 2 of client ${hurt} does not open: .*Restore`))
    expect(JSON.stringify(error) + String(error)).not.toContain('quiet')
    expect(await store.read(hurt, (tx) => tx.turns(3))).toHaveLength(1)
    expect(await store.read(hurt, (tx) => tx.records('plan'))).toHaveLength(1)
    expect(await store.read(other, (tx) => tx.turns(1))).toHaveLength(3)
    expect(rowsOf(join(folder, 'gradual.db'), 'pragma integrity_check')).toEqual([{ integrity_check: 'ok' }])
  })

  it('of another client does not open either', async () => {
    const folder = emptyFolder()
    const store = await openIn(folder)
    const [one, other] = [await newClient(store), await newClient(store)]
    for (const client of [one, other]) {
      await store.commit(client, (tx) => tx.setTimer({ key: 'k', due: 1, turn: 1, words: 'x' }))
    }
    change(
      join(folder, 'gradual.db'),
      'update timer set words = (select words from timer where client = ?) where client = ?',
      other,
      one,
    )
    await expect(store.read(one, (tx) => tx.timers())).rejects.toThrow(`timer k|1 of client ${one} does not open`)
  })
})
