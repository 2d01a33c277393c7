/** Serves from the folder given until it is killed, and says when it does. */
import { openStore } from '../../../src/store/open.ts'

const [folder, key] = process.argv.slice(2)
await openStore({ folder: folder!, key: Buffer.from(key!, 'hex') })
process.stdout.write('serving\n')
setInterval(() => undefined, 60_000)
