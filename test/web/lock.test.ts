/** The lock: what it closes stays closed, whatever the page says; a PIN can't be guessed; its owner always gets back in. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { waitAfter } from '../../adapters/web/pin.ts'
import { CLOSE } from '../../adapters/web/wire.ts'
import { Browser, type Page } from './browser.ts'
import { type Running, startWeb } from './host.ts'

const MINUTE = 60_000
const PIN = '2580'

let web: Running
beforeEach(async () => {
  web = await startWeb()
})
afterEach(async () => {
  vi.useRealTimers()
  await web.stop()
})

const later = (milliseconds: number): void => {
  const now = Date.now()
  vi.useFakeTimers({ toFake: ['Date'] })
  vi.setSystemTime(now + milliseconds)
}
const set = (browser: Browser, more: object = {}) => browser.ask('lock', { by: 'pin', pin: PIN, idle: 5, ...more })
/** Someone who talked and set a PIN, on a page that came back after that. */
const locker = async (): Promise<{ browser: Browser; page: Page }> => {
  const browser = await new Browser(web.origin).begin()
  const page = await browser.talked('a secret')
  expect((await set(browser)).status).toBe(200)
  await page.until(() => page.closed !== undefined)
  expect(page.closed).toBe(CLOSE.session)
  await page.connect()
  return { browser, page }
}
describe('setting it', () => {
  it('tells the page how it is locked, and keeps no PIN', async () => {
    const { browser } = await locker()
    expect((await browser.ask('session')).body).toMatchObject({ state: 'open', lock: { by: 'pin', idle: 5 } })
    const kept = JSON.stringify([...web.host.kept])
    expect(kept).not.toContain(PIN)
    expect(kept).toContain('$argon2id$')
  })

  it.each(['123', '1234567890123', 'abcd', '12 34', '１２３４', ''])('refuses "%s" for a PIN', async (pin) => {
    const browser = await new Browser(web.origin).begin()
    expect((await set(browser, { pin })).status).toBe(400)
  })

  it('is refused before anything was said, and by passkey before there is one', async () => {
    const browser = await new Browser(web.origin).begin()
    expect((await set(browser)).body.error).toBe('early')
    await browser.talked()
    expect((await browser.ask('lock', { by: 'passkey', idle: 5 })).body.error).toBe('passkey')
  })

  it('closes the pages of the person’s other devices, which have to open it', async () => {
    const one = await new Browser(web.origin).begin()
    await one.talked('mine')
    const { code } = (await one.ask('recovery', {})).body
    const two = await new Browser(web.origin).begin()
    await two.ask('recovery/enter', { code })
    const page = await two.page()
    await set(one)
    await page.until(() => page.closed !== undefined)
    expect(await two.refusedSocket()).toBe(423)
    expect((await two.ask('lock/open', { pin: PIN })).status).toBe(200)
    expect((await two.page()).told()).toEqual(['mine'])
  })
})

describe('while it is closed', () => {
  it('there is no socket, no history, and no route that changes anything', async () => {
    const { browser, page } = await locker()
    await browser.ask('lock/now', {})
    await page.until(() => page.closed !== undefined)
    expect(page.closed).toBe(CLOSE.locked)
    expect(await browser.refusedSocket()).toBe(423)
    const session = await browser.ask('session')
    expect(session.body).toMatchObject({ state: 'locked', lock: { by: 'pin' } })
    expect(session.body.ways).toBeUndefined()
    for (const [path, body] of [
      ['lock', { by: 'pin', pin: '0000', idle: 60 }],
      ['lock/remove', {}],
      ['recovery', {}],
      ['passkey/new', {}],
      ['passkey/remove', { id: 'x' }],
    ] as const) {
      expect((await browser.ask(path, body)).status).toBe(423)
    }
    expect((await browser.ask('session', {})).body.state).toBe('locked')
    expect(await browser.refusedSocket()).toBe(423)
  })

  it('the same holds after a restart', async () => {
    const { browser } = await locker()
    await browser.ask('lock/now', {})
    const { host, port } = web
    await web.stop()
    web = await startWeb({}, host, port)
    expect(await browser.refusedSocket()).toBe(423)
  })

  it('another device of the same person that is open stays open', async () => {
    const { browser } = await locker()
    const { code } = (await browser.ask('recovery', { current: PIN })).body
    const two = await new Browser(web.origin).begin()
    await two.ask('recovery/enter', { code })
    const page = await two.page()
    await browser.ask('lock/now', {})
    await page.say('still here')
    expect(page.closed).toBeUndefined()
    expect(page.told()).toEqual(['a secret', 'still here'])
  })

  it('closing at once does nothing where no lock is set, so that nobody is shut out', async () => {
    const browser = await new Browser(web.origin).begin()
    const page = await browser.talked()
    expect((await browser.ask('lock/now', {})).status).toBe(204)
    await page.say('still here')
    expect(page.closed).toBeUndefined()
  })
})

