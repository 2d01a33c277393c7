import { createServer, type AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openCareHouse, origin, programFile } from './house-of.ts'
import { newFolder, openReceivers } from './house.ts'

async function open(more: Partial<Parameters<typeof openCareHouse>[0]> = {}) {
  const receivers = await openReceivers()
  const { mailbox, hooks } = receivers
  const opening = openCareHouse({ folder: newFolder(), smtp: mailbox.url, hooks: hooks.url, ...more })
  return { ...receivers, opening }
}

/** A port on which nobody answers. */
async function deadPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

describe('a program that starts', { timeout: 60_000 }, () => {
  it('has sent every contact a test alert, in every way, that says it is one', async () => {
    const { opening, mailbox, hooks } = await open()
    const house = await opening
    onTestFinished(() => house.close())
    expect(mailbox.mails.map(({ to, subject }) => [to, subject]).toSorted()).toEqual([
      ['kim@example.org', 'Harbor House: test alert'],
      ['rosa@example.org', 'Harbor House: test alert'],
    ])
    expect(hooks.hits.map(({ path }) => path).toSorted()).toEqual(['/pager', '/slack'])
    const pager = hooks.taken('/pager')[0]!
    expect(JSON.parse(pager.body)).toMatchObject({ event: 'test', program: 'harbor' })
    for (const { text } of mailbox.mails) expect(text).toMatch(/^This is a test, /)
  })

  it('asks who is on call, once a shift, also over a restart', async () => {
    const { opening, mailbox, hooks } = await open()
    const first = await opening
    const asked = () => mailbox.mails.filter(({ subject }) => subject === 'Harbor House: are you on call?')
    await first.settle()
    await first.settle()
    expect(asked().map(({ to }) => to)).toEqual(['rosa@example.org'])
    expect(asked()[0]!.text).toContain(`${origin}/staff/`)
    await first.close()
    const again = await openCareHouse({ folder: first.folder, smtp: mailbox.url, hooks: hooks.url })
    onTestFinished(() => again.close())
    await again.settle()
    expect(asked()).toHaveLength(1)
    // 17:00 on Tuesday, the next evening.
    again.now += 21 * 3_600_000
    await again.settle()
    expect(asked()).toHaveLength(2)
  })

  it('may need a second attempt', async () => {
    const { opening, mailbox, hooks } = await open()
    mailbox.failures.push(421)
    hooks.failures.set('/slack', [503, 503])
    const house = await opening
    await house.close()
    expect(hooks.taken('/slack')).toHaveLength(1)
  })
})

describe('a program that does not start', { timeout: 60_000 }, () => {
  it('says which contact can’t be told, and how, without any address', async () => {
    const { opening, mailbox, hooks } = await open()
    mailbox.failures.push(...Array.from({ length: 6 }, () => 550))
    hooks.failures.set('/slack', [404, 404, 404])
    const error: unknown = await opening.catch((error: unknown) => error)
    expect((error as Error).name).toBe('StartError')
    expect((error as Error).message.split('\n').toSorted()).toEqual([
      'A program whose contacts can’t be told is not started, so nobody is served:',
      'Harbor House: the test alert to Kim by email was not taken: it answered 550',
      'Harbor House: the test alert to Rosa Diaz by email was not taken: it answered 550',
      'Harbor House: the test alert to Sam O’Neil by slack was not taken: it answered 404',
    ])
  })

  it('says so when nobody answers at all', async () => {
    const port = await deadPort()
    const { opening } = await open({ smtp: `smtp://127.0.0.1:${port}`, hooks: `http://127.0.0.1:${port}` })
    const error: unknown = await opening.catch((error: unknown) => error)
    expect(String(error)).toMatch(/Rosa Diaz by email was not taken: it could not be reached \(E/)
    expect(String(error)).toContain('Sam O’Neil by webhook was not taken: it could not be reached (ECONNREFUSED)')
  })

  it('says what its file lacks', async () => {
    const { opening } = await open({ program: (hooks) => programFile(hooks).replace(/^dispatch.*\n/m, '') })
    await expect(opening).rejects.toThrow(/harbor\.yaml:1:1 dispatch is missing: may staff call/)
  })

  it('says which setting it lacks', async () => {
    const { opening } = await open({ without: ['GRADUAL_URL', 'GRADUAL_SMTP', 'GRADUAL_MAIL_FROM'] })
    const error: unknown = await opening.catch((error: unknown) => error)
    expect((error as Error).message.split('\n')).toEqual([
      'GRADUAL_URL is missing: an alert holds a link to acknowledge it by',
      'GRADUAL_SMTP is missing: Rosa Diaz (Harbor House), Kim (Harbor House) can’t be told by e-mail',
      'GRADUAL_MAIL_FROM is missing: Rosa Diaz (Harbor House), Kim (Harbor House) can’t be told by e-mail',
    ])
  })
})
