/**
 * Runs units of work on the store of a folder and is killed before the n-th thing it would write, a statement or a
 * commit of either file. Says each unit that resolved. Without a number it runs to the end and says how many there were.
 */
import Database from 'better-sqlite3'
import { writeSync } from 'node:fs'
import { openStore } from '../../../src/store/open.ts'
import type { Store } from '../../../src/store/port.ts'
import { alice, bob, first, second, third } from './units.ts'

const [folder, key, what, given] = process.argv.slice(2)
const killAt = Number(given ?? 0)
let writes = 0

function beforeWriting(): void {
  writes += 1
  if (writes === killAt) process.kill(process.pid, 'SIGKILL')
}

function say(line: string): void {
  // Past any buffer: what was said before the kill was said.
  writeSync(1, `${line}\n`)
}

const scratch = new Database(':memory:')
const statements: Record<'run' | 'get', (...values: unknown[]) => unknown> = Object.getPrototypeOf(
  scratch.prepare('select 1'),
)
const { run, get } = statements
statements.run = function (this: Database.Statement, ...values) {
  beforeWriting()
  return run.apply(this, values)
}
statements.get = function (this: Database.Statement, ...values) {
  if (!this.readonly) beforeWriting()
  return get.apply(this, values)
}
const databases: { exec(sql: string): unknown } = Database.prototype
// oxlint-disable-next-line typescript/unbound-method -- called with its own `this` below
const exec = databases.exec
databases.exec = function (this: Database.Database, sql) {
  beforeWriting()
  return exec.call(this, sql)
}

async function units(store: Store): Promise<void> {
  const one = await store.enrol(alice)
  say('alice')
  await store.commit(one, first)
  say('first')
  const [two] = await Promise.all([
    store.enrol(bob).then((id) => {
      say('bob')
      return id
    }),
    store.commit(one, second).then(() => say('second')),
    store
      .commit(one, async (tx) => {
        await tx.addTurn({ seq: 99, at: 1, words: 'never' })
        throw new Error('never')
      })
      .catch(() => undefined),
  ])
  await store.commit(one, third)
  say('third')
  await Promise.all([
    store.commit(two, first).then(() => say('bob first')),
    store.commit(one, (tx) => tx.erase()).then(() => say('erased')),
  ])
}

const store = await openStore({ folder: folder!, key: Buffer.from(key!, 'hex') })
if (what === 'units') await units(store)
await store.close()
say(`writes ${writes}`)
