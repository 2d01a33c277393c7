/** `gradual chat`: talk in the terminal. */
import { createTerminalChannel } from '../../adapters/terminal/index.ts'
import { startApp } from '../app.ts'
import { readSettings } from '../settings.ts'
import type { Log } from '../turns/conversations.ts'

export async function chat({ as: person, data }: { as: string; data?: string }): Promise<void> {
  const given = readSettings()
  const settings = data === undefined ? given : { ...given, GRADUAL_DATA: data }
  let ended = () => {}
  const end = new Promise<void>((resolve) => (ended = resolve))
  const app = await startApp({
    settings,
    channels: [createTerminalChannel({ input: process.stdin, output: process.stdout, person, ended })],
    log,
  })
  process.once('SIGINT', ended)
  await end
  await app.stop()
  process.stdout.write('\nEverything you wrote is kept. `npm run chat` carries on.\n')
}

/** A conversation is no place for a log: only what an author must mend is told, beside it. */
const log: Log = (event, facts) => {
  if (event === 'flow.refused') process.stderr.write(`! ${String(facts?.['fault'])}\n`)
  else if (event === 'turn.failed' || event === 'clock.trouble')
    process.stderr.write(`! ${event} ${JSON.stringify(facts)}\n`)
}
