/** Everything a stranger can send. Whatever it is: a clear refusal, the process lives, and others notice nothing. */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect, Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { CLOSE, LIMITS, SUBPROTOCOL, VERSION } from '../../adapters/web/wire.ts'
import { Browser, type Page, readJson } from './browser.ts'
import { type Running, startWeb } from './host.ts'

let web: Running
/** Someone who has nothing to do with any of it. */
let bystander: Page
const ends: unknown[] = []
const note = (error: unknown): void => void ends.push(error)

beforeAll(async () => {
  process.on('uncaughtException', note).on('unhandledRejection', note)
  web = await startWeb()
  bystander = await (await new Browser(web.origin).begin()).talked('I was here first')
})
afterEach(async () => {
  // After each attack: nothing that would have ended the process, and the bystander is still spoken to on the same socket.
  if (ends.length > 0) throw new Error('this would have ended the process', { cause: ends[0] })
  const [person = ''] = web.host.files.keys()
  const heard = bystander.heard().length
  web.host.say(person, person, { lines: [{ kind: 'text', text: 'Still here?' }] })
  await bystander.until(() => bystander.heard().length > heard || bystander.closed !== undefined)
  if (bystander.closed !== undefined) throw new Error(`the bystander's socket was closed with ${bystander.closed}`)
})
afterAll(async () => {
  await web.stop()
  process.off('uncaughtException', note).off('unhandledRejection', note)
})

const posts = [
  'session',
  'session/forget',
  'lock',
  'lock/remove',
  'lock/now',
  'lock/open',
  'recovery',
  'recovery/enter',
  'passkey/new',
  'passkey/keep',
  'passkey/ask',
  'passkey/enter',
  'passkey/remove',
]

const shapes: [string, unknown][] = [
  ['null', null],
  ['a number', 7],
  ['a list', []],
  ['a text', 'hello'],
  ['unknown fields', { evil: true }],
  ['constructor', { constructor: { prototype: {} } }],
  ['a person of its own choosing', { person: 'someone-else', user: 'someone-else' }],
  ['numbers for texts', { code: 7, pin: 7, ticket: 7, id: 7, by: 7, response: 7 }],
  ['lists for texts', { code: ['a'], pin: ['1234'], ticket: {}, id: [], by: {}, response: [] }],
]

describe.each(posts)('POST %s', (path) => {
  it.each(shapes)('refuses %s', async (_name, body) => {
    const browser = await new Browser(web.origin).begin()
    const answer = await browser.ask(path, body)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ error: 'unreadable', say: expect.any(String) })
  })

  it('refuses a __proto__', async () => {
    const answer = await raw(path, '{"__proto__":{"admin":true}}')
    expect(answer.status).toBe(400)
    expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false)
  })

  it('refuses a megabyte, half a JSON, broken UTF-8, and what is not JSON', async () => {
    expect((await raw(path, JSON.stringify({ x: 'a'.repeat(1_000_000) }))).status).toBe(413)
    expect((await raw(path, '{"code":')).status).toBe(400)
    expect((await raw(path, Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]))).status).toBe(400)
    expect((await raw(path, 'a=b', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415)
    expect((await raw(path, '{}', { 'content-type': 'text/plain' })).status).toBe(415)
  })

  it.each([
    ['another site', { origin: 'https://evil.example' }],
    ['an opaque origin', { origin: 'null' }],
    ['a look-alike port', { origin: 'http://127.0.0.1:1' }],
    ['nowhere', { origin: '' }],
    ['another site, as the browser says', { 'sec-fetch-site': 'cross-site' }],
    ['a sister site', { 'sec-fetch-site': 'same-site' }],
  ])('refuses a request from %s', async (_name, headers) => {
    const answer = await new Browser(web.origin).ask(path, {}, headers)
    expect(answer.status).toBe(403)
    expect(answer.body.error).toBe('origin')
    expect(answer.headers.getSetCookie()).toEqual([])
  })
})

