import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { secret, settingsOf } from './house-of.ts'
import { newFolder, openHouse } from './house.ts'

const run = promisify(execFile)
const cli = join(import.meta.dirname, '../../src/cli.ts')

async function opened() {
  const folder = newFolder()
  // The tool has the machine's clock, so the house has it too.
  const house = await openHouse({ folder, now: Date.now() })
  const hooks = house.hooks.url
  const settings = settingsOf({ folder, smtp: house.mailbox.url, hooks })
  const gradual = async (...args: string[]) => {
    const env = {
      ...process.env,
      ...Object.fromEntries(
        Object.entries(settings).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
      ),
      HARBOR_SLACK: `${hooks}/slack`,
      HARBOR_PAGER: secret,
    }
    try {
      const { stdout } = await run(process.execPath, [cli, ...args], { env, cwd: folder })
      return stdout
    } catch (error) {
      return (error as { stderr: string }).stderr
    }
  }
  return { house, gradual }
}

describe('gradual alerts', { timeout: 60_000 }, () => {
  it('lists and acknowledges beside the process that serves', async () => {
    const { house, gradual } = await opened()
    expect(await gradual('alerts', 'list')).toContain('Nobody is waiting')
    await house.write('I swallowed all my pills an hour ago')
    await house.settle()
    const [alert] = await house.app.store.alerts.list(9)
    const listed = await gradual('alerts', 'list')
    expect(listed).toMatch(new RegExp(`^${alert!.id} .* overdose {2}[a-z]+-\\w{5} on memory \\(harbor\\): open\\n$`))
    expect(await gradual('alerts', 'acknowledge', alert!.id, '--by', 'Nobody')).toContain(
      '"Nobody" is no contact of harbor',
    )
    expect(await gradual('alerts', 'acknowledge', 'abc', '--by', 'Kim')).toContain('There is no alert abc')
    expect(await gradual('alerts', 'acknowledge', alert!.id, '--by', 'Kim')).toBe('Kim has it: nobody else is told.\n')
    expect(await gradual('alerts', 'acknowledge', alert!.id, '--by', 'Kim')).toContain('It was acknowledged before')
    expect(await gradual('alerts', 'list', '--all')).toContain('acknowledged by Kim at ')
    const sent = house.mailbox.mails.length
    await house.pass(30)
    expect(house.mailbox.mails).toHaveLength(sent)
  })
})

describe('gradual oncall', { timeout: 60_000 }, () => {
  it('says that someone is on call, and clients hear it at once', async () => {
    const { house, gradual } = await opened()
    expect(await gradual('oncall', 'acknowledge', 'Kim')).toContain(
      'Kim has no shift at Harbor House now: say how long',
    )
    expect(await gradual('oncall', 'acknowledge', 'Kim', '--until', '2020-01-01T08:00')).toContain(
      'is not allowed: a time',
    )
    expect(await gradual('oncall', 'acknowledge', 'Ann', '--until', '08:00')).toContain(
      '"Ann" is no contact. There are: Rosa',
    )
    await house.write('human', 'ann')
    expect(house.heard('ann')).toContain('NOT WATCHED')
    const until = new Date(Date.now() + 3_600_000).toISOString()
    expect(await gradual('oncall', 'acknowledge', 'Kim', '--until', until)).toMatch(
      /^Kim is on call for Harbor House until /,
    )
    house.now = Date.now()
    await house.write('human', 'ben')
    expect(house.heard('ben')).toContain('WATCHED')
  })
})
