/** Passkeys: the public part is kept; the private one never leaves the person's device. */
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { enterAs } from './entering.ts'
import { passkeyKey } from './files.ts'
import { ownOrigin } from './origin.ts'
import { mayChange } from './pin.ts'
import { emptyBody, passkeyEnterBody, passkeyKeepBody, passkeyRemoveBody, type Status, waysBody } from './protocol.ts'
import { Refused } from './refusal.ts'
import { newId, type Surface } from './sessions.ts'
import { Tickets } from './tickets.ts'
import { type House, inside, statusOf } from './visitor.ts'

/** What an operating system shows in its list of passkeys. It says nothing about what the page is. */
const NEUTRAL = 'Notes'
const MOST = 10

const keptKey = z.object({
  publicKey: z.string(),
  counter: z.number(),
  transports: z.array(z.string()).optional(),
})

/** Loaded when someone first uses a passkey: few do, and it is not small. */
const webauthn = () => import('@simplewebauthn/server')

/** Their insides are the library's to check. */
const registration = z.custom<RegistrationResponseJSON>()
const authentication = z.custom<AuthenticationResponseJSON>()

export function passkeyRoutes(app: FastifyInstance, house: House, surface: Surface, tickets: Tickets): void {
  const { files } = house
  const limit = { config: { rateLimit: { max: 60, timeWindow: 60_000 } } }
  const place = (request: FastifyRequest) => {
    const origin = ownOrigin(request.headers.host, house.settings.origin)
    return { expectedOrigin: origin, expectedRPID: new URL(origin).hostname }
  }

  app.post('/passkey/new', limit, async (request) => {
    const { current } = waysBody.parse(request.body)
    const visitor = await inside(house, request, surface)
    const { file, session } = visitor
    await mayChange(house, visitor, current)
    if (file.passkeys.length >= MOST) throw new Refused('passkey')
    const options = await (
      await webauthn()
    ).generateRegistrationOptions({
      rpName: NEUTRAL,
      rpID: place(request).expectedRPID,
      userName: NEUTRAL,
      userID: Uint8Array.from(Buffer.from(newId())),
      attestationType: 'none',
      excludeCredentials: file.passkeys.map(({ id }) => ({ id })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
    return { ticket: await tickets.issue(`new:${session.device}`, options.challenge), options }
  })

  app.post('/passkey/keep', limit, async (request): Promise<Status> => {
    const { ticket, response } = passkeyKeepBody.parse(request.body)
    const visitor = await inside(house, request, surface)
    const { person, device } = visitor.session
    const expectedChallenge = await tickets.redeem(`new:${device}`, ticket)
    const library = await webauthn()
    const verified = await library
      .verifyRegistrationResponse({
        response: registration.parse(response),
        expectedChallenge,
        ...place(request),
      })
      .catch(() => undefined)
    if (!verified?.verified) throw new Refused('wrong')
    const { id, publicKey, counter, transports } = verified.registrationInfo.credential
    const kept = { publicKey: Buffer.from(publicKey).toString('base64url'), counter, ...(transports && { transports }) }
    if (await files.shelf.get(passkeyKey(id))) throw new Refused('wrong')
    if (!(await files.shelf.put(person, passkeyKey(id), kept))) throw new Refused('early')
    const file = await files.changePerson(person, (file) => ({
      ...file,
      passkeys: [...file.passkeys, { id, added: Date.now() }],
    }))
    return statusOf({ ...visitor, file: file ?? visitor.file })
  })

  app.post('/passkey/ask', limit, async (request) => {
    emptyBody.parse(request.body)
    const options = await (
      await webauthn()
    ).generateAuthenticationOptions({
      rpID: place(request).expectedRPID,
      userVerification: 'required',
    })
    return { ticket: await tickets.issue('ask', options.challenge), options }
  })

  app.post('/passkey/enter', limit, async (request, reply): Promise<Status> => {
    const { ticket, response, leave } = passkeyEnterBody.parse(request.body)
    const expectedChallenge = await tickets.open('ask', ticket)
    const found = await files.shelf.get(passkeyKey(response.id))
    if (!found || !(await files.person(found.person)).passkeys.some(({ id }) => id === response.id))
      throw new Refused('wrong')
    const kept = keptKey.parse(found.value)
    const library = await webauthn()
    const verified = await library
      .verifyAuthenticationResponse({
        response: authentication.parse(response),
        expectedChallenge,
        ...place(request),
        credential: {
          id: response.id,
          publicKey: Uint8Array.from(Buffer.from(kept.publicKey, 'base64url')),
          counter: kept.counter,
        },
        requireUserVerification: true,
      })
      .catch(() => undefined)
    if (!verified?.verified) throw new Refused('wrong')
    const status = await enterAs(house, request, reply, surface, found.person, leave)
    // Only now is the ticket spent: asked whether to leave, the page sends the same answer again.
    await tickets.redeem('ask', ticket)
    await files.shelf.put(found.person, passkeyKey(response.id), {
      ...kept,
      counter: verified.authenticationInfo.newCounter,
    })
    return status
  })

  app.post('/passkey/remove', limit, async (request): Promise<Status> => {
    const { id, current } = passkeyRemoveBody.parse(request.body)
    const visitor = await inside(house, request, surface)
    await mayChange(house, visitor, current)
    if (!visitor.file.passkeys.some((passkey) => passkey.id === id)) throw new Refused('missing')
    const file = await files.changePerson(visitor.session.person, (file) => {
      const passkeys = file.passkeys.filter((passkey) => passkey.id !== id)
      if (passkeys.length === 0 && file.lock?.by === 'passkey') throw new Refused('passkey')
      return { ...file, passkeys }
    })
    await files.shelf.remove(passkeyKey(id))
    return statusOf({ ...visitor, file: file ?? visitor.file })
  })
}
