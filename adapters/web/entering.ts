/** Coming in as a person who showed a recovery code or a passkey: on a new device, or past their own lock. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Status } from './protocol.ts'
import { Refused } from './refusal.ts'
import { newId, type Session, type Surface } from './sessions.ts'
import { carrierOf, grant, type House, statusOf, type Visitor, visitorOf } from './visitor.ts'
import { CLOSE } from './wire.ts'

const MINUTE = 60_000
/** Milliseconds after showing a code or passkey in which the lock may be changed without the PIN that was forgotten. */
const PROVED = 10 * MINUTE

/** @param leave they were asked, and go although what was said here so far has no way back */
export async function enterAs(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  surface: Surface,
  person: string,
  leave: true | undefined,
): Promise<Status> {
  const here = await visitorOf(house, request, surface)
  const same = here?.session.person === person
  if (here && !same && !leave && (await hasNoWayBack(house, here))) throw new Refused('leave')

  const now = Date.now()
  const session: Session = same ? here.session : { person, device: newId(), turn: 0, at: now }
  const file = await house.files.changePerson(person, (file) => ({ ...file, failures: 0, waitUntil: 0 }))
  if (!file) throw new Refused('wrong')
  const device = await house.files.changeDevice(session, (device) => ({
    ...device,
    openUntil: now + (file.lock?.idle ?? 0) * MINUTE,
    provedUntil: now + PROVED,
  }))
  if (here && !same) await endDevice(house, here.session, CLOSE.session)
  else house.rooms.closeDevice(person, session.device, CLOSE.session)

  const token = await grant(house, request, reply, surface, carrierOf(request, surface), session)
  return statusOf({ session, file, device, locked: false }, token)
}

/** Makes a device know nobody any more. */
export async function endDevice(house: House, session: Session, code: number): Promise<void> {
  await house.files.changeDevice(session, (file) => ({ ...file, forgotten: true }))
  house.rooms.closeDevice(session.person, session.device, code)
}

async function hasNoWayBack(house: House, { file, session }: Visitor): Promise<boolean> {
  if (file.recovery !== undefined || file.passkeys.length > 0) return false
  const past = await house.host.history(session.person, { limit: 20 })
  return past.some(({ from }) => from === 'client')
}
