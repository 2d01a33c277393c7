/** One socket's conversation, from its first `hello` to its end. What crosses is in protocol.ts. */
import type { RawData, WebSocket } from 'ws'
import { z } from 'zod'
import type { Bot } from './botkit.ts'
import { allowances, Buckets } from './limits.ts'
import {
  type Entry,
  type FromPage,
  fromPage,
  type FromServer,
  type Hello,
  messageId,
  type Refused,
  type Say,
} from './protocol.ts'
import type { Seat } from './rooms.ts'
import type { Session } from './sessions.ts'
import type { MessageIds } from './shape.ts'
import type { House } from './visitor.ts'
import { CLOSE, LIMITS, VERSION } from './wire.ts'

/** Milliseconds within which a page must say `hello`. */
const HELLO = 10_000
/** Milliseconds after which a message that is not safe yet is given back to the page to say again. */
const PATIENCE = 20_000
/** Bytes a page may leave untaken before it counts as gone. */
const BACKLOG = 4_000_000
/** How many unreadable messages, or messages over the limit, a socket may send. */
const STRIKES = { unreadable: 5, slow: 200 }

export class SocketLimits {
  readonly messages = new Buckets(allowances.messages)
  readonly frames = new Buckets(allowances.frames)
  readonly history = new Buckets(allowances.history)
  readonly addressMessages = new Buckets(allowances.addressMessages)

  sweep(): void {
    for (const buckets of [this.messages, this.frames, this.history, this.addressMessages]) buckets.sweep()
  }
}

export interface TalkParts {
  readonly house: House
  readonly bot: Bot
  readonly ids: MessageIds
  readonly limits: SocketLimits
  readonly session: Session
  readonly address: string
}

export class Talk implements Seat {
  readonly device: string
  readonly session: Session
  ready = false
  /** Whether it answered the last heartbeat. */
  alive = true
  readonly #socket: WebSocket
  readonly #parts: TalkParts
  readonly #person: string
  readonly #hello: NodeJS.Timeout
  #helloSaid = false
  #language: string | undefined
  #unreadable = 0
  #slow = 0
  /** Whether this device is on the shelf, so that it can be told to forget. */
  #kept = false

