/** A house with a program for one test; everything goes with the test. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openCareHouse, programFile, type CareHouse, type CareHouseOptions } from './house-of.ts'
import { openHooks, openMailbox, type Hooks, type Mailbox } from './receivers.ts'

export { evening, origin, secret } from './house-of.ts'

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gradual-care-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export interface Receivers {
  readonly mailbox: Mailbox
  readonly hooks: Hooks
}

export async function openReceivers(): Promise<Receivers> {
  const [mailbox, hooks] = await Promise.all([openMailbox(), openHooks()])
  onTestFinished(async () => {
    await Promise.all([mailbox.close(), hooks.close()])
  })
  return { mailbox, hooks }
}

/** Everyone has taken their test alert, and these are forgotten; so is the mail that asks Rosa whether she is on call. */
export async function openHouse({
  keepMails = false,
  ...more
}: Partial<CareHouseOptions> & { keepMails?: boolean } = {}): Promise<CareHouse & Receivers> {
  const { mailbox, hooks } = await openReceivers()
  const house = await openCareHouse({ folder: newFolder(), smtp: mailbox.url, hooks: hooks.url, ...more })
  onTestFinished(() => house.close())
  await house.settle()
  if (!keepMails) mailbox.mails.length = 0
  hooks.hits.length = 0
  return Object.assign(house, { mailbox, hooks })
}

export { programFile }
