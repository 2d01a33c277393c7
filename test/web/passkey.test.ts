/** Passkeys: coming back and opening the lock with what only the person's own device can sign. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { Authenticator } from './authenticator.ts'
import { type Answer, Browser } from './browser.ts'
import { type Running, startWeb } from './host.ts'

let web: Running
beforeEach(async () => {
  web = await startWeb({}, undefined, 0, 'localhost')
})
afterEach(async () => {
  vi.useRealTimers()
  await web.stop()
})

const asking = z.object({ ticket: z.string(), options: z.looseObject({ challenge: z.string() }) })
const asked = (answer: Answer) => asking.parse(answer.body)
const add = async (browser: Browser, authenticator: Authenticator): Promise<Answer> => {
  const { ticket, options } = asked(await browser.ask('passkey/new', {}))
  return browser.ask('passkey/keep', { ticket, response: authenticator.register(options.challenge) })
}
const enter = async (browser: Browser, authenticator: Authenticator, more: object = {}): Promise<Answer> => {
  const { ticket, options } = asked(await browser.ask('passkey/ask', {}))
  return browser.ask('passkey/enter', { ticket, response: authenticator.answer(options.challenge), ...more })
}
const withPasskey = async (): Promise<{ browser: Browser; authenticator: Authenticator }> => {
  const browser = await new Browser(web.origin).begin()
  await browser.talked('mine')
  const authenticator = new Authenticator(web.origin)
  expect((await add(browser, authenticator)).status).toBe(200)
  return { browser, authenticator }
}

describe('adding one', () => {
  it('asks for one that finds its person by itself, under a name that says nothing', async () => {
    const browser = await new Browser(web.origin).begin()
    await browser.talked()
    const { options } = asked(await browser.ask('passkey/new', {}))
    expect(options).toMatchObject({
      rp: { id: 'localhost', name: 'Notes' },
      user: { name: 'Notes' },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      attestation: 'none',
    })
    const [person = ''] = web.host.files.keys()
    expect(JSON.stringify(options)).not.toContain(person)
    expect(JSON.stringify(options)).not.toContain(Buffer.from(person).toString('base64url'))
  })

  it('is one more way back, and keeps only the public part', async () => {
    const { browser, authenticator } = await withPasskey()
    const status = (await browser.ask('session')).body
    expect(status.ways?.passkeys).toEqual([{ id: authenticator.id.toString('base64url'), added: expect.any(Number) }])
  })

  it('is refused for a challenge of someone else, a used one, one too old, or one of another kind', async () => {
    const [one, two] = [await new Browser(web.origin).begin(), await new Browser(web.origin).begin()]
    await one.talked()
    await two.talked()
    const authenticator = new Authenticator(web.origin)
    const { ticket, options } = asked(await one.ask('passkey/new', {}))
    const response = authenticator.register(options.challenge)
    expect((await two.ask('passkey/keep', { ticket, response })).body.error).toBe('wrong')
    expect((await one.ask('passkey/keep', { ticket, response })).status).toBe(200)
    expect((await one.ask('passkey/keep', { ticket, response })).body.error).toBe('wrong')

    const other = asked(await one.ask('passkey/ask', {}))
    const answer = new Authenticator(web.origin).register(other.options.challenge)
    expect((await one.ask('passkey/keep', { ticket: other.ticket, response: answer })).body.error).toBe('wrong')

    const old = asked(await one.ask('passkey/new', {}))
    const now = Date.now()
    vi.useFakeTimers({ toFake: ['Date'] })
    vi.setSystemTime(now + 6 * 60_000)
    const late = new Authenticator(web.origin).register(old.options.challenge)
    expect((await one.ask('passkey/keep', { ticket: old.ticket, response: late })).body.error).toBe('wrong')
  })

  it('is refused for another site, for another challenge, and for nonsense', async () => {
    const browser = await new Browser(web.origin).begin()
    await browser.talked()
    for (const response of [
      (challenge: string) => new Authenticator('https://evil.example').register(challenge),
      () => new Authenticator(web.origin).register('bm90IHRoZSBvbmU'),
      () => ({ id: 'x', rawId: 'x', type: 'public-key', response: {}, clientExtensionResults: {} }),
      () => ({ id: 'x', rawId: 'x', type: 'public-key' }),
    ]) {
      const { ticket, options } = asked(await browser.ask('passkey/new', {}))
      const answer = await browser.ask('passkey/keep', { ticket, response: response(options.challenge) })
      expect([answer.status, answer.body.error]).toEqual([403, 'wrong'])
    }
  })
})

describe('coming back with one', () => {
  it('brings the conversation to a device that has no session', async () => {
    const { authenticator } = await withPasskey()
    const other = new Browser(web.origin)
    expect((await enter(other, authenticator)).body).toMatchObject({ state: 'open' })
    expect((await other.page()).told()).toEqual(['mine'])
  })

  it('asks before leaving words behind, and takes the same answer again after that', async () => {
    const { authenticator } = await withPasskey()
    const other = await new Browser(web.origin).begin()
    await other.talked('about to be lost')
    const { ticket, options } = asked(await other.ask('passkey/ask', {}))
    const response = authenticator.answer(options.challenge)
    expect((await other.ask('passkey/enter', { ticket, response })).body.error).toBe('leave')
    expect((await other.ask('passkey/enter', { ticket, response, leave: true })).status).toBe(200)
    expect((await other.page()).told()).toEqual(['mine'])
    expect((await new Browser(web.origin).ask('passkey/enter', { ticket, response })).body.error).toBe('wrong')
  })

  it('opens the lock it is, on this device', async () => {
    const { browser, authenticator } = await withPasskey()
    expect((await browser.ask('lock', { by: 'passkey', idle: 1 })).body).toMatchObject({ lock: { by: 'passkey' } })
    await browser.ask('lock/now', {})
    expect((await browser.ask('session')).body.state).toBe('locked')
    expect((await browser.ask('lock/open', { pin: '1234' })).body.error).toBe('wrong')
    expect((await enter(browser, authenticator)).body.state).toBe('open')
    expect((await browser.page()).told()).toEqual(['mine'])
  })

  it('is refused to a key that was removed, and the last one stays while it is the lock', async () => {
    const { browser, authenticator } = await withPasskey()
    const id = authenticator.id.toString('base64url')
    await browser.ask('lock', { by: 'passkey', idle: 1 })
    expect((await browser.ask('passkey/remove', { id })).body.error).toBe('passkey')
    await browser.ask('lock/remove', {})
    expect((await browser.ask('passkey/remove', { id })).body.ways?.passkeys).toEqual([])
    expect((await enter(new Browser(web.origin), authenticator)).body.error).toBe('wrong')
  })

  it('is refused to a stranger’s key that calls itself by this one’s name', async () => {
    const { authenticator } = await withPasskey()
    const thief = new Authenticator(web.origin)
    Object.assign(thief, { id: authenticator.id })
    expect((await enter(new Browser(web.origin), thief)).body.error).toBe('wrong')
  })

  it('is refused when nobody was checked, and when its counter goes back, as that of a copy does', async () => {
    const { authenticator } = await withPasskey()
    authenticator.flags = 0x01
    expect((await enter(new Browser(web.origin), authenticator)).body.error).toBe('wrong')
    authenticator.flags = 0x05
    expect((await enter(new Browser(web.origin), authenticator)).status).toBe(200)
    authenticator.counter = 0
    expect((await enter(new Browser(web.origin), authenticator)).body.error).toBe('wrong')
  })
})