  constructor(socket: WebSocket, parts: TalkParts) {
    this.#socket = socket
    this.#parts = parts
    this.session = parts.session
    this.device = parts.session.device
    this.#person = parts.session.person
    this.#hello = setTimeout(() => this.close(CLOSE.silent), HELLO)
    socket.on('pong', () => (this.alive = true))
    socket.on('message', (data, binary) => this.#take(data, binary))
    socket.on('close', () => clearTimeout(this.#hello))
  }

  send(frame: FromServer): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return
    if (!this.#parts.house.watch.isOpen(this.device)) return this.close(CLOSE.locked)
    // A page that takes nothing any more: what it missed is in its next welcome.
    if (this.#socket.bufferedAmount > BACKLOG) return this.#socket.terminate()
    this.#socket.send(JSON.stringify(frame))
  }

  close(code: number): void {
    this.ready = false
    this.#socket.close(code)
  }

  /** Asks whether it still lives; ends it when it did not answer the last time. */
  beat(): void {
    if (!this.alive) return this.#socket.terminate()
    this.alive = false
    this.#socket.ping()
  }

  terminate(): void {
    this.#socket.terminate()
  }

  #take(data: RawData, binary: boolean): void {
    this.alive = true
    if (this.#socket.readyState !== this.#socket.OPEN) return
    const { limits, house } = this.#parts
    const wait = limits.frames.take(this.device)
    if (wait > 0) return this.#tooMuch({ type: 'refused', reason: 'slow', retryAfter: wait })
    if (!house.watch.isOpen(this.device)) return this.close(CLOSE.locked)
    const read = binary ? unreadable : readFrame(textOf(data))
    if (read.type === 'refused') return this.#notRead(read)
    this.#do(read)
  }

  #do(frame: FromPage): void {
    const { house } = this.#parts
    if (frame.type === 'hello' ? this.#helloSaid : !this.#helloSaid) return this.#notRead(unreadable)
    switch (frame.type) {
      case 'hello':
        return this.#welcome(frame)
      case 'say':
        house.watch.active(this.device)
        return this.#say(frame)
      case 'earlier':
        house.watch.active(this.device)
        return this.#earlier(frame.before)
      case 'active':
        return house.watch.active(this.device)
      case 'ping':
        return this.send({ type: 'pong' })
    }
  }

  #welcome(hello: Hello): void {
    if (hello.version !== VERSION) return this.close(CLOSE.version)
    this.#helloSaid = true
    clearTimeout(this.#hello)
    this.#language = hello.language
    const { host } = this.#parts.house
    this.#inOrder(async () => {
      const newest = await this.#history()
      const known = newest.entries.findLastIndex(
        (entry) => entry.from === 'gradual' && entry.outgoing.id === hello.last,
      )
      const safe = new Set(newest.entries.flatMap((entry) => (entry.from === 'client' ? [entry.incoming] : [])))
      this.send({
        type: 'welcome',
        version: VERSION,
        reset: known === -1,
        entries: known === -1 ? newest.entries : newest.entries.slice(known + 1),
        more: known === -1 && newest.more,
        received: hello.pending.filter((id) => safe.has(id)),
      })
      this.ready = this.#socket.readyState === this.#socket.OPEN
      if (newest.entries.length === 0) await host.greet({ person: this.#person, place: this.#person, ...this.#hint() })
      await this.#keepDevice()
    })
  }

  #say({ id, text, tap }: Say): void {
    const { limits, address, bot, ids, house } = this.#parts
    const wait = limits.messages.take(this.#person) || limits.addressMessages.take(address)
    if (wait > 0) return this.#tooMuch({ type: 'refused', id, reason: 'slow', retryAfter: wait })
    const incoming = {
      id: ids.to(this.#person, id),
      person: this.#person,
      place: this.#person,
      text: text.toWellFormed(),
      ...(tap && { tap }),
      ...this.#hint(),
    }
    this.#inOrder(async () => {
      const receipt = await bot.receive(incoming)
      this.send({ type: 'received', id })
      const entry = { at: Date.now(), from: 'client', text: incoming.text, incoming: id } as const
      if (!receipt.repeat) house.rooms.tell(this.#person, { type: 'said', entry }, this)
      await this.#keepDevice()
    }, id)
  }

  #earlier(before: string): void {
    const wait = this.#parts.limits.history.take(this.device)
    if (wait > 0) return this.#tooMuch({ type: 'refused', reason: 'slow', retryAfter: wait })
    this.#inOrder(async () => {
      this.send({ type: 'earlier', before, ...(await this.#history(before)) })
    })
  }

  async #history(before?: string): Promise<{ entries: Entry[]; more: boolean }> {
    const { house, ids } = this.#parts
    const limit = LIMITS.page + 1
    const past = await house.host.history(this.#person, { limit, ...(before !== undefined && { before }) })
    return {
      entries: past.slice(-LIMITS.page).flatMap((one) => ids.entry(this.#person, one)),
      more: past.length === limit,
    }
  }

  /** Runs a job in the person's order; one that fails says so and leaves everything else as it is. */
  #inOrder(job: () => Promise<void>, id?: string): void {
    this.#parts.house.rooms
      .inOrder(this.#person, () => soon(job()))
      .catch((error: unknown) => {
        this.#parts.house.host.log('web.trouble', {
          route: 'socket',
          error: error instanceof Error ? error.name : typeof error,
        })
        this.send({ type: 'refused', reason: 'trouble', retryAfter: 5_000, ...(id !== undefined && { id }) })
        // A page that was never welcomed can do nothing but come again.
        if (!this.ready) this.close(CLOSE.restart)
      })
  }

  /** Notes the device as soon as its person has a file, so that it can be told to forget. */
  async #keepDevice(): Promise<void> {
    if (this.#kept) return
    this.#kept = (await this.#parts.house.files.changeDevice(this.session, (file) => file)) !== undefined
  }

  #hint(): { language?: string } {
    return this.#language === undefined ? {} : { language: this.#language }
  }

  #notRead(refused: Refused): void {
    this.send(refused)
    this.#unreadable += 1
    if (this.#unreadable >= STRIKES.unreadable) this.close(CLOSE.unreadable)
  }

  #tooMuch(refused: Refused): void {
    this.#slow += 1
    if (this.#slow >= STRIKES.slow) return this.close(CLOSE.slow)
    this.send(refused)
  }
}

const unreadable: Refused = { type: 'refused', reason: 'unreadable' }

const textOf = (data: RawData): string =>
  Buffer.isBuffer(data) ? data.toString() : Buffer.concat(Array.isArray(data) ? data : [Buffer.from(data)]).toString()

const someSay = z.object({ type: z.literal('say'), id: z.unknown(), text: z.string() })

/** What the page said, or why it can't be taken. */
function readFrame(text: string): FromPage | Refused {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return unreadable
  }
  const read = fromPage.safeParse(json)
  if (read.success)
    return read.data.type === 'say' && read.data.text.trim() === '' ? refusedSay(read.data, 'empty') : read.data
  const said = someSay.safeParse(json)
  if (!said.success) return unreadable
  if (said.data.text.length > LIMITS.text) return refusedSay(said.data, 'long')
  return said.data.text === '' ? refusedSay(said.data, 'empty') : unreadable
}

function refusedSay(said: { id?: unknown }, reason: Refused['reason']): Refused {
  const id = messageId.safeParse(said.id)
  return { type: 'refused', reason, ...(id.success && { id: id.data }) }
}

/**
 * Rejects when a promise takes longer than anyone waits, so that one that never ends holds up nobody for good. Saying the
 * message again is safe: it has the same id.
 */
async function soon<T>(promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('web: the engine did not answer in time')), PATIENCE)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
