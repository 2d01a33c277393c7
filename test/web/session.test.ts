/** Who a browser is: only what the server gave it, only where it was given, only for as long as it lasts. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CLOSE } from '../../adapters/web/wire.ts'
import { Browser } from './browser.ts'
import { type Running, startWeb } from './host.ts'

const DAY = 86_400_000

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
describe('the session of the page', () => {
  it('is a cookie no script and no other site can use', async () => {
    const browser = await new Browser(web.origin).begin()
    expect(browser.setCookies).toHaveLength(1)
    expect(browser.setCookies[0]).toMatch(/^gradual=/)
    for (const attribute of ['HttpOnly', 'SameSite=Lax', 'Path=/', 'Expires=']) {
      expect(browser.setCookies[0]).toContain(attribute)
    }
    expect(browser.token).toBeUndefined()
  })

  it('is bound to the host and to https where there is https', async () => {
    const other = await startWeb({ origin: 'https://chat.example.org' })
    const answer = await fetch(`${other.origin}/chat/session`, {
      method: 'POST',
      headers: { origin: 'https://chat.example.org', 'content-type': 'application/json' },
      body: '{}',
    })
    expect(answer.headers.getSetCookie()[0]).toMatch(/^__Host-gradual=.*; Secure/)
    await other.stop()
  })

  it('says nothing about its person to whoever reads it', async () => {
    const browser = await new Browser(web.origin).begin()
    await browser.talked()
    const [person = ''] = web.host.files.keys()
    const [cookie = ''] = browser.cookies.values()
    const clear = cookie.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'))
    expect([cookie, ...clear].join()).not.toContain(person)
  })

  it('stays the same over reloads, and its person with it', async () => {
    const browser = await new Browser(web.origin).begin()
    await browser.talked('mine')
    const before = [...browser.cookies]
    await browser.begin()
    expect([...browser.cookies]).toEqual(before)
    expect((await browser.page()).told()).toEqual(['mine'])
  })

  it('is not there before it was begun', async () => {
    const answer = await new Browser(web.origin).ask('session')
    expect(answer.status).toBe(401)
    expect(answer.body.error).toBe('session')
  })

  it('is renewed after a week, and the one before still counts in case the answer was lost', async () => {
    const browser = await new Browser(web.origin).begin()
    await browser.talked('kept')
    const first = [...browser.cookies]
    later(8 * DAY)
    await browser.begin()
    expect([...browser.cookies]).not.toEqual(first)
    expect((await browser.page()).told()).toEqual(['kept'])
    const lost = new Browser(web.origin)
    for (const [name, value] of first) lost.cookies.set(name, value)
    expect((await (await lost.begin()).page()).told()).toEqual(['kept'])
  })

  it('an old copy of it is worth nothing after two renewals', async () => {
    const browser = await new Browser(web.origin).begin()
    await browser.talked('kept')
    const copy = new Browser(web.origin)
    for (const [name, value] of browser.cookies) copy.cookies.set(name, value)
    later(8 * DAY)
    await browser.begin()
    later(8 * DAY)
    await browser.begin()
    expect((await copy.ask('session')).status).toBe(401)
    expect(await copy.refusedSocket()).toBe(401)
    expect((await browser.page()).told()).toEqual(['kept'])
  })

  it('renewed by two tabs at once stays one session for both', async () => {
    const browser = await new Browser(web.origin).begin()
    await browser.talked('kept')
    const tabs = [1, 2, 3].map(() => {
      const tab = new Browser(web.origin)
      for (const [name, value] of browser.cookies) tab.cookies.set(name, value)
      return tab
    })
    later(8 * DAY)
    await Promise.all(tabs.map((tab) => tab.begin()))
    for (const tab of tabs) expect((await tab.page()).told()).toEqual(['kept'])
  })

  it('is over when the page was not opened for half a year', async () => {
    const browser = await new Browser(web.origin).begin()
    await browser.talked('long ago')
    later(181 * DAY)
    expect((await browser.ask('session')).status).toBe(401)
    expect(await browser.refusedSocket()).toBe(401)
  })

  it('of another deployment is nothing here', async () => {
    const other = await startWeb()
    const browser = await new Browser(other.origin).begin()
    const moved = new Browser(web.origin)
    for (const [name, value] of browser.cookies) moved.cookies.set(name, value)
    expect((await moved.ask('session')).status).toBe(401)
    await other.stop()
  })
})

describe('the session of the iframe', () => {
  it('is a cookie of that place alone where cookies work', async () => {
    const browser = await new Browser(web.origin, 'embed').begin()
    for (const attribute of ['HttpOnly', 'SameSite=None', 'Secure', 'Partitioned', 'Path=/']) {
      expect(browser.setCookies[0]).toContain(attribute)
    }
    expect(browser.token).toBeUndefined()
    expect((await browser.talked('here')).told()).toEqual(['here'])
  })

  it('is a token where they do not, on routes and on the socket, never in an address', async () => {
    const browser = new Browser(web.origin, 'embed')
    browser.blocksCookies = true
    await browser.begin()
    expect(browser.token).toBeDefined()
    const page = await browser.talked('here')
    expect(page.socket?.protocol).toBe('gradual.v1')
    expect(page.socket?.url).not.toContain(browser.token)
    await browser.begin()
    expect((await browser.page()).told()).toEqual(['here'])
    const inAddress = await fetch(`${web.origin}/embed/session?token=${browser.token}`)
    expect(inAddress.status).toBe(401)
  })

  it('kept as a cookie is never handed to a script as a token', async () => {
    const browser = await new Browser(web.origin, 'embed').begin()
    await browser.talked('mine')
    const answer = await browser.ask('session', { cookies: false })
    browser.cookies.clear()
    expect(answer.body.token).toBeDefined()
    expect((await browser.page()).told()).toEqual([])
  })

  it('is nothing on the page, as a token or as a cookie', async () => {
    const browser = new Browser(web.origin, 'embed')
    browser.blocksCookies = true
    await browser.begin()
    const page = new Browser(web.origin)
    page.token = browser.token
    expect((await page.ask('session')).status).toBe(401)
    expect(await page.refusedSocket()).toBe(401)
    page.token = undefined
    page.cookies.set('gradual', browser.token ?? '')
    expect((await page.ask('session')).status).toBe(401)
  })
})

describe('forgetting a device', () => {
  it('ends its sockets, its cookie and what the browser kept; a copy of the cookie is worth nothing', async () => {
    const browser = await new Browser(web.origin).begin()
    const page = await browser.talked('gone from here')
    const copy = new Browser(web.origin)
    for (const [name, value] of browser.cookies) copy.cookies.set(name, value)
    const answer = await browser.ask('session/forget', {})
    expect(answer.status).toBe(204)
    expect(answer.headers.get('clear-site-data')).toBe('"cache", "storage"')
    expect(browser.cookies.size).toBe(0)
    await page.until(() => page.closed !== undefined)
    expect(page.closed).toBe(CLOSE.forgotten)
    expect((await copy.ask('session')).status).toBe(401)
    expect(await copy.refusedSocket()).toBe(401)
    expect((await (await copy.begin()).page()).told()).toEqual([])
  })

  it('leaves the same person on another device as they are', async () => {
    const one = await new Browser(web.origin).begin()
    await one.talked('mine')
    const { code } = (await one.ask('recovery', {})).body
    const two = await new Browser(web.origin).begin()
    await two.ask('recovery/enter', { code })
    await one.ask('session/forget', {})
    expect((await two.page()).told()).toEqual(['mine'])
  })
})
