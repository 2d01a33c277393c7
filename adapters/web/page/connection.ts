/** One socket after another: connects, notices when it has gone quiet, and comes back with growing waits. Knows no message's meaning. */
import type { FromPage, FromServer } from '../protocol.ts'
import { CLOSE, TIMES } from '../wire.ts'

export interface Ears {
  /** A socket to try; before a second try the session is asked for first. Undefined: don't connect now. */
  open(again: boolean): Promise<WebSocket | undefined>
  /** The socket stands. Say hello. */
  opened(): void
  heard(message: FromServer): void
  /** It is gone, or could not be had. False: stop trying. */
  lost(code: number): boolean
}

const minute = 60_000

export class Connection {
  readonly #ears: Ears
  #socket: WebSocket | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #wait: number = TIMES.retry.first
  #tried = false
  #running = false
  #opening = false

  constructor(ears: Ears) {
    this.#ears = ears
    addEventListener('online', () => this.#now())
    addEventListener('offline', () => this.#socket?.close())
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && this.#now())
  }

  start(): void {
    this.#running = true
    this.#wait = TIMES.retry.first
    this.#now()
  }

  stop(): void {
    this.#running = false
    clearTimeout(this.#timer)
    const socket = this.#socket
    this.#socket = undefined
    socket?.close()
  }

  /** False where there is no socket that stands. */
  send(message: FromPage): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false
    this.#socket.send(JSON.stringify(message))
    return true
  }

  #now(): void {
    if (!this.#running || this.#socket !== undefined || this.#opening) return
    clearTimeout(this.#timer)
    this.#opening = true
    void this.#connect().finally(() => (this.#opening = false))
  }

  async #connect(): Promise<void> {
    let socket: WebSocket | undefined
    try {
      socket = await this.#ears.open(this.#tried)
    } catch {
      this.#lost(1006)
      return
    }
    this.#tried = true
    if (socket === undefined) return
    if (!this.#running) {
      socket.close()
      return
    }
    this.#socket = socket
    socket.addEventListener('open', () => {
      this.#ears.opened()
      this.#listen()
    })
    socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
      if (this.#socket !== socket) return
      this.#wait = TIMES.retry.first
      this.#listen()
      this.#ears.heard(JSON.parse(data) as FromServer)
    })
    socket.addEventListener('close', ({ code }) => {
      if (this.#socket !== socket) return
      this.#socket = undefined
      this.#lost(code)
    })
  }

  #lost(code: number): void {
    clearTimeout(this.#timer)
    if (!this.#ears.lost(code) || !this.#running) return
    const wait = code === CLOSE.slow ? minute : this.#wait * (0.75 + Math.random() / 2)
    this.#wait = Math.min(this.#wait * 2, TIMES.retry.longest)
    this.#timer = setTimeout(() => this.#now(), wait)
  }

  /** After a quiet time asks whether anyone is there; a socket that doesn't answer is dead although nobody closed it. */
  #listen(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      const socket = this.#socket
      this.send({ type: 'ping' })
      this.#timer = setTimeout(() => {
        this.#socket = undefined
        socket?.close()
        this.#lost(1006)
      }, TIMES.answer)
    }, TIMES.quiet)
  }
}
