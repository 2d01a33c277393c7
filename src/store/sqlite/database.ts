import { existsSync } from 'node:fs'
import type { KeyObject } from 'node:crypto'
import { join } from 'node:path'
import type { Database } from '../dialect.ts'
import { KeyError, Keys } from '../keys.ts'
import { migrate } from '../migrate.ts'
import { keys as keysMigrations, words as wordsMigrations } from '../migrations/list.ts'
import { queriesOf, type Queries } from '../queries.ts'
import { backup } from './backup.ts'
import { SharedCommit } from './commit.ts'
import { builder, SqliteConnection } from './connection.ts'
import { lockFolder } from './lock.ts'
import { Reader } from './read.ts'

const queriesOn = queriesOf(builder)

interface Files {
  readonly folder: string
  readonly words: string
  readonly keys: string
}

/**
 * Opens the two files of `folder`. With `beside`, as a short tool does while another process serves: nothing is begun,
 * brought up to date or recovered, and the keys are only read. Throws `LockError`, `SchemaError` or `KeyError`.
 */
export async function openDatabase(
  folder: string,
  kek: KeyObject,
  beside: boolean,
): Promise<{ database: Database; keys: Keys }> {
  const files = { folder, words: join(folder, 'gradual.db'), keys: join(folder, 'keys.db') }
  const opened: { close(): void }[] = []
  const open = <T extends { close(): void }>(resource: T): T => {
    opened.push(resource)
    return resource
  }
  const close = () => {
    while (opened.length > 0) opened.pop()!.close()
  }
  try {
    if (beside) checkBegun(files)
    else open(lockFolder(folder))
    checkKeysThere(files)
    const keysConnection = open(beside ? SqliteConnection.reader(files.keys) : SqliteConnection.keys(files.keys))
    await migrate(keysConnection, keysMigrations, files.keys, beside)
    const keys = await Keys.open(keysConnection, kek, files.keys)
    await checkWordsThere(files, keys)
    const writer = open(SqliteConnection.words(files.words))
    await migrate(writer, wordsMigrations, files.words, beside)
    const queries = queriesOn(writer)
    await tie(files, queries, keys)
    if (!beside) await recover(queries, keys)
    const snapshots = open(SqliteConnection.reader(files.words))
    const current = open(SqliteConnection.reader(files.words))
    const commits = new SharedCommit(writer, queries, keys)
    const reader = new Reader(snapshots, queriesOn(snapshots))
    const database: Database = {
      write: (client, work) => commits.write(client, work),
      read: (work) => reader.read(work),
      now: queriesOn(current),
      backup: (to) => backup(folder, to),
      close: async () => {
        await commits.close()
        await reader.close()
        close()
      },
    }
    return { database, keys }
  } catch (error) {
    close()
    throw error
  }
}

function checkBegun({ folder, words }: Files): void {
  if (!existsSync(words)) throw new KeyError(`There is no store in ${folder} yet. Start Gradual there first.`)
}

function checkKeysThere({ folder, words, keys }: Files): void {
  if (!existsSync(words) || existsSync(keys)) return
  throw new KeyError(
    `${folder} has gradual.db and no keys.db, and without its keys nothing in it can be read. Put keys.db back from its backup.`,
  )
}

/** A new words file is begun for new keys only: for old ones it would stand where their words belong. */
async function checkWordsThere({ folder, words }: Files, keys: Keys): Promise<void> {
  if (existsSync(words) || (await keys.untouched())) return
  throw new KeyError(
    `${folder} has the keys of clients and no gradual.db. Put gradual.db back from its backup, or move keys.db away to begin anew.`,
  )
}

/** Makes sure that the two files are of one store. */
async function tie({ folder }: Files, { store, addStore }: Queries, keys: Keys): Promise<void> {
  const found = await store.get({})
  if (found?.id === keys.store) return
  if (!found && (await keys.untouched())) await addStore.run({ id: keys.store })
  else
    throw new KeyError(
      `gradual.db and keys.db in ${folder} are not of one store. Put both back from backups of the same store.`,
    )
}

/** Settles what a crash left between the two files. */
async function recover({ client, forget }: Queries, keys: Keys): Promise<void> {
  await keys.recover({
    has: async (id) => (await client.get({ id })) !== undefined,
    forget: async (id) => {
      await forget.run({ client: id })
    },
  })
}
