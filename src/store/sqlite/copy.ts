/** The thread that `backup.ts` starts: copies each file by way of a `.part`, so that a copy is whole or not there. */
import Database from 'better-sqlite3'
import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { workerData } from 'node:worker_threads'
import type { Copy } from './backup.ts'

function sync(path: string): void {
  const descriptor = openSync(path, 'r')
  fsyncSync(descriptor)
  closeSync(descriptor)
}

const copies: readonly Copy[] = workerData

for (const { from, to } of copies) {
  const part = `${to}.part`
  rmSync(part, { force: true })
  const database = new Database(from, { readonly: true, fileMustExist: true })
  try {
    // Writes only what is alive: nothing that was deleted travels into a backup, as a copy of the pages could let it.
    database.prepare('vacuum into ?').run(part)
  } finally {
    database.close()
  }
  sync(part)
  renameSync(part, to)
  sync(dirname(to))
}
