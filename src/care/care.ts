/** Programs with people in them: proves that they can be told, tells them, and lets them acknowledge. */
import type { FastifyInstance } from 'fastify'
import type { Store } from '../store/port.ts'
import { Alerts, type AlertsOptions } from './alerts.ts'
import { Links } from './links.ts'
import { proveContacts } from './prove.ts'
import { ProgramError, type Program } from './program.ts'
import { staffRoutes } from './routes.ts'
import { createSender } from './ways/index.ts'

export interface CareOptions extends Pick<AlertsOptions, 'phrase' | 'unheard' | 'now' | 'log'> {
  readonly store: Pick<Store, 'alerts' | 'secret'>
  readonly programs: readonly Program[]
  /** Where staff's browsers find Gradual, such as `https://gradual.example.org`. */
  readonly origin: string | undefined
  readonly smtp: string | undefined
  readonly mailFrom: string | undefined
  readonly routes: FastifyInstance | undefined
  /** Milliseconds before each further attempt at a test alert. */
  readonly proveWaits?: readonly number[]
}

/**
 * Resolves when every contact has taken a test alert; begins to send with `start`. Throws `ProgramError` when something is
 * missing, or a contact can't be told.
 */
export async function openCare(options: CareOptions): Promise<Alerts> {
  const { store, phrase, unheard, now, log, routes } = options
  const { origin, mail } = needed(options)
  const sender = createSender({ now, ...(mail && { mail }) })
  await proveContacts(options.programs, sender, phrase, options.proveWaits)
  const programs = new Map(options.programs.map((program) => [program.program, program]))
  const links = new Links(store.secret('staff.links'), origin)
  if (routes) await staffRoutes(routes, { store, programs, links, phrase, now, log })
  return new Alerts({ store, programs, sender, links, phrase, unheard, now, log })
}

function needed({ programs, origin, smtp, mailFrom }: CareOptions): {
  origin: string
  mail?: { smtp: string; from: string }
} {
  const faults: string[] = []
  if (origin === undefined) faults.push('GRADUAL_URL is missing: an alert holds a link to acknowledge it by')
  const byMail = programs.flatMap(({ name, contacts }) =>
    contacts.flatMap(({ name: contact, ways }) =>
      ways.some(({ way }) => way === 'email') ? `${contact} (${name})` : [],
    ),
  )
  const who = byMail.join(', ')
  if (byMail.length > 0 && smtp === undefined) faults.push(`GRADUAL_SMTP is missing: ${who} can’t be told by e-mail`)
  if (byMail.length > 0 && mailFrom === undefined)
    faults.push(`GRADUAL_MAIL_FROM is missing: ${who} can’t be told by e-mail`)
  if (faults.length > 0 || origin === undefined) throw new ProgramError(faults.join('\n'))
  return smtp === undefined || mailFrom === undefined ? { origin } : { origin, mail: { smtp, from: mailFrom } }
}
