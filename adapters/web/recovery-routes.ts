/** The recovery code: shown once, kept only as an HMAC, and the newest is the only one that counts. */
import { createHmac } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { grouped, newCode, readCode } from './code.ts'
import { enterAs } from './entering.ts'
import { recoveryKey } from './files.ts'
import { mayChange } from './pin.ts'
import { recoveryEnterBody, type Status, waysBody } from './protocol.ts'
import { Refused } from './refusal.ts'
import type { Surface } from './sessions.ts'
import { type House, inside } from './visitor.ts'

export function recoveryRoutes(app: FastifyInstance, house: House, surface: Surface): void {
  const { files, host } = house
  const hmac = (code: string): string =>
    createHmac('sha256', host.secret('web.recovery')).update(code).digest('base64url')

  app.post('/recovery', { config: { rateLimit: { max: 60, timeWindow: 60_000 } } }, async (request) => {
    const { current } = waysBody.parse(request.body)
    const visitor = await inside(house, request, surface)
    const { session } = visitor
    await mayChange(house, visitor, current)
    const code = newCode()
    const recovery = hmac(code)
    if (!(await files.shelf.put(session.person, recoveryKey(recovery), {}))) throw new Refused('early')
    let before: string | undefined
    await files.changePerson(session.person, (file) => {
      before = file.recovery
      return { ...file, recovery }
    })
    if (before !== undefined) await files.shelf.remove(recoveryKey(before))
    return { code: grouped(code) }
  })

  app.post(
    '/recovery/enter',
    { config: { rateLimit: { max: 30, timeWindow: 60_000 } } },
    async (request, reply): Promise<Status> => {
      const { code: typed, leave } = recoveryEnterBody.parse(request.body)
      const code = readCode(typed)
      if (code === undefined) throw new Refused('typo')
      const recovery = hmac(code)
      const person = (await files.shelf.get(recoveryKey(recovery)))?.person
      // The person's own file decides: a key left behind by a crash while one was replaced opens nothing.
      if (person === undefined || (await files.person(person)).recovery !== recovery) throw new Refused('wrong')
      return enterAs(house, request, reply, surface, person, leave)
    },
  )
}
