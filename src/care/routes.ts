/**
 * Where a contact's link leads: GET shows what it is about, POST acknowledges. Opening it acknowledges nothing, since mail
 * programs open links by themselves; and nobody without the link learns anything.
 */
import type { FastifyInstance } from 'fastify'
import type { Notice } from '../store/alert-port.ts'
import type { Store } from '../store/port.ts'
import { Links } from './links.ts'
import { StaffWords, type Phrase } from './message.ts'
import { pageHeaders, pageHtml, type StaffPage } from './page.ts'
import type { Program } from './program.ts'

export interface StaffRoutes {
  readonly store: Pick<Store, 'alerts'>
  readonly programs: ReadonlyMap<string, Program>
  readonly links: Links
  readonly phrase: Phrase
  readonly now: () => number
  readonly log: (event: string, facts?: Record<string, string | number | boolean>) => void
}

/** A known link: what it is about, and the words for whoever has it. */
interface Opened {
  readonly notice: Notice
  readonly words: StaffWords
}

export async function staffRoutes(routes: FastifyInstance, options: StaffRoutes): Promise<void> {
  await routes.register(async (app) => {
    // A form's body is empty: who has the link may acknowledge, and that is all it says.
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: 1_024 }, (_request, _body, done) => done(null))
    for (const method of ['GET', 'POST'] as const) {
      app.route<{ Params: { token: string } }>({
        method,
        url: '/staff/:token',
        handler: async ({ params: { token } }, reply) => {
          const opened = await open(options, token)
          const page = opened && (await pageOf(options, opened, method === 'POST'))
          reply.code(page ? 200 : 404).headers(pageHeaders)
          return pageHtml(page ?? unknown(options))
        },
      })
    }
  })
}

async function open({ store, programs, links, phrase }: StaffRoutes, token: string): Promise<Opened | undefined> {
  const id = Links.noticeOf(token)
  const notice = id === undefined ? undefined : await store.alerts.notice(id)
  const program = notice && programs.get(notice.program)
  if (!program || !links.isOf(notice, token)) return undefined
  // Who left the program has nothing to acknowledge any more, whatever mail they still have.
  if (!program.contacts.some(({ name }) => name === notice.contact)) return undefined
  return { notice, words: new StaffWords(phrase, program) }
}

function pageOf(options: StaffRoutes, opened: Opened, acknowledging: boolean): Promise<StaffPage> {
  const { about } = opened.notice
  return 'alert' in about
    ? alertPage(options, opened, about.alert, acknowledging)
    : dutyPage(options, opened, about.shift, acknowledging)
}

async function alertPage(
  { store, now, log }: StaffRoutes,
  { notice: { contact, program }, words }: Opened,
  id: string,
  acknowledging: boolean,
): Promise<StaffPage> {
  const { language } = words
  const title = words.say('staff_alert_subject')
  if (acknowledging && (await store.alerts.acknowledge(id, contact, now())))
    log('alert.acknowledged', { program, from: 'link' })
  const alert = await store.alerts.find(id)
  // Acknowledged just now, and its client erased: it is kept no longer.
  if (!alert) return { language, title, text: words.say('staff_page_alert_gone') }
  const text = words.say('staff_page_alert', { contact, ...words.about(alert) })
  if (!alert.acknowledged) return { language, title, text, button: words.say('staff_page_alert_button') }
  const { by, at } = alert.acknowledged
  return { language, title, text: `${text}\n${words.say('staff_page_alert_done', { by, time: words.time(at) })}` }
}

async function dutyPage(
  { store, now, log }: StaffRoutes,
  { notice: { contact, program }, words }: Opened,
  shift: number,
  acknowledging: boolean,
): Promise<StaffPage> {
  const { language } = words
  const title = words.say('staff_duty_subject')
  const duty = await store.alerts.findDuty({ program, contact, shift })
  if (!duty || duty.until <= now()) return { language, title, text: words.say('staff_page_duty_gone') }
  const until = words.time(duty.until)
  if (acknowledging && duty.acknowledgedAt === undefined) {
    await store.alerts.acknowledgeDuty(duty, now())
    log('oncall.acknowledged', { program, from: 'link' })
  }
  if (acknowledging || duty.acknowledgedAt !== undefined)
    return { language, title, text: words.say('staff_page_duty_done', { contact, until }) }
  const text = words.say('staff_page_duty', { contact, from: words.time(shift), until })
  return { language, title, text, button: words.say('staff_page_duty_button') }
}

/** Nobody is told why: a link that was guessed, and one of another program, look the same. */
function unknown({ programs, phrase }: StaffRoutes): StaffPage {
  const words = new StaffWords(phrase, programs.values().next().value!)
  return { language: words.language, title: 'Gradual', text: words.say('staff_page_unknown') }
}
