/** Talking: acknowledged once safe, several tabs in one order, and nothing lost or doubled however the network behaves. */
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CLOSE, LIMITS } from '../../adapters/web/wire.ts'
import { Browser, type Page } from './browser.ts'
import { type Running, startWeb, TestHost } from './host.ts'

let web: Running
beforeEach(async () => {
  web = await startWeb()
})
afterEach(async () => {
  vi.useRealTimers()
  await web.stop()
})

const someone = () => new Browser(web.origin).begin()

describe('a first visit', () => {
  it('is greeted after the welcome', async () => {
    const page = await (await someone()).page()
    await page.until(() => page.heard().length === 1)
    expect(page.frames.map(({ type }) => type)).toEqual(['welcome', 'outgoing'])
    expect(page.heard()).toEqual(['Hello.'])
  })

  it('is not greeted again on a reload, and sees what was said', async () => {
    const browser = await someone()
    await browser.talked('one')
    const again = await browser.page()
    expect(again.heard()).toEqual(['Hello.', 'You said: one'])
    expect(again.told()).toEqual(['one'])
    expect(again.frames[0]).toMatchObject({ type: 'welcome', reset: true, more: false })
  })
})

describe('a message', () => {
  it('is acknowledged only once the host has it safe, and before its answer', async () => {
    const page = await (await someone()).talked()
    const { promise, resolve: safe } = Promise.withResolvers<void>()
    web.host.before = () => promise
    const before = page.frames.length
    page.write('slow disk')
    page.send({ type: 'ping' })
    await page.until(() => page.frames.length > before)
    expect(page.frames.slice(before).map(({ type }) => type)).toEqual(['pong'])
    safe()
    await page.until(() => page.heard().includes('You said: slow disk'))
    expect(page.frames.slice(before).map(({ type }) => type)).toEqual(['pong', 'received', 'outgoing'])
  })

  it('said twice with one id is one message, and acknowledged twice', async () => {
    const page = await (await someone()).talked()
    const id = await page.say('once')
    await page.say('once', { id })
    expect(page.frames.filter((frame) => frame.type === 'received' && frame.id === id)).toHaveLength(2)
    expect(web.host.said().filter((text) => text === 'once')).toHaveLength(1)
  })

  it('with an id that someone else used is still a message of its own', async () => {
    const id = 'same-id-same-id-same'
    await (await (await someone()).talked()).say('mine', { id })
    await (await (await someone()).talked()).say('yours', { id })
    expect(web.host.said()).toEqual(expect.arrayContaining(['mine', 'yours']))
  })

  it('keeps its tap', async () => {
    const taps: unknown[] = []
    web.host.before = async ({ tap }) => void taps.push(tap)
    const page = await (await someone()).page()
    await page.say('7', { tap: { prompt: 'p1', values: ['7'] } })
    expect(taps).toEqual([{ prompt: 'p1', values: ['7'] }])
  })

  it('that the host could not take is refused, kept by the page, and taken the second time', async () => {
    const page = await (await someone()).talked()
    web.host.before = async () => {
      throw new Error('the disk is full of secret words')
    }
    const id = await page.say('try')
    expect(page.refused(id)).toMatchObject({ reason: 'trouble' })
    expect(web.host.said()).not.toContain('try')
    expect(JSON.stringify(web.host.logged)).not.toContain('secret')
    web.host.before = async () => {}
    await page.say('try', { id })
    await page.until(() => !page.pending.has(id))
    expect(web.host.said()).toContain('try')
  })

  it('that never becomes safe is given back, and holds up nothing after it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const page = await (await someone()).talked()
    web.host.before = ({ text }) => (text === 'stuck' ? new Promise(() => {}) : Promise.resolve())
    const stuck = page.write('stuck')
    const after = page.write('after')
    while (page.refused(stuck) === undefined) {
      await vi.advanceTimersByTimeAsync(1_000)
      await new Promise((resolve) => setImmediate(resolve))
    }
    await page.until(() => !page.pending.has(after))
    expect(page.refused(stuck)).toMatchObject({ reason: 'trouble' })
  })

  it('of ten thousand characters is taken in any script, one more is refused as too long', async () => {
    const page = await (await someone()).talked()
    for (const character of ['a', 'ß', '語', '\u0007']) await page.say(character.repeat(LIMITS.text))
    expect(page.pending.size).toBe(0)
    const id = await page.say('a'.repeat(LIMITS.text + 1))
    expect(page.refused(id)).toMatchObject({ reason: 'long' })
    const blank = await page.say(' \n ')
    expect(page.refused(blank)).toMatchObject({ reason: 'empty' })
  })
})

