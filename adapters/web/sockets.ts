/**
 * The sockets. An upgrade goes through Fastify's own router like any request, so that the same checks, limits and refusals
 * hold for it; only then is it handed to `ws`, which accepts nothing by itself.
 */
import { type IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { WebSocketServer } from 'ws'
import type { Bot } from './botkit.ts'
import { addressKey, mustBeOwnPage, ownOrigin } from './origin.ts'
import { Refused } from './refusal.ts'
import type { Surface } from './sessions.ts'
import { MessageIds } from './shape.ts'
import { SocketLimits, Talk } from './talk.ts'
import { type House, inside, lookUp } from './visitor.ts'
import { CLOSE, LIMITS, SUBPROTOCOL } from './wire.ts'

const HEARTBEAT = 30_000
const SWEEP = 1_000
/** Heartbeats between looking whether a session still stands: another node may have ended it. */
const RECHECK = 10
/** Sockets one person, and one address, may hold at a time. */
const MOST = { person: 20, address: 500 }
/** Milliseconds a socket is given to close politely when the server stops. */
const FAREWELL = 1_000

export class Sockets {
  readonly #house: House
  readonly #bot: Bot
  readonly #ids: MessageIds
  readonly #limits = new SocketLimits()
  readonly #server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: LIMITS.frame,
    perMessageDeflate: false,
    handleProtocols: () => SUBPROTOCOL,
  })
  readonly #upgrades = new WeakMap<IncomingMessage, { socket: Socket; head: Buffer }>()
  readonly #talks = new Set<Talk>()
  readonly #addresses = new Map<string, number>()
  readonly #timers: NodeJS.Timeout[] = []
  #beats = 0
  #stopping = false
  #unlisten = () => {}

  constructor(house: House, bot: Bot) {
    this.#house = house
    this.#bot = bot
    this.#ids = new MessageIds(house.host.secret('web.messages'))
  }

  start(app: FastifyInstance): void {
    this.#timers.push(
      setInterval(() => this.#heartbeat(), HEARTBEAT).unref(),
      setInterval(() => void this.#house.watch.sweep(), SWEEP).unref(),
    )
    const listen = (request: IncomingMessage, socket: Duplex, head: Buffer) => this.#upgrade(app, request, socket, head)
    app.server.on('upgrade', listen)
    this.#unlisten = () => app.server.off('upgrade', listen)
    app.addHook('preClose', () => this.stop())
  }

  /** The route of one surface. */
  route(app: FastifyInstance, surface: Surface): void {
    const limit = { rateLimit: { max: 600, timeWindow: 60_000 } }
    app.get('/socket', { config: limit }, async (request, reply) => {
      const upgrade = this.#upgrades.get(request.raw)
      const protocols = request.headers['sec-websocket-protocol']?.split(',').map((text) => text.trim()) ?? []
      if (!upgrade || !protocols.includes(SUBPROTOCOL)) {
        throw new Refused('unreadable', {
          status: 426,
          say: `This is a WebSocket. Ask for the subprotocol ${SUBPROTOCOL}.`,
        })
      }
      mustBeOwnPage(request, ownOrigin(request.headers.host, this.#house.settings.origin))
      const { session, file, device } = await inside(this.#house, request, surface)
      const address = addressKey(request.ip)
      const here = this.#addresses.get(address) ?? 0
      if (this.#house.rooms.count(session.person) >= MOST.person || here >= MOST.address) {
        throw new Refused('slow', { retryAfter: 60_000 })
      }
      if (this.#stopping || upgrade.socket.destroyed) throw new Refused('trouble', { status: 503 })

      reply.hijack()
      reply.raw.detachSocket(upgrade.socket)
      this.#server.handleUpgrade(request.raw, upgrade.socket, upgrade.head, (socket) => {
        const parts = { house: this.#house, bot: this.#bot, ids: this.#ids, limits: this.#limits, session, address }
        const talk = new Talk(socket, parts)
        const unwatch = file.lock ? this.#house.watch.begin(session, file.lock.idle, device?.openUntil ?? 0) : undefined
        this.#talks.add(talk)
        this.#house.rooms.join(session.person, talk)
        this.#addresses.set(address, (this.#addresses.get(address) ?? 0) + 1)
        // Broken UTF-8, a message too large, a lost connection: `ws` closes by itself and needs only to be heard.
        socket.on('error', () => {})
        socket.on('close', () => {
          unwatch?.()
          this.#talks.delete(talk)
          this.#house.rooms.leave(session.person, talk)
          const left = (this.#addresses.get(address) ?? 1) - 1
          if (left > 0) this.#addresses.set(address, left)
          else this.#addresses.delete(address)
        })
      })
    })
  }

  async stop(): Promise<void> {
    this.#stopping = true
    this.#unlisten()
    for (const timer of this.#timers) clearInterval(timer)
    for (const talk of this.#talks) talk.close(CLOSE.restart)
    const end = Date.now() + FAREWELL
    while (this.#talks.size > 0 && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 10))
    for (const talk of this.#talks) talk.terminate()
  }

  #upgrade(app: FastifyInstance, request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // Until `ws` has it, nobody else listens: a connection lost here would end the process.
    socket.on('error', () => socket.destroy())
    if (request.method !== 'GET' || !(socket instanceof Socket)) {
      socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      return
    }
    this.#upgrades.set(request, { socket, head })
    const response = new ServerResponse(request)
    response.shouldKeepAlive = false
    response.on('finish', () => socket.end())
    try {
      response.assignSocket(socket)
      app.routing(request, response)
    } catch {
      socket.destroy()
    }
  }

  #heartbeat(): void {
    this.#limits.sweep()
    this.#beats += 1
    for (const talk of this.#talks) {
      talk.beat()
      if (this.#beats % RECHECK === 0) void this.#recheck(talk)
    }
  }

  async #recheck(talk: Talk): Promise<void> {
    try {
      const visitor = await lookUp(this.#house.files, talk.session, 'cookie')
      if (!visitor) talk.close(CLOSE.session)
      else if (visitor.locked && !this.#house.watch.watches(talk.device)) talk.close(CLOSE.locked)
    } catch {
      // The store is away. The next look will tell.
    }
  }
}
