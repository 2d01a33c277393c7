import Database from 'better-sqlite3'
import { join } from 'node:path'

/** Thrown when another process serves from this folder. */
export class LockError extends Error {
  override readonly name = 'LockError'
}

/**
 * Makes sure that one process serves from `folder`, until `close`. The operating system holds the lock, so a killed process leaves none.
 * Throws `LockError` when another has it.
 *
 * Reading the lock file with anything but SQLite, in the process that holds it, would let go of it (POSIX locks).
 */
export function lockFolder(folder: string): { close(): void } {
  const database = new Database(join(folder, 'serving.lock'), { timeout: 0 })
  try {
    database.exec('begin exclusive')
  } catch (error) {
    database.close()
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new LockError(
        `Another Gradual is already serving from ${folder}. Stop it first, or give this one a folder of its own.`,
      )
    }
    throw error
  }
  return database
}
