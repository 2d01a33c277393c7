/** `npm start`: serves everything. */
import './node-version.ts'
import { existsSync, watch } from 'node:fs'
import { createWebChannel } from '../adapters/web/index.ts'
import { startApp, StartError } from './app.ts'
import type { Channel } from './channel.ts'
import { createLog } from './log.ts'
import { readLibrary } from './library/library.ts'
import { readSources } from './library/sources.ts'
import { createServer } from './server.ts'
import { webOptions, words } from './web-options.ts'
import { readSettings, SettingsError } from './settings.ts'
import { KeyFileError } from './store/key-file.ts'
import { LockError } from './store/sqlite/lock.ts'

/** Mistakes an operator can mend. */
const operatorErrors = [SettingsError, StartError, KeyFileError, LockError]

try {
  await serve()
} catch (error) {
  // What an operator can mend is told in plain lines; anything else is a fault of ours and keeps its stack.
  if (!(error instanceof Error) || !operatorErrors.some((kind) => error instanceof kind)) throw error
  process.stderr.write(`Gradual did not start. ${error.message}\n`)
  process.exit(1)
}

async function serve(): Promise<void> {
  const settings = readSettings()
  const log = createLog(settings)
  const server = createServer(words(settings.GRADUAL_PROXIES))
  const library = readLibrary(readSources(settings.GRADUAL_FLOWS))
  const channels: Channel[] = [createWebChannel(webOptions(settings, library, new Date().toISOString().slice(0, 10)))]
  const app = await startApp({ settings, channels, log, library, routes: server })
  const address = await server.listen({ port: settings.GRADUAL_PORT, host: settings.GRADUAL_HOST })
  process.stdout.write(
    [
      '',
      `Gradual is running. Open ${settings.GRADUAL_URL ?? address.replace('127.0.0.1', 'localhost')}`,
      settings.GRADUAL_PROGRAMS === undefined
        ? 'This is the demonstration program: nobody watches it, and it says so.'
        : `Every contact of the programs in ${settings.GRADUAL_PROGRAMS}/ has taken a test alert.`,
      `Data and keys are in ${settings.GRADUAL_DATA}/ (keep a backup of both). Stop with Ctrl-C; nothing is lost.`,
      '',
      '',
    ].join('\n'),
  )
  if (existsSync(settings.GRADUAL_FLOWS)) reloadOnChange(settings.GRADUAL_FLOWS, () => app.reload())

  const stop = async () => {
    await server.close()
    await app.stop()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop())

  /** An edit to a flow reaches newcomers at once, and an edit to a safety flow everyone. */
  function reloadOnChange(folder: string, reload: () => Promise<void>): void {
    let changed: NodeJS.Timeout | undefined
    watch(folder, { recursive: true }, () => {
      clearTimeout(changed)
      changed = setTimeout(() => {
        reload().then(
          () => log('flows.read'),
          (error: unknown) => log('flow.refused', { fault: (error as Error).message }),
        )
      }, 200)
    })
  }
}