describe('GET', () => {
  it('of the session or the socket is refused to another site', async () => {
    const browser = await new Browser(web.origin).begin()
    expect((await browser.ask('session', undefined, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await browser.ask('session', undefined, { origin: 'https://evil.example' })).status).toBe(403)
  })

  it('of the socket without an upgrade says what it is', async () => {
    const answer = await (await new Browser(web.origin).begin()).ask('socket')
    expect(answer.status).toBe(426)
    expect(answer.body.say).toContain(SUBPROTOCOL)
  })

  it('under a name this deployment does not have is refused', async () => {
    const text = await speak(`GET / HTTP/1.1\r\nHost: rebound.evil.example\r\nConnection: close\r\n\r\n`)
    expect(text).toMatch(/^HTTP\/1\.1 421/)
  })

  it.each([
    '/assets/../index.ts',
    '/assets/%2e%2e%2findex.ts',
    '/assets/nothing.js',
    '/assets/__proto__',
    '/assets/%00',
  ])('of %s finds nothing', async (path) => {
    const text = await speak(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${web.port}\r\nConnection: close\r\n\r\n`)
    expect(text).toMatch(/^HTTP\/1\.1 4\d\d/)
  })

  it.each(['__proto__', 'constructor', 'xx', '%00', 'en-US'])(
    'of the privacy text in "%s" gives a text',
    async (language) => {
      const answer = await fetch(`${web.origin}/privacy/${language}`)
      expect(await answer.json()).toEqual({ language: 'en', text: 'Only you can read it.' })
    },
  )
})

const head = (line: string, more = '') =>
  `${line} HTTP/1.1\r\nHost: 127.0.0.1:${web.port}\r\nOrigin: ${web.origin}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n${more}\r\n`

describe('an upgrade', () => {
  it('without a session is refused', async () => {
    expect(await new Browser(web.origin).refusedSocket()).toBe(401)
  })

  it.each(['https://evil.example', 'null', ''])('from the origin "%s" is refused, session or not', async (origin) => {
    expect(await (await new Browser(web.origin).begin()).refusedSocket({ origin })).toBe(403)
  })

  it('that names no origin at all is refused: no browser sends one', async () => {
    const anonymous = head('GET /chat/socket', `Sec-WebSocket-Protocol: ${SUBPROTOCOL}\r\n`).replace(
      /Origin: .*\r\n/,
      '',
    )
    expect(await speak(anonymous)).toMatch(/^HTTP\/1\.1 403/)
  })

  it('with a forged, a cut, a changed or another surface’s session is refused', async () => {
    const browser = await new Browser(web.origin).begin()
    const [[name, good] = ['', '']] = browser.cookies
    const parts = good.split('.')
    const unsigned = Buffer.from('{"alg":"none"}').toString('base64url')
    const forged = [
      'me',
      '',
      good.slice(0, -2),
      `${good.slice(0, 60)}AAAA${good.slice(64)}`,
      [unsigned, ...parts.slice(1)].join('.'),
      `${unsigned}.${Buffer.from('{"sub":"someone"}').toString('base64url')}.`,
      randomBytes(200).toString('base64url'),
      'x'.repeat(5_000),
    ]
    for (const cookie of forged) {
      browser.cookies.set(name, cookie)
      expect(await browser.refusedSocket()).toBe(401)
    }
    const embedded = await new Browser(web.origin, 'embed').begin()
    const elsewhere = new Browser(web.origin)
    elsewhere.cookies.set('gradual', embedded.cookies.get('gradual-embed') ?? '')
    expect(await elsewhere.refusedSocket()).toBe(401)
  })

  it('of another path, another method or another subprotocol is refused and the connection closed', async () => {
    expect(await speak(head('GET /nothing/here'))).toMatch(/^HTTP\/1\.1 404/)
    expect(await speak(head('POST /chat/socket'))).toMatch(/^HTTP\/1\.1 400/)
    expect(await speak(head('GET /chat/socket', 'Sec-WebSocket-Protocol: other\r\n'))).toMatch(/^HTTP\/1\.1 426/)
    expect(await speak(head('GET /healthz'))).toMatch(/^HTTP\/1\.1 200/)
  })

  it('whose connection is lost at any moment harms nobody', async () => {
    const cookie = [...(await new Browser(web.origin).begin()).cookies].map((pair) => pair.join('=')).join('; ')
    const request = `GET /chat/socket HTTP/1.1\r\nHost: 127.0.0.1:${web.port}\r\nOrigin: ${web.origin}\r\nCookie: ${cookie}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: ${SUBPROTOCOL}\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`
    for (let cut = 20; cut <= request.length; cut += 24) {
      const socket = await plain()
      socket.write(request.slice(0, cut))
      socket.resetAndDestroy()
    }
    for (let n = 0; n < 20; n += 1) {
      const socket = await plain()
      socket.write(request)
      setImmediate(() => socket.resetAndDestroy())
      await once(socket, 'close')
    }
    expect((await fetch(`${web.origin}/healthz`)).status).toBe(200)
  })
})

const opened = async (): Promise<WebSocket> => {
  const socket = (await new Browser(web.origin).begin()).socket()
  socket.on('error', () => {})
  await once(socket, 'open')
  return socket
}
const code = (socket: WebSocket): Promise<number> => new Promise((resolve) => socket.on('close', resolve))
const hello = JSON.stringify({ type: 'hello', version: VERSION, pending: [] })
const say = (more: object) => JSON.stringify({ type: 'say', id: 'a-message-of-mine', text: 'hello', ...more })

describe('a socket', () => {
  it.each([
    ['nothing', ''],
    ['not JSON', 'hello'],
    ['null', 'null'],
    ['a list', '[]'],
    ['an empty object', '{}'],
    ['an unknown type', '{"type":"evil"}'],
    ['a type that is no text', '{"type":{"$gt":""}}'],
    ['a second hello', hello],
    ['a text that is no text', say({ text: 7 })],
    ['a text that is a list', say({ text: ['a'] })],
    ['an id that is no id', say({ id: 7 })],
    ['an id too short to be one', say({ id: 'x' })],
    ['a user of its own choosing', say({ user: 'someone-else' })],
    ['a person of its own choosing', say({ person: 'someone-else', place: 'someone-else' })],
    ['a tap with wrong types', say({ tap: { prompt: 7, values: 'all' } })],
    ['a tap with too much', say({ tap: { prompt: 'p', values: Array.from({ length: 99 }, () => 'v') } })],
    ['a __proto__', '{"__proto__":{"type":"ping"}}'],
  ])('that sends %s is refused, and closed when it goes on', async (_name, text) => {
    const socket = await opened()
    socket.send(hello)
    const closing = code(socket)
    const answers: unknown[] = []
    socket.on('message', (data) => answers.push(readJson(data)))
    for (let n = 0; n < 5; n += 1) socket.send(text)
    expect(await closing).toBe(CLOSE.unreadable)
    expect(answers).toContainEqual({ type: 'refused', reason: 'unreadable' })
  })

  it.each(['say', 'earlier', 'active', 'ping'])('that sends "%s" before hello gets nothing from it', async (type) => {
    const before = web.host.said().length
    const socket = await opened()
    const closing = code(socket)
    for (let n = 0; n < 5; n += 1)
      socket.send(JSON.stringify({ type, id: 'a-message-of-mine', text: 'hi', before: '1' }))
    expect(await closing).toBe(CLOSE.unreadable)
    expect(web.host.said()).toHaveLength(before)
  })

  it('that sends bytes is refused', async () => {
    const socket = await opened()
    const closing = code(socket)
    for (let n = 0; n < 5; n += 1) socket.send(Buffer.from(hello))
    expect(await closing).toBe(CLOSE.unreadable)
  })

  it('that sends a megabyte is closed', async () => {
    const socket = await opened()
    socket.send(say({ text: 'a'.repeat(1_000_000) }))
    expect(await code(socket)).toBe(1009)
  })

  it('that sends broken UTF-8 or a broken frame is closed', async () => {
    const broken = await opened()
    broken.send(Buffer.from([0x22, 0xc3, 0x28, 0x22]), { binary: false })
    expect(await code(broken)).toBe(1007)
    const unmasked = await opened()
    const closing = code(unmasked)
    stream(unmasked).write(Buffer.from([0x81, 0x02, 0x7b, 0x7d]))
    expect(await closing).toBe(1002)
    const reserved = await opened()
    const closed = code(reserved)
    stream(reserved).write(Buffer.from([0xff, 0x80, 0, 0, 0, 0]))
    expect(await closed).toBe(1002)
  })

  it('with half a character in it is taken as well as it can be', async () => {
    const page = await (await new Browser(web.origin).begin()).talked()
    await page.say('half \ud83d of a face')
    expect(web.host.said()).toContain('half \ufffd of a face')
  })

  it('that asks for the history of an entry that is not there is refused', async () => {
    const page = await (await new Browser(web.origin).begin()).talked()
    page.send({ type: 'earlier', before: 'nobody’s' })
    await page.until(() => page.refused() !== undefined)
    expect(page.refused()).toMatchObject({ reason: 'trouble' })
    expect(page.closed).toBeUndefined()
  })

  it('that floods with messages is slowed down, kindly, and closed when it does not stop', async () => {
    const page = await (await new Browser(web.origin).begin()).talked()
    for (let n = 0; n < 60; n += 1) page.write(`flood ${n}`)
    await page.until(() => page.frames.some((frame) => frame.type === 'refused' && frame.reason === 'slow'))
    const slow = page.frames.find((frame) => frame.type === 'refused')
    expect(slow).toMatchObject({ reason: 'slow', retryAfter: expect.any(Number), id: expect.any(String) })
    for (let n = 0; n < 600; n += 1) page.send({ type: 'ping' })
    await page.until(() => page.closed !== undefined)
    expect(page.closed).toBe(CLOSE.slow)
    expect(web.host.said().filter((text) => text.startsWith('flood')).length).toBeLessThan(40)
  })

  it('beyond the twentieth of one person is refused', async () => {
    const browser = await new Browser(web.origin).begin()
    const sockets = Array.from({ length: 20 }, () => browser.socket())
    await Promise.all(sockets.map((socket) => once(socket, 'open')))
    expect(await browser.refusedSocket()).toBe(429)
    for (const socket of sockets) socket.terminate()
  })
})

describe('silence', () => {
  it('of a socket that never says hello ends it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const socket = (await new Browser(web.origin).begin()).socket()
    await once(socket, 'open')
    const closed = once(socket, 'close')
    await new Promise((resolve) => setImmediate(resolve))
    await vi.advanceTimersByTimeAsync(10_000)
    vi.useRealTimers()
    expect((await closed)[0]).toBe(CLOSE.silent)
  })

  it('of a half-open one is found by the heartbeat', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const other = await startWeb()
    const alive = await (await new Browser(other.origin).begin()).page()
    const gone = await (await new Browser(other.origin).begin()).page()
    // It stays connected but answers nothing any more, as a phone in a tunnel.
    stream(gone.socket).pause()
    const ended = once(stream(gone.socket), 'close')
    stream(gone.socket)
      .on('end', () => {})
      .on('error', () => {})
    const heard = new Promise((resolve) => alive.socket?.on('ping', resolve))
    await vi.advanceTimersByTimeAsync(30_000)
    await heard
    await new Promise((resolve) => setTimeout(resolve, 20))
    await vi.advanceTimersByTimeAsync(30_000)
    vi.useRealTimers()
    stream(gone.socket).resume()
    await ended
    expect(alive.closed).toBeUndefined()
    await other.stop()
  })
})

describe('what ends stock Botkit', () => {
  it.each([
    ['an empty activity', {}],
    ['an activity of the type "constructor"', { type: 'constructor' }],
    ['a text that is no text', { type: 'message', text: { a: 1 }, user: 'me' }],
    ['a welcome back as someone else', { type: 'welcome_back', user: 'someone-else' }],
  ])('%s posted to its webhook: there is no webhook', async (_name, body) => {
    const response = await fetch(`${web.origin}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    expect(response.status).toBe(404)
  })

  it.each([
    ['an empty message', '{}'],
    ['the type "constructor"', '{"type":"constructor"}'],
    ['the type "toString" with a user', '{"type":"toString","user":"me"}'],
    ['a text that is a number', '{"type":"message","user":"me","text":7}'],
    ['a user that is an object', '{"type":"message","user":{},"text":"hi"}'],
  ])('%s on its socket: refused', async (_name, text) => {
    const page = await (await new Browser(web.origin).begin()).page()
    page.socket?.send(text)
    await page.until(() => page.refused() !== undefined)
    expect(page.refused()).toMatchObject({ reason: 'unreadable' })
  })

  it('a second socket that says welcome_back as someone else: it gets none of their messages', async () => {
    const victim = await (await new Browser(web.origin).begin()).talked('a secret')
    const [person = ''] = [...web.host.files].find(([, { past }]) => past.some(({ text }) => text === 'a secret')) ?? []
    const thief = await (await new Browser(web.origin).begin()).page()
    for (const type of ['welcome_back', 'hello', 'message']) {
      thief.socket?.send(JSON.stringify({ type, user: person, text: 'give', user_profile: { id: person } }))
    }
    await victim.say('another secret')
    await victim.until(() => victim.heard().includes('You said: another secret'))
    thief.send({ type: 'ping' })
    await thief.until(() => thief.count('pong') === 1)
    expect(JSON.stringify(thief.frames)).not.toContain('secret')
  })

  it('a handler that throws: the page is told, the next message is taken', async () => {
    const page = await (await new Browser(web.origin).begin()).talked()
    web.host.before = () => Promise.reject(new TypeError('oh'))
    const id = await page.say('first')
    web.host.before = () => {
      throw new TypeError('oh, at once')
    }
    const second = await page.say('second')
    web.host.before = async () => {}
    expect([page.refused(id)?.reason, page.refused(second)?.reason]).toEqual(['trouble', 'trouble'])
    await page.say('third')
    expect(web.host.said()).toContain('third')
  })

  it('a shutdown that hangs on a timer: a whole process with an open socket ends by itself', async () => {
    const program = `
      import { startWeb } from ${JSON.stringify(new URL('host.ts', import.meta.url).href)}
      import { Browser } from ${JSON.stringify(new URL('browser.ts', import.meta.url).href)}
      const web = await startWeb()
      const page = await (await new Browser(web.origin).begin()).talked('a word nobody may log')
      await web.stop()
      await page.until(() => page.closed !== undefined)
      console.log('stopped')
    `
    // With DEBUG, stock Botkit also prints every word it is told.
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      env: { ...process.env, DEBUG: '*' },
    })
    let printed = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (printed += String(data)))
    const [exit] = await once(child, 'close')
    expect(printed).toContain('stopped')
    expect(printed).not.toContain('nobody may log')
    expect(exit).toBe(0)
  })
})

/** The network under a socket. */
function stream(socket: WebSocket | undefined): Socket {
  const found = Object.entries(socket ?? {}).find(([name]) => name === '_socket')?.[1]
  if (found instanceof Socket) return found
  throw new Error('the socket is not open')
}

async function raw(path: string, body: string | Buffer, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${web.origin}/chat/${path}`, {
    method: 'POST',
    headers: { origin: web.origin, 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  })
}

async function plain(): Promise<Socket> {
  const socket = connect(web.port, '127.0.0.1').on('error', () => {})
  await once(socket, 'connect')
  return socket
}

/** Sends bytes as they are; answers what came back until the server closed. */
async function speak(text: string): Promise<string> {
  const socket = await plain()
  let heard = ''
  socket.on('data', (data) => (heard += String(data)))
  socket.write(text)
  await once(socket, 'close')
  return heard
}

it('keeps the limit of a message within that of a frame, however it is escaped', () => {
  expect(JSON.stringify('\u0000'.repeat(LIMITS.text)).length + 300).toBeLessThan(LIMITS.frame)
})
