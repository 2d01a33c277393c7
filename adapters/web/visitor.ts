/** Who asks: the session a request shows, with what is kept for its person and device. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Host } from '../../src/channel.ts'
import type { Assets } from './build.ts'
import type { DeviceFile, Files, PersonFile } from './files.ts'
import type { LockWatch } from './lock-watch.ts'
import type { Settings } from './options.ts'
import { ownOrigin } from './origin.ts'
import type { Status } from './protocol.ts'
import { Refused } from './refusal.ts'
import type { Rooms } from './rooms.ts'
import { type Carrier, LIFETIME, type Session, type Sessions, type Surface } from './sessions.ts'
import { SUBPROTOCOL, TOKEN_PREFIX, VERSION } from './wire.ts'

/** What every part of the adapter works with. */
export interface House {
  readonly host: Host
  readonly settings: Settings
  readonly assets: Assets
  readonly sessions: Sessions
  readonly files: Files
  readonly rooms: Rooms
  readonly watch: LockWatch
}

export interface Visitor {
  readonly session: Session
  readonly carrier: Carrier
  readonly file: PersonFile
  readonly device: DeviceFile | undefined
  readonly locked: boolean
}

export async function visitorOf(house: House, request: FastifyRequest, surface: Surface): Promise<Visitor | undefined> {
  const shown = shownToken(house, request, surface)
  const session = shown.token === undefined ? undefined : await house.sessions.open(shown.token, surface, shown.carrier)
  return session && lookUp(house.files, session, shown.carrier)
}

/** Undefined when the device was told to forget, or the token was renewed twice since (so this is an old copy of it). */
export async function lookUp(files: Files, session: Session, carrier: Carrier): Promise<Visitor | undefined> {
  const [device, file] = await Promise.all([files.device(session), files.person(session.person)])
  const current = device ? !device.forgotten && [0, 1].includes(device.turn - session.turn) : session.turn === 0
  if (!current) return undefined
  const locked = file.lock !== undefined && Date.now() >= (device?.openUntil ?? 0)
  return { session, carrier, file, device, locked }
}

/** For what only someone known may do. */
export async function known(house: House, request: FastifyRequest, surface: Surface): Promise<Visitor> {
  const visitor = await visitorOf(house, request, surface)
  if (!visitor) throw new Refused('session')
  return visitor
}

/** For what only someone known may do, and only while the lock is open. */
export async function inside(house: House, request: FastifyRequest, surface: Surface): Promise<Visitor> {
  const visitor = await known(house, request, surface)
  if (visitor.locked) throw new Refused('locked')
  return visitor
}

/** How this request keeps its session; a cookie unless it shows a token or says that cookies are blocked. */
export function carrierOf(request: FastifyRequest, surface: Surface, cookies?: false): Carrier {
  return surface === 'embed' && (cookies === false || bearer(request) !== undefined) ? 'token' : 'cookie'
}

function shownToken(house: House, request: FastifyRequest, surface: Surface): { token?: string; carrier: Carrier } {
  const token = surface === 'embed' ? bearer(request) : undefined
  if (token !== undefined) return { token, carrier: 'token' }
  const cookie = request.cookies[cookieName(house, request, surface)]
  return cookie === undefined ? { carrier: 'cookie' } : { token: cookie, carrier: 'cookie' }
}

/** A WebSocket in a browser can't send `Authorization`; there the token comes as a second subprotocol. */
function bearer({ headers }: FastifyRequest): string | undefined {
  const protocols = headers['sec-websocket-protocol']?.split(',').map((text) => text.trim()) ?? []
  if (protocols.includes(SUBPROTOCOL)) {
    return protocols.find((text) => text.startsWith(TOKEN_PREFIX))?.slice(TOKEN_PREFIX.length)
  }
  return headers.authorization?.startsWith('Bearer ') ? headers.authorization.slice('Bearer '.length) : undefined
}

/** The prefix makes browsers refuse the cookie from any other host or over a plain connection; it needs https. */
function cookieName(house: House, request: FastifyRequest, surface: Surface): string {
  const name = surface === 'chat' ? 'gradual' : 'gradual-embed'
  return isSecure(house, request) ? `__Host-${name}` : name
}

const isSecure = (house: House, request: FastifyRequest): boolean =>
  ownOrigin(request.headers.host, house.settings.origin).startsWith('https:')

const cookieOptions = (house: House, request: FastifyRequest, surface: Surface) =>
  surface === 'chat'
    ? ({ path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(house, request) } as const)
    : ({ path: '/', httpOnly: true, sameSite: 'none', secure: true, partitioned: true } as const)

/** Gives the browser a session; answers the token where that is how it is kept. */
export async function grant(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  surface: Surface,
  carrier: Carrier,
  session: Session,
): Promise<string | undefined> {
  const token = await house.sessions.seal(session, surface, carrier)
  if (carrier === 'token') return token
  const expires = new Date(session.at + LIFETIME)
  reply.setCookie(cookieName(house, request, surface), token, { ...cookieOptions(house, request, surface), expires })
  return undefined
}

export function takeBack(house: House, request: FastifyRequest, reply: FastifyReply, surface: Surface): void {
  reply.clearCookie(cookieName(house, request, surface), cookieOptions(house, request, surface))
}

export function statusOf({ file, locked }: Omit<Visitor, 'carrier'>, token?: string): Status {
  const wait = file.waitUntil - Date.now()
  return {
    version: VERSION,
    state: locked ? 'locked' : 'open',
    lock: file.lock ? { by: file.lock.by, idle: file.lock.idle } : { by: 'none' },
    ...(wait > 0 && { wait }),
    ...(!locked && { ways: { recovery: file.recovery !== undefined, passkeys: file.passkeys } }),
    ...(token !== undefined && { token }),
  }
}
