import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openStore } from '../../src/store/open.ts'
import type { Store } from '../../src/store/port.ts'

/** The deployment key of every test. */
export const key = randomBytes(32)

/** An empty folder, gone after the test. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gradual-store-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The store of a folder, closed after the test. */
export async function openIn(folder: string): Promise<Store> {
  const store = await openStore({ folder, key })
  onTestFinished(() => store.close())
  return store
}

let people = 0

/** A new client of a program, with a web identity. */
export function newClient(store: Store, at = 1): Promise<string> {
  people += 1
  return store.enrol({ program: 'harbour', channel: 'web', person: `person-${people}`, place: `place-${people}`, at })
}