describe('several tabs', () => {
  it('see the same in the same order', async () => {
    const browser = await someone()
    const [one, two] = [await browser.talked(), await browser.page()]
    for (const text of ['a', 'b', 'c']) {
      await (text === 'b' ? two : one).say(text)
      for (const page of [one, two]) await page.until(() => page.heard().includes(`You said: ${text}`))
    }
    expect(two.shown).toEqual(one.shown)
    expect(two.told()).toEqual(['hello there', 'a', 'b', 'c'])
  })

  it('of another person see nothing of it', async () => {
    const [mine, theirs] = [await (await someone()).talked('mine'), await (await someone()).talked('theirs')]
    await mine.say('more of mine')
    await theirs.say('more of theirs')
    expect(JSON.stringify(theirs.frames)).not.toContain('mine')
    expect(JSON.stringify(mine.frames)).not.toContain('theirs')
  })

  it('never carry the person or the place to the page', async () => {
    const page = await (await someone()).talked()
    const [person = ''] = web.host.files.keys()
    expect(person.length).toBeGreaterThan(20)
    expect(JSON.stringify([...page.frames, ...(await page.browser.page()).frames])).not.toContain(person)
  })
})

describe('coming back', () => {
  it('after what the page has last, only what came since', async () => {
    const browser = await someone()
    const page = await browser.talked('one')
    page.cut()
    const other = await browser.page()
    await other.say('two')
    await other.until(() => other.heard().includes('You said: two'))
    await page.connect()
    const welcome = page.frames.findLast(({ type }) => type === 'welcome')
    expect(welcome).toMatchObject({ reset: false })
    expect(page.shown).toEqual(other.shown)
  })

  it('with something unacknowledged that was safe after all, it is told so and does not say it again', async () => {
    const page = await (await someone()).talked()
    let stored = 0
    web.host.before = async () => void (stored += 1)
    const id = page.write('in the tunnel')
    await vi.waitUntil(() => web.host.said().includes('in the tunnel'))
    page.cut()
    page.pending.set(id, { type: 'say', id, text: 'in the tunnel' })
    await page.connect()
    expect(page.frames.findLast((frame) => frame.type === 'welcome')).toMatchObject({ received: [id] })
    expect(page.pending.size).toBe(0)
    expect(stored).toBe(1)
  })

  it('after very long, the newest page of history, and what is earlier on asking', async () => {
    const host = new TestHost(({ text }) => ({ lines: [{ kind: 'text', text: `ok ${text}` }] }))
    await web.stop()
    web = await startWeb({}, host)
    const browser = await someone()
    const page = await browser.page()
    for (let n = 0; n < 25; n += 1) await page.say(`m${n}`)
    await page.until(() => page.heard().includes('ok m24'))
    const late = await browser.page()
    const welcome = late.frames[0]
    if (welcome?.type !== 'welcome') throw new Error('no welcome')
    expect(welcome).toMatchObject({ reset: true, more: true })
    expect(welcome.entries).toHaveLength(LIMITS.page)
    late.send({ type: 'earlier', before: welcome.entries[0]?.id })
    await late.until(() => late.count('earlier') === 1)
    const earlier = late.frames.findLast((frame) => frame.type === 'earlier')
    expect(earlier).toMatchObject({ more: false })
    expect(earlier?.type === 'earlier' && earlier.entries.length).toBe(51 - LIMITS.page)
  })

  it('from before a restart of the server, with the same session and everything still there', async () => {
    const browser = await someone()
    const page = await browser.talked('before')
    const { host, port } = web
    await web.stop()
    await page.until(() => page.closed !== undefined)
    expect(page.closed).toBe(CLOSE.restart)
    page.write('while it was down')
    web = await startWeb({}, host, port)
    await page.connect()
    await page.until(() => page.heard().includes('You said: while it was down'))
    expect(page.told()).toEqual(['before', 'while it was down'])
  })
})

