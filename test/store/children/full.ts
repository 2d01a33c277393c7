/**
 * Writes turns of two clients, each pair in one commit, until the disk takes no more. Says each turn that resolved, then
 * how one more commit went, of the same two turns with someone enrolled and someone erased, then what each client has.
 */
import { writeSync } from 'node:fs'
import { openStore } from '../../../src/store/open.ts'

const [folder, key] = process.argv.slice(2)
const store = await openStore({ folder: folder!, key: Buffer.from(key!, 'hex') })
const enrol = (person: string) => store.enrol({ program: 'harbour', channel: 'web', person, place: person, at: 1 })
const [alice, bob] = [await enrol('alice'), await enrol('bob')]
const said = 'x'.repeat(20_000)
const turn = (client: string, seq: number) => store.commit(client, (tx) => tx.addTurn({ seq, at: seq, words: said }))

let seq = 1
for (;;) {
  const outcomes = await Promise.allSettled([turn(alice, seq), turn(bob, seq)])
  if (outcomes.some(({ status }) => status === 'rejected')) break
  writeSync(1, `${seq}\n`)
  seq += 1
}
const erased = () => store.commit(alice, (tx) => tx.erase())
for (const { status } of await Promise.allSettled([turn(alice, seq), turn(bob, seq), enrol('carol'), erased()])) {
  writeSync(1, `${status}\n`)
}
for (const client of [alice, bob]) writeSync(1, `${await store.read(client, (tx) => tx.lastTurn())}\n`)
process.kill(process.pid, 'SIGKILL')
