/** Everything the channel serves over HTTP, in a scope of its own: its checks, limits and headers touch no other routes. */
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import { forData, PERMISSIONS } from './headers.ts'
import { lockRoutes } from './lock-routes.ts'
import { mustBeOwnPage, mustNotBeElsewhere, ownOrigin } from './origin.ts'
import { pages } from './pages.ts'
import { passkeyRoutes } from './passkey-routes.ts'
import { recoveryRoutes } from './recovery-routes.ts'
import { answerErrors, Refused } from './refusal.ts'
import { sessionRoutes } from './session-routes.ts'
import { sealingKey } from './sessions.ts'
import type { Sockets } from './sockets.ts'
import { Tickets } from './tickets.ts'
import type { House } from './visitor.ts'

/** Bytes. A passkey's answer is the largest thing a page sends. */
const BODY = 32_768

export async function http(app: FastifyInstance, house: House, sockets: Sockets): Promise<void> {
  app.setErrorHandler(answerErrors(house.host))
  await app.register(helmet, { ...forData, hsts: house.settings.origin?.startsWith('https:') ?? false })
  await app.register(cookie)
  // For each address (an IPv6 one by its /64), over all routes together but those with a number of their own.
  await app.register(rateLimit, {
    max: 1_200,
    timeWindow: 60_000,
    errorResponseBuilder: (_request, { ttl }) => new Refused('slow', { retryAfter: ttl }),
  })
  app.addHook('onRequest', async (request, reply) => {
    reply.header('permissions-policy', PERMISSIONS)
    ownOrigin(request.headers.host, house.settings.origin)
  })
  readJson(app)

  await app.register(async (app) => pages(app, house))
  const tickets = new Tickets(await sealingKey(house.host.secret('web.passkeys')))
  for (const surface of ['chat', 'embed'] as const) {
    await app.register(
      async (app) => {
        app.addHook('onRequest', async (request, reply) => {
          reply.header('cache-control', 'no-store')
          const own = ownOrigin(request.headers.host, house.settings.origin)
          if (request.method === 'GET') mustNotBeElsewhere(request, own)
          else mustBeOwnPage(request, own)
        })
        sessionRoutes(app, house, surface)
        lockRoutes(app, house, surface)
        recoveryRoutes(app, house, surface)
        passkeyRoutes(app, house, surface, tickets)
        sockets.route(app, surface)
      },
      { prefix: `/${surface}` },
    )
  }
}

/** JSON and nothing else, in well-formed UTF-8. What is not even that never reaches a route. */
function readJson(app: FastifyInstance): void {
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: BODY },
    async (_request: unknown, body: Buffer): Promise<unknown> => {
      try {
        return JSON.parse(utf8.decode(body))
      } catch {
        throw new Refused('unreadable')
      }
    },
  )
}
