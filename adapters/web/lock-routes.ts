/** The lock: set, changed, closed at once, opened, taken away. While it is closed no route and no socket shows anything. */
import type { FastifyInstance } from 'fastify'
import type { DeviceFile, PersonFile } from './files.ts'
import { checkPin, hashPin, mayChange } from './pin.ts'
import { emptyBody, lockBody, lockOpenBody, lockRemoveBody, type Status } from './protocol.ts'
import { Refused } from './refusal.ts'
import type { Session, Surface } from './sessions.ts'
import { type House, inside, known, statusOf } from './visitor.ts'
import { CLOSE } from './wire.ts'

const MINUTE = 60_000

export function lockRoutes(app: FastifyInstance, house: House, surface: Surface): void {
  app.post('/lock', async (request): Promise<Status> => {
    const body = lockBody.parse(request.body)
    const visitor = await inside(house, request, surface)
    if (body.by === 'passkey' && visitor.file.passkeys.length === 0) throw new Refused('passkey')
    await mayChange(house, visitor, body.current)
    const lock =
      body.by === 'pin'
        ? { by: body.by, idle: body.idle, hash: await hashPin(house, body.pin) }
        : { by: body.by, idle: body.idle }
    return changed(house, visitor.session, (file) => {
      if (body.by === 'passkey' && file.passkeys.length === 0) throw new Refused('passkey')
      return { ...file, lock }
    })
  })

  app.post('/lock/remove', async (request): Promise<Status> => {
    const { current } = lockRemoveBody.parse(request.body)
    const visitor = await inside(house, request, surface)
    await mayChange(house, visitor, current)
    return changed(house, visitor.session, (file) => {
      const without = { ...file }
      delete without.lock
      return without
    })
  })

  app.post('/lock/now', async (request, reply) => {
    emptyBody.parse(request.body)
    const { session, file } = await known(house, request, surface)
    if (file.lock) {
      await house.files.changeDevice(session, (device) => ({ ...device, openUntil: 0, provedUntil: 0 }))
      house.rooms.closeDevice(session.person, session.device, CLOSE.locked)
    }
    return reply.code(204).send()
  })

  app.post(
    '/lock/open',
    { config: { rateLimit: { max: 60, timeWindow: 60_000 } } },
    async (request): Promise<Status> => {
      const { pin } = lockOpenBody.parse(request.body)
      const visitor = await known(house, request, surface)
      if (!visitor.locked) return statusOf(visitor)
      if (visitor.file.lock?.by !== 'pin') throw new Refused('wrong')
      await checkPin(house, visitor.session.person, pin)
      return opened(house, visitor.session)
    },
  )
}

async function changed(house: House, session: Session, change: (file: PersonFile) => PersonFile): Promise<Status> {
  const file = await house.files.changePerson(session.person, change)
  if (!file) throw new Refused('early')
  return opened(house, session, file)
}

/** Opens the lock on this device. Every socket of the person comes again and is met by the lock as it is now. */
async function opened(house: House, session: Session, known?: PersonFile): Promise<Status> {
  const file = known ?? (await house.files.person(session.person))
  const open = (device: DeviceFile) => ({ ...device, openUntil: Date.now() + (file.lock?.idle ?? 0) * MINUTE })
  const device = await house.files.changeDevice(session, open)
  house.rooms.closePerson(session.person, CLOSE.session)
  return statusOf({ session, file, device, locked: false })
}
