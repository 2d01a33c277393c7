/** Operator's tools. */
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Command } from 'commander'
import { readLines } from './read.ts'
import { loadReading } from '../library/reading.ts'
import { createReader } from '../reading/read.ts'
import { readSettings } from '../settings.ts'
import { readKey } from '../store/key-file.ts'
import { openStore } from '../store/open.ts'

/** Waits when whoever reads is slower than we write. */
async function write(line: string): Promise<void> {
  if (!process.stdout.write(line)) await once(process.stdout, 'drain')
}

export function addOperatorCommands(program: Command): void {
  program
    .command('read')
    .description('JSON lines in, JSON lines out: what Gradual makes of a message')
    .option('--flows <folder>', 'where the flows are', 'flows')
    .action(async ({ flows }: { flows: string }) => {
      const reader = createReader(loadReading(flows))
      await readLines(createInterface({ input: process.stdin }), write, reader)
    })

  program
    .command('backup <folder>')
    .description('makes a consistent copy while running: words and keys apart')
    .action(async (folder: string) => {
      const settings = readSettings()
      const key = readKey({
        given: settings.GRADUAL_KEY,
        file: settings.GRADUAL_KEY_FILE,
        folder: settings.GRADUAL_DATA,
      })
      const store = await openStore({ folder: settings.GRADUAL_DATA, key, beside: true })
      try {
        await store.backup(folder)
      } finally {
        await store.close()
      }
      process.stdout.write(
        `Copied to ${folder}/words and ${folder}/keys. Keep them apart: who holds both and the deployment’s key can read everything.\n`,
      )
    })
}
