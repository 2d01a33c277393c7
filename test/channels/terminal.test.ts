import { PassThrough } from 'node:stream'
import { createTerminalChannel } from '../../adapters/terminal/index.ts'
import { channelContract, type Desk } from './contract.ts'

function desk(): Desk {
  const input = new PassThrough()
  const output = new PassThrough()
  let seen = ''
  output.on('data', (chunk: Buffer) => (seen += chunk.toString()))
  const channel = createTerminalChannel({ input, output, person: 'me', ended: () => {}, second: 1 })
  return {
    channel,
    person: 'me',
    type: async (text) => void input.write(`${text}\n`),
    seen: () => seen,
    reopen: async () => desk(),
  }
}

channelContract('the terminal', async () => desk())
