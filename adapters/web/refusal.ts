/** Saying no to a request: always JSON, always with a reason, never with the person's words. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { ZodError } from 'zod'
import type { Host } from '../../src/channel.ts'
import type { Refusal } from './protocol.ts'

type Reason = Refusal['error']

const plain: Record<Reason, { status: number; say: string }> = {
  unreadable: {
    status: 400,
    say: 'This could not be read. Send a JSON object of the shape in adapters/web/protocol.ts.',
  },
  typo: { status: 400, say: 'A character of the code is wrong or missing. It has 24, in six groups of four.' },
  session: { status: 401, say: 'There is no session here, or it is over. Begin one with POST session.' },
  origin: { status: 403, say: "This only works from Gradual's own page." },
  wrong: { status: 403, say: 'That is not the one.' },
  missing: { status: 404, say: 'There is nothing here.' },
  leave: { status: 409, say: 'What was said here has no way back yet. Send "leave": true to go all the same.' },
  early: { status: 409, say: 'There is nothing to protect yet. Say something first.' },
  passkey: { status: 409, say: 'Add a passkey first, or take the lock away before its last passkey.' },
  locked: { status: 423, say: 'This is locked. Open the lock first.' },
  slow: { status: 429, say: 'That was a lot at once. Please wait a moment.' },
  trouble: { status: 500, say: 'Something went wrong here, not with you. Please try again.' },
}

/** Thrown by a route: the client is told the reason. */
export class Refused extends Error {
  readonly reason: Reason
  readonly status: number
  readonly retryAfter: number | undefined

  /** @param retryAfter milliseconds */
  constructor(reason: Reason, facts: { retryAfter?: number; status?: number; say?: string } = {}) {
    super(facts.say ?? plain[reason].say)
    this.reason = reason
    this.status = facts.status ?? plain[reason].status
    this.retryAfter = facts.retryAfter
  }
}

/** Turns whatever a route threw into a refusal. What was not meant is logged by its kind alone. */
export function answerErrors(host: Host) {
  return async (error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<Refusal> => {
    const refused = asRefused(error)
    if (refused.reason === 'trouble') {
      host.log('web.trouble', {
        route: request.routeOptions.url ?? 'none',
        error: error instanceof Error ? error.name : typeof error,
      })
    }
    reply.code(refused.status)
    if (refused.retryAfter !== undefined) reply.header('retry-after', Math.ceil(refused.retryAfter / 1000))
    return {
      error: refused.reason,
      say: refused.message,
      ...(refused.retryAfter !== undefined && { retryAfter: refused.retryAfter }),
    }
  }
}

function asRefused(error: unknown): Refused {
  if (error instanceof Refused) return error
  if (error instanceof ZodError) {
    const places = error.issues.map((issue) => issue.path.join('.') || 'the body')
    return new Refused('unreadable', { say: `${plain.unreadable.say} Look at: ${[...new Set(places)].join(', ')}.` })
  }
  // What Fastify itself refuses: too large, not JSON, a broken header.
  const has = typeof error === 'object' && error !== null && 'statusCode' in error
  const status = has && typeof error.statusCode === 'number' ? error.statusCode : 500
  return status >= 400 && status < 500 ? new Refused('unreadable', { status }) : new Refused('trouble')
}
