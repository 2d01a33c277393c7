import { mkdirSync } from 'node:fs'
import type { KeyObject } from 'node:crypto'
import { deploymentKey } from './keys.ts'
import type { Store } from './port.ts'
import { openDatabase } from './sqlite/database.ts'
import { DurableStore } from './store.ts'

export interface StoreOptions {
  /** Where `gradual.db` and `keys.db` are. Made when it is not there. */
  readonly folder: string
  /** The deployment key: 32 bytes. It opens the keys file, and the keys file the words. */
  readonly key: Buffer | KeyObject
  /** For a short tool, such as a backup, that may run beside the process that serves. It can't enrol or erase. */
  readonly beside?: boolean
}

/** Opens the store of a folder, and begins one where there is none. One process serves a folder at a time. */
export async function openStore({ folder, key, beside = false }: StoreOptions): Promise<Store> {
  const kek = deploymentKey(key)
  if (!beside) mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { database, keys } = await openDatabase(folder, kek, beside)
  return new DurableStore(database, keys)
}
