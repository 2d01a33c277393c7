import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ended, start } from './children/child.ts'
import { alice, bob, fileOf, filesOf } from './children/units.ts'
import { emptyFolder, key, newClient, openIn } from './folder.ts'
import { rowsOf } from './raw.ts'

const hex = key.toString('hex')

/** Every client that has a row anywhere in the words file. */
function clientsIn(folder: string): string[] {
  const tables = ['person', 'inbox', 'turn', 'record', 'timer', 'reward', 'outbox']
  const all = ['select id as client from client', ...tables.map((table) => `select client from ${table}`)]
  return rowsOf<{ client: string }>(join(folder, 'gradual.db'), all.join(' union ')).map(({ client }) => client)
}

/** The keys file as it stands: each client's state, and whether their key is still there. */
const keysIn = (folder: string) =>
  rowsOf<{ client: string; state: string; there: number }>(
    join(folder, 'keys.db'),
    'select client, state, wrapped is not null as there from client_key',
  )

/** How far a client came: the number of their units of work that are there, each whole. */
type Step = number | 'absent'

/** Opens a folder after a crash and says how far each client came. Whatever is there must be whole, and the files agree. */
async function settled(folder: string): Promise<{ alice: Step; bob: Step }> {
  const store = await openIn(folder)
  const stepOf = async (person: string): Promise<Step> => {
    const client = await store.find('web', person)
    if (client === undefined) return 'absent'
    const file = JSON.stringify(await fileOf(store, client))
    const step = filesOf.findIndex((each) => JSON.stringify(each) === file)
    expect(step, `a part of a unit of work: ${file}`).toBeGreaterThan(-1)
    return step
  }
  const steps = { alice: await stepOf(alice.person), bob: await stepOf(bob.person) }
  const living = (await store.clients(undefined, 10)).map(({ id }) => id)
  const keys = keysIn(folder)
  expect(new Set(clientsIn(folder))).toEqual(new Set(living))
  expect(new Set(keys.filter(({ there }) => there === 1).map(({ client }) => client))).toEqual(new Set(living))
  expect(keys.filter(({ state, there }) => state !== (there === 1 ? 'kept' : 'erased'))).toEqual([])
  await newClient(store)
  await store.close()
  return steps
}

/** What may be found: what was said to be done, or the one more unit that was being committed. */
function mayBe(said: readonly string[]): { alice: Step[]; bob: Step[] } {
  const done = (units: readonly string[]) => units.filter((unit) => said.includes(unit)).length
  const [one, two] = [done(['first', 'second', 'third']), done(['bob first'])]
  const aliceNext: Step = one === 3 ? 'absent' : one + 1
  return {
    alice: said.includes('erased') ? ['absent'] : said.includes('alice') ? [one, aliceNext] : ['absent', 0],
    bob: said.includes('bob') ? [two, 1] : said.includes('first') ? ['absent', 0] : ['absent'],
  }
}

describe('a process that is killed', () => {
  it('before any of its writes leaves each unit of work whole or not there, and nothing said to be done is lost', async () => {
    const whole = await ended(start('crash.ts', emptyFolder(), hex, 'units'))
    const writes = Number(whole.said.at(-1)!.split(' ')[1])
    expect(writes).toBeGreaterThan(80)
    const found = new Set<string>()
    const kill = async (at: number) => {
      const folder = emptyFolder()
      const { said, signal } = await ended(start('crash.ts', folder, hex, 'units', String(at)))
      expect(signal).toBe('SIGKILL')
      const steps = await settled(folder)
      const allowed = mayBe(said)
      expect(allowed.alice, `alice, killed before write ${at}, after ${said.join(', ')}`).toContain(steps.alice)
      expect(allowed.bob, `bob, killed before write ${at}, after ${said.join(', ')}`).toContain(steps.bob)
      found.add(`${steps.alice}, ${steps.bob}`)
    }
    for (let at = 1; at <= writes; at += 2) await Promise.all([kill(at), at < writes ? kill(at + 1) : undefined])
    // The sixth: an erasure that was written down and is finished, beside a unit of the same commit that never was.
    const every = ['absent, absent', '0, absent', '1, absent', '2, 0', '3, 0', 'absent, 0', 'absent, 1']
    expect(found).toEqual(new Set(every))
  }, 240_000)

  it('again and again while it recovers ends where it would have ended at once', async () => {
    // Killed between the mark in the keys file and the commit of the words: an erasure that is to be finished.
    const whole = await ended(start('crash.ts', emptyFolder(), hex, 'units'))
    const writes = Number(whole.said.at(-1)!.split(' ')[1])
    let marked: string | undefined
    for (let at = writes; marked === undefined; at -= 1) {
      const folder = emptyFolder()
      await ended(start('crash.ts', folder, hex, 'units', String(at)))
      const erasing = keysIn(folder).some(({ state }) => state === 'erasing')
      if (erasing && clientsIn(folder).length === 2) marked = folder
    }
    for (let at = 1; ; at += 1) {
      const folder = join(emptyFolder(), 'copy')
      cpSync(marked, folder, { recursive: true })
      const { signal } = await ended(start('crash.ts', folder, hex, 'open', String(at)))
      expect(await settled(folder)).toEqual({ alice: 'absent', bob: 0 })
      if (signal === null) break
    }
  }, 120_000)
})
