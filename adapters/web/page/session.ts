/** Who is here, to the server: the session and the routes that change it. See the routes in ../README.md. */
import type { Refusal, Status } from '../protocol.ts'
import { SUBPROTOCOL, TOKEN_PREFIX } from '../wire.ts'
import { device } from './keep.ts'

/** The page in a frame of another site. */
export const embedded = location.pathname.startsWith('/embed')
const base = embedded ? '/embed' : '/chat'

/** The server said no, and why. A request that never arrived throws a TypeError of fetch instead. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly error: Refusal['error']
  /** Milliseconds. */
  readonly retryAfter: number | undefined

  constructor({ error, say, retryAfter }: Refusal) {
    super(say)
    this.error = error
    this.retryAfter = retryAfter
  }
}

/** Asks a route; a body makes it a POST. Keeps the token where the answer brings one. */
export async function ask<Answer = Status>(path: string, body?: Record<string, unknown>): Promise<Answer> {
  const answer = await fetch(`${base}/${path}`, request(body))
  const text = await answer.text()
  const value: unknown = text === '' ? {} : JSON.parse(text)
  if (!answer.ok) throw new Refused(value as Refusal)
  const { token, lock } = value as Partial<Status>
  if (token !== undefined) device.set('token', token)
  if (lock !== undefined) device.set('lock', lock.by)
  return value as Answer
}

/** Begins a session, or renews the one there is. */
export async function begin(): Promise<Status> {
  if (!embedded) return ask('session', {})
  if (device.get('token') === undefined) {
    const status = await ask('session', {})
    try {
      await ask('session')
      return status
    } catch (problem) {
      // The cookie just given did not come back: this browser blocks cookies in frames of other sites.
      if (!(problem instanceof Refused) || problem.error !== 'session') throw problem
    }
  }
  return ask('session', { cookies: false })
}

/** After a lost connection: the session there is, or a new one where it is over. */
export async function renew(): Promise<Status> {
  try {
    return await ask('session')
  } catch (problem) {
    if (problem instanceof Refused && problem.error === 'session') return begin()
    throw problem
  }
}

/** Closes the lock without waiting for an answer: the page may be gone before it comes. */
export function lockNow(): void {
  fetch(`${base}/lock/now`, { ...request({}), keepalive: true }).catch(() => undefined)
}

/** Whether there was a lock when the server last said. Without a connection it counts as closed. */
export function hadLock(): boolean {
  return (device.get('lock') ?? 'none') !== 'none'
}

export function openSocket(): WebSocket {
  const url = new URL(`${base}/socket`, location.href)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  const token = device.get('token')
  return new WebSocket(url, token === undefined ? [SUBPROTOCOL] : [SUBPROTOCOL, TOKEN_PREFIX + token])
}

function request(body: Record<string, unknown> | undefined): RequestInit {
  const token = device.get('token')
  return {
    method: body === undefined ? 'GET' : 'POST',
    credentials: 'same-origin',
    cache: 'no-store',
    headers: {
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }
}
