/** A browser as far as the server can tell: cookies, an origin, and a page that follows protocol.ts to the letter. */
import { randomUUID } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import { type RawData, WebSocket } from 'ws'
import {
  type Entry,
  type FromPage,
  type FromServer,
  fromServer,
  type Refusal,
  type Status,
} from '../../adapters/web/protocol.ts'
import { SUBPROTOCOL, TOKEN_PREFIX, VERSION } from '../../adapters/web/wire.ts'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: Partial<Status & Refusal> & Record<string, unknown>
}

export class Browser {
  readonly origin: string
  readonly surface: 'chat' | 'embed'
  readonly cookies = new Map<string, string>()
  /** The attributes each cookie was last set with. */
  readonly setCookies: string[] = []
  token: string | undefined
  /** Whether cookies are kept at all. */
  blocksCookies = false

  constructor(origin: string, surface: 'chat' | 'embed' = 'chat') {
    this.origin = origin
    this.surface = surface
  }

  async ask(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(`${this.origin}/${this.surface}/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { ...this.headers(), ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    for (const line of response.headers.getSetCookie()) this.#keep(line)
    const text = await response.text()
    const answer = { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) }
    if (typeof answer.body.token === 'string') this.token = answer.body.token
    return answer
  }

  /** A session of its own, with or without cookies. */
  async begin(): Promise<this> {
    await this.ask('session', this.blocksCookies ? { cookies: false } : {})
    return this
  }

  headers(): Record<string, string> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return {
      origin: this.origin,
      ...(cookie !== '' && { cookie }),
      ...(this.token !== undefined && { authorization: `Bearer ${this.token}` }),
    }
  }

  socket(headers: Record<string, string> = {}): WebSocket {
    const protocols = [SUBPROTOCOL, ...(this.token === undefined ? [] : [TOKEN_PREFIX + this.token])]
    const { authorization: _, ...own } = { authorization: '', ...this.headers() }
    return new WebSocket(`${this.origin.replace('http', 'ws')}/${this.surface}/socket`, protocols, {
      headers: { ...own, ...headers },
    })
  }

  /** The status a socket is refused with; rejects when it is not refused. */
  refusedSocket(headers: Record<string, string> = {}): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      const socket = this.socket(headers)
      socket.on('unexpected-response', (_request, response) => {
        resolve(response.statusCode)
        response.resume()
        socket.terminate()
      })
      socket.on('open', () => reject(new Error('the socket was opened')))
      socket.on('error', () => {})
    })
  }

  /** A tab with the page in it, welcomed. */
  async page(): Promise<Page> {
    const page = new Page(this)
    await page.connect()
    return page
  }

  /** A page that has said one thing and heard the answer, so that its person has a file. */
  async talked(text = 'hello there'): Promise<Page> {
    const page = await this.page()
    await page.say(text)
    await page.until(() => page.heard().includes(`You said: ${text}`))
    return page
  }

  #keep(line: string): void {
    if (this.blocksCookies) return
    this.setCookies.push(line)
    const [pair = '', ...attributes] = line.split(';')
    const cut = pair.indexOf('=')
    const name = pair.slice(0, cut)
    const over = attributes.some((text) => /max-age=0|expires=Thu, 01 Jan 1970/i.test(text))
    if (over) this.cookies.delete(name)
    else this.cookies.set(name, pair.slice(cut + 1))
  }
}

/** The page of protocol.ts, without a screen: what it shows, and what it still has to send. */
export class Page {
  readonly browser: Browser
  readonly frames: FromServer[] = []
  /** Keys of what is shown, in order: `c:` and a message's id, or `g:` and an outgoing's. */
  shown: string[] = []
  readonly words = new Map<string, string>()
  readonly pending = new Map<string, Extract<FromPage, { type: 'say' }>>()
  last: string | undefined
  /** The code the socket closed with; undefined while it is open. */
  closed: number | undefined
  socket: WebSocket | undefined
  readonly #news = new EventEmitter().setMaxListeners(0)

  constructor(browser: Browser) {
    this.browser = browser
  }

  /** Opens a socket and says hello. Resolves when welcomed; rejects when the socket ends before that. */
  async connect(): Promise<void> {
    const socket = this.browser.socket()
    this.socket = socket
    this.closed = undefined
    const welcomes = this.count('welcome')
    socket.on('message', (data) => socket === this.socket && this.#take(fromServer.parse(readJson(data))))
    socket.on('error', () => {})
    socket.on('close', (code) => {
      if (socket !== this.socket) return
      this.closed = code
      this.#news.emit('news')
    })
    socket.on('open', () => {
      const pending = [...this.pending.keys()]
      this.send({ type: 'hello', version: VERSION, pending, ...(this.last !== undefined && { last: this.last }) })
    })
    await this.until(() => this.count('welcome') > welcomes || this.closed !== undefined)
    if (this.closed !== undefined) throw new Error(`closed with ${String(this.closed)} before a welcome`)
  }

  /** Says something; resolves when it is acknowledged. */
  async say(text: string, more: Partial<Extract<FromPage, { type: 'say' }>> = {}): Promise<string> {
    const id = this.write(text, more)
    await this.until(() => !this.pending.has(id) || this.refused(id) !== undefined || this.closed !== undefined)
    return id
  }

  /** Says something without waiting; kept until it is acknowledged. */
  write(text: string, more: Partial<Extract<FromPage, { type: 'say' }>> = {}): string {
    const say = { type: 'say', id: randomUUID(), text, ...more } as const
    this.pending.set(say.id, say)
    this.#show(`c:${say.id}`, text)
    this.send(say)
    return say.id
  }

  send(frame: unknown): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(frame))
  }

  /** The network goes: nothing more comes or goes, and nobody is told. */
  cut(): void {
    const socket = this.socket
    this.socket = undefined
    this.closed = 1006
    socket?.terminate()
  }

  async close(): Promise<void> {
    const socket = this.socket
    this.cut()
    if (socket && socket.readyState !== WebSocket.CLOSED) await once(socket, 'close')
  }

  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await once(this.#news, 'news')
  }

  /** What Gradual said, in order, as shown. */
  heard(): string[] {
    return this.shown.filter((key) => key.startsWith('g:')).map((key) => this.words.get(key) ?? '')
  }

  /** What the person said, on any tab, as shown. */
  told(): string[] {
    return this.shown.filter((key) => key.startsWith('c:')).map((key) => this.words.get(key) ?? '')
  }

  count(type: FromServer['type']): number {
    return this.frames.filter((frame) => frame.type === type).length
  }

  refused(id?: string): Extract<FromServer, { type: 'refused' }> | undefined {
    return this.frames.filter((frame) => frame.type === 'refused').findLast((frame) => frame.id === id)
  }

  #take(frame: FromServer): void {
    this.frames.push(frame)
    if (frame.type === 'welcome') {
      if (frame.reset) this.shown = []
      for (const entry of frame.entries) this.#enter(entry)
      for (const id of frame.received) this.pending.delete(id)
      for (const say of this.pending.values()) {
        this.#show(`c:${say.id}`, say.text)
        this.send(say)
      }
    } else if (frame.type === 'outgoing') {
      this.#enter({ id: '', at: 0, from: 'gradual', outgoing: frame.outgoing })
    } else if (frame.type === 'said') {
      this.#enter({ id: '', ...frame.entry })
    } else if (frame.type === 'received') {
      this.pending.delete(frame.id)
    }
    this.#news.emit('news')
  }

  #enter(entry: Entry): void {
    if (entry.from === 'client') return this.#show(`c:${entry.incoming ?? entry.id}`, entry.text)
    const { id, lines } = entry.outgoing
    this.last = id
    this.#show(`g:${id}`, lines.map((line) => (line.kind === 'text' ? line.text : line.kind)).join('\n'))
  }

  #show(key: string, words: string): void {
    if (this.shown.includes(key)) return
    this.shown.push(key)
    this.words.set(key, words)
  }
}

export function readJson(data: RawData): unknown {
  return JSON.parse(Buffer.isBuffer(data) ? data.toString() : '')
}