describe('the socket', () => {
  it('answers a ping', async () => {
    const page = await (await someone()).page()
    page.send({ type: 'ping' })
    await page.until(() => page.count('pong') === 1)
    expect(page.closed).toBeUndefined()
  })

  it('of a page of another version is closed with the word to reload', async () => {
    const browser = await someone()
    const socket = browser.socket()
    const code = new Promise((resolve) => socket.on('close', resolve))
    socket.on('open', () => socket.send(JSON.stringify({ type: 'hello', version: 999, pending: [] })))
    expect(await code).toBe(CLOSE.version)
  })

  it(
    'stays in order and loses or doubles nothing over random disconnects, tabs and restarts',
    { timeout: 120_000 },
    async () => {
      const step = fc.oneof(
        { weight: 5, arbitrary: fc.record({ do: fc.constant('say' as const), tab: fc.nat(2) }) },
        { weight: 3, arbitrary: fc.record({ do: fc.constant('cut' as const), tab: fc.nat(2) }) },
        { weight: 3, arbitrary: fc.record({ do: fc.constant('connect' as const), tab: fc.nat(2) }) },
        { weight: 2, arbitrary: fc.record({ do: fc.constant('pause' as const), tab: fc.nat(2) }) },
        { weight: 1, arbitrary: fc.record({ do: fc.constant('trouble' as const), tab: fc.nat(2) }) },
      )
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 18 }), async (steps) => {
          web.host.before = async () => {}
          const browser = await someone()
          const first = await browser.talked('first')
          const tabs: Page[] = [first, await browser.page(), await browser.page()]
          const said: string[] = ['first']
          for (const { do: what, tab } of steps) {
            const page = tabs[tab]
            if (!page) continue
            if (what === 'say') {
              said.push(`${tab}.${said.length}`)
              page.write(said.at(-1) ?? '')
            } else if (what === 'cut') page.cut()
            else if (what === 'connect') await again(page)
            else if (what === 'pause') await new Promise((resolve) => setTimeout(resolve, 3))
            else web.host.before = failOnce(web.host)
          }
          for (const page of tabs) {
            page.cut()
            await again(page)
          }
          // A refused message is said again, as a page does after `retryAfter`.
          for (const page of tabs) while (page.pending.size > 0) await sayAgain(page)
          const fresh = await browser.page()
          for (const page of [...tabs, fresh]) await page.until(() => page.heard().length === said.length + 1)

          const stored = fresh.told()
          expect(stored.toSorted()).toEqual(said.toSorted())
          for (const page of [...tabs, fresh]) {
            expect(page.told().toSorted()).toEqual(said.toSorted())
            expect(new Set(page.shown).size).toBe(page.shown.length)
            expect(page.heard()).toEqual(fresh.heard())
          }
          for (const page of [...tabs, fresh]) await page.close()
        }),
        { numRuns: 25 },
      )
    },
  )
})

async function again(page: Page): Promise<void> {
  if (page.socket?.readyState !== 1) await page.connect()
}

async function sayAgain(page: Page): Promise<void> {
  const seen = page.frames.length
  for (const say of page.pending.values()) page.send(say)
  await page.until(() => page.frames.length > seen)
}

function failOnce(host: TestHost): () => Promise<void> {
  return async () => {
    host.before = async () => {}
    throw new Error('a passing trouble')
  }
}
