import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openCareHouse } from './house-of.ts'
import { newFolder, openReceivers } from './house.ts'

const child = join(import.meta.dirname, 'crash-child.ts')

/** Not in the same breath: the receivers answer from this process. */
async function runUntilKilled(...args: string[]): Promise<string> {
  const running = spawn(process.execPath, [child, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  let out = ''
  running.stdout.on('data', (part: Buffer) => (out += String(part)))
  const [, signal] = (await once(running, 'close')) as [number | null, string | null]
  expect(signal).toBe('SIGKILL')
  return out
}

describe('a process killed', { timeout: 120_000 }, () => {
  for (const [moment, mails] of [
    ['told', 1],
    ['sent', 2],
  ] as const) {
    it(`${moment === 'told' ? 'between the turn and the sending' : 'between the sending and its being written'} tells who is on call when it is back`, async () => {
      const { mailbox, hooks } = await openReceivers()
      const folder = newFolder()
      const out = await runUntilKilled(folder, mailbox.url, hooks.url, moment)
      expect(out).toBe('ready\n')
      const alerts = () => mailbox.mails.filter(({ subject }) => subject.endsWith('a client needs a person'))
      expect(alerts()).toHaveLength(mails - 1)
      const house = await openCareHouse({ folder, smtp: mailbox.url, hooks: hooks.url })
      onTestFinished(() => house.close())
      await house.settle()
      expect(alerts()).toHaveLength(mails)
      // Sent twice, it is the same mail: the receiver's program can tell.
      expect(new Set(alerts().map(({ raw }) => /^message-id: (.*)$/im.exec(raw)![1])).size).toBe(1)
      expect((await house.app.store.alerts.list(9)).map(({ kind, count }) => [kind, count])).toEqual([['overdose', 1]])
      await house.settle()
      expect(alerts()).toHaveLength(mails)
    })
  }
})
