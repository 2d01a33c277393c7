/** Beginning, renewing and forgetting a session. */
import type { FastifyInstance } from 'fastify'
import { endDevice } from './entering.ts'
import { emptyBody, sessionBody, type Status } from './protocol.ts'
import { RENEW, type Session, stranger, type Surface } from './sessions.ts'
import { carrierOf, grant, type House, known, lookUp, statusOf, takeBack, type Visitor, visitorOf } from './visitor.ts'
import { CLOSE } from './wire.ts'

export function sessionRoutes(app: FastifyInstance, house: House, surface: Surface): void {
  app.get('/session', async (request): Promise<Status> => statusOf(await known(house, request, surface)))

  // Many people may share one address, so this is generous; a session costs nothing until something is said.
  app.post('/session', { config: { rateLimit: { max: 300, timeWindow: 60_000 } } }, async (request, reply) => {
    const { cookies } = sessionBody.parse(request.body)
    const carrier = carrierOf(request, surface, cookies)
    const visitor = await visitorOf(house, request, surface)
    // A session kept as a cookie is never turned into a token, which a script could read.
    if (visitor?.carrier === carrier) {
      const session = await renewed(house, visitor)
      if (session === visitor.session) return statusOf(visitor)
      return statusOf(visitor, await grant(house, request, reply, surface, carrier, session))
    }
    const session = stranger()
    const token = await grant(house, request, reply, surface, carrier, session)
    const file = await house.files.person(session.person)
    return statusOf({ session, file, device: undefined, locked: false }, token)
  })

  app.post('/session/forget', async (request, reply) => {
    emptyBody.parse(request.body)
    const visitor = await visitorOf(house, request, surface)
    if (visitor) await endDevice(house, visitor.session, CLOSE.forgotten)
    takeBack(house, request, reply, surface)
    return reply.header('clear-site-data', '"cache", "storage"').code(204).send()
  })
}

/** The same session when it is fresh, else the next of its device. A token two renewals old is an old copy: lookUp refuses it. */
async function renewed(house: House, { session, carrier }: Visitor): Promise<Session> {
  const now = Date.now()
  const device = await house.files.device(session)
  const stale = now - session.at > RENEW || (device !== undefined && device.turn !== session.turn)
  if (!stale) return session
  // Two tabs may renew at once: only the first of them counts.
  const next = await house.files.changeDevice(session, (file) =>
    file.turn === session.turn ? { ...file, turn: file.turn + 1 } : file,
  )
  const renewed = { ...session, turn: next?.turn ?? session.turn, at: now }
  return (await lookUp(house.files, renewed, carrier)) ? renewed : session
}
