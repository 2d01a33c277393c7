/**
 * A process that holds a conversation and is killed before its n-th write: `crash-child.ts FOLDER N`. Prints each message's id
 * once the platform would have been told "received". Without N it prints how many writes there are.
 */
import Database from 'better-sqlite3'
import { openHouse } from './house-of.ts'
import { script } from './crash-script.ts'

const [folder = '', dieAt = ''] = process.argv.slice(2)
const statements = Object.getPrototypeOf(new Database(':memory:').prepare('select 1')) as {
  run: (...values: unknown[]) => unknown
}
const { run } = statements
let writes = 0

const house = await openHouse({ folder })
statements.run = function (...values) {
  writes += 1
  if (writes === Number(dieAt)) process.kill(process.pid, 'SIGKILL')
  return run.apply(this, values)
}
await house.conversations.greet(house.channel, { person: 'ann', place: 'ann' })
for (const [id, text] of script) {
  await house.write(text, id)
  process.stdout.write(`${id}\n`)
  await house.conversations.due()
}
await house.close()
process.stdout.write(`writes ${writes}\n`)