describe('closing by itself', () => {
  it('happens after the time without a sign of the person; what they hear next is not shown', async () => {
    const { browser, page } = await locker()
    later(5 * MINUTE)
    const [person = ''] = web.host.files.keys()
    web.host.say(person, person, { lines: [{ kind: 'text', text: 'a reminder' }] })
    await page.until(() => page.closed !== undefined)
    expect(page.closed).toBe(CLOSE.locked)
    expect(page.heard()).not.toContain('a reminder')
    expect(await browser.refusedSocket()).toBe(423)
  })

  it('happens on a page where nothing happens at all', async () => {
    const { page } = await locker()
    later(5 * MINUTE)
    await page.until(() => page.closed !== undefined)
    expect(page.closed).toBe(CLOSE.locked)
  })

  it('does not take a message that comes too late', async () => {
    const { page } = await locker()
    later(5 * MINUTE)
    page.write('too late')
    await page.until(() => page.closed !== undefined)
    expect(web.host.said()).not.toContain('too late')
  })

  it('waits while the person types or writes, and a ping or a new connection is no sign of them', async () => {
    const { browser, page } = await locker()
    for (const sign of [() => page.send({ type: 'active' }), () => void page.write('writing')]) {
      later(4 * MINUTE)
      sign()
      page.send({ type: 'ping' })
      const pongs = page.count('pong')
      await page.until(() => page.count('pong') > pongs || page.closed !== undefined)
    }
    expect(page.closed).toBeUndefined()
    await vi.waitUntil(async () => {
      const kept = [...web.host.kept].find(([key]) => key.startsWith('web:device:'))?.[1].value ?? '{}'
      return JSON.parse(kept).openUntil - Date.now() > 4 * MINUTE
    })
    later(4 * MINUTE)
    const second = await browser.page()
    second.send({ type: 'ping' })
    await second.until(() => second.count('pong') === 1)
    later(2 * MINUTE)
    await second.until(() => second.closed !== undefined)
    expect(second.closed).toBe(CLOSE.locked)
  })
})

describe('opening it', () => {
  it('takes the PIN, on this device alone', async () => {
    const { browser } = await locker()
    await browser.ask('lock/now', {})
    const wrong = await browser.ask('lock/open', { pin: '0000' })
    expect([wrong.status, wrong.body.error]).toEqual([403, 'wrong'])
    const right = await browser.ask('lock/open', { pin: PIN })
    expect(right.body).toMatchObject({ state: 'open' })
    expect((await browser.page()).told()).toEqual(['a secret'])
  })

  it('makes wrong ones wait, longer each time, also for the right one', async () => {
    const { browser } = await locker()
    await browser.ask('lock/now', {})
    const waits: number[] = []
    const early: number[] = []
    for (let n = 0; n < 6; n += 1) {
      const answer = await browser.ask('lock/open', { pin: '0000' })
      expect(answer.status).toBe(403)
      const wait = answer.body.retryAfter ?? 0
      waits.push(Math.round(wait / 1000))
      if (wait > 0) early.push((await browser.ask('lock/open', { pin: PIN })).status)
      later(wait + 1)
    }
    expect(waits).toEqual([0, 0, 30, 60, 120, 240])
    expect(early).toEqual([429, 429, 429, 429])
    expect((await browser.ask('lock/open', { pin: PIN })).status).toBe(200)
    await browser.ask('lock/now', {})
    expect((await browser.ask('lock/open', { pin: '0000' })).body.retryAfter).toBeUndefined()
  })

  it('gains nothing by trying many at once, or from several devices', async () => {
    const { browser } = await locker()
    await browser.ask('lock/now', {})
    const tries = Array.from({ length: 30 }, (_, n) => browser.ask('lock/open', { pin: String(1000 + n) }))
    const answers = await Promise.all(tries)
    expect(answers.filter(({ status }) => status === 403)).toHaveLength(3)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(27)
  })

  it('never waits longer than half a day', () => {
    expect(waitAfter(1_000)).toBe(12 * 60 * MINUTE)
  })

  it('works with the recovery code when the PIN is forgotten, which may then be changed', async () => {
    const { browser } = await locker()
    const { code } = (await browser.ask('recovery', { current: PIN })).body
    await browser.ask('lock/now', {})
    for (let n = 0; n < 4; n += 1) await browser.ask('lock/open', { pin: '0000' })
    const back = await browser.ask('recovery/enter', { code })
    expect(back.body).toMatchObject({ state: 'open' })
    expect((await browser.page()).told()).toEqual(['a secret'])
    expect((await set(browser, { pin: '1357' })).status).toBe(200)
    await browser.ask('lock/now', {})
    expect((await browser.ask('lock/open', { pin: '1357' })).status).toBe(200)
  })
})

describe('someone who finds the page open', () => {
  it.each([
    ['change the PIN', 'lock', { by: 'pin', pin: '0000', idle: 60 }],
    ['take the lock away', 'lock/remove', {}],
    ['make a recovery code', 'recovery', {}],
    ['add a passkey', 'passkey/new', {}],
    ['remove a passkey', 'passkey/remove', { id: 'x' }],
  ])('can not %s without the PIN', async (_what, path, body) => {
    const { browser } = await locker()
    expect((await browser.ask(path, body)).body.error).toBe('wrong')
    expect((await browser.ask(path, { ...body, current: '0000' })).body.error).toBe('wrong')
    expect((await browser.ask(path, { ...body, current: PIN })).body.error).not.toBe('wrong')
  })

  it('and its owner can: take the lock away', async () => {
    const { browser } = await locker()
    expect((await browser.ask('lock/remove', { current: PIN })).body).toMatchObject({ lock: { by: 'none' } })
    await browser.ask('lock/now', {})
    expect((await browser.page()).told()).toEqual(['a secret'])
  })
})
