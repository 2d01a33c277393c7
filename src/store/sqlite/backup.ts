import { once } from 'node:events'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'

/** One file to copy, and where to. */
export interface Copy {
  readonly from: string
  readonly to: string
}

/**
 * Copies the words and keys files of `from` while they are in use, into `to/words` and `to/keys`.
 *
 * The words first: a client's key is written before their first word, so the keys copied later have one for each client
 * in the words, but for one erased in between, whom the keys file names as erased. In a thread of its own, since a copy
 * may take minutes.
 */
export async function backup(from: string, to: string): Promise<void> {
  const copies: readonly Copy[] = [
    { from: join(from, 'gradual.db'), to: join(to, 'words', 'gradual.db') },
    { from: join(from, 'keys.db'), to: join(to, 'keys', 'keys.db') },
  ]
  for (const copy of copies) {
    if (existsSync(copy.to)) {
      throw new Error(
        `There is a backup in ${to} already (${copy.to}). Name a new folder, so that no backup is overwritten.`,
      )
    }
  }
  mkdirSync(join(to, 'words'), { recursive: true, mode: 0o700 })
  mkdirSync(join(to, 'keys'), { recursive: true, mode: 0o700 })
  const worker = new Worker(new URL('./copy.ts', import.meta.url), { workerData: copies })
  await once(worker, 'exit')
}
