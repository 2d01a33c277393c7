/**
 * Tells people that a client needs them: takes up what turns have written, sends it, and goes on to the next contact until
 * somebody acknowledges. All of it stands in the store, so that a process killed anywhere goes on where it was; each notice is
 * sent at least once.
 */
import type { Alert, Notice } from '../store/alert-port.ts'
import type { Store } from '../store/port.ts'
import { nextToTell } from './ladder.ts'
import type { Links } from './links.ts'
import { StaffWords, type Message, type Phrase } from './message.ts'
import type { Program } from './program.ts'
import { askWhoIsOnCall } from './shifts.ts'
import { SendError, type Sender } from './ways/sender.ts'

export interface AlertsOptions {
  readonly store: Pick<Store, 'alerts'>
  /** By the name that alerts are marked with. */
  readonly programs: ReadonlyMap<string, Program>
  readonly sender: Sender
  readonly links: Links
  /** The words for staff; the newest, as flows are edited while it runs. */
  readonly phrase: Phrase
  /** Closes an alert that nobody answered, and tells the client. */
  readonly unheard: (client: string, alert: Alert) => Promise<void>
  readonly now: () => number
  readonly log: (event: string, facts?: Record<string, string | number | boolean>) => void
}

/** How much is taken up in one go. */
const batch = 100
/** The longest sleep, in milliseconds: bounds how late a shift is noticed, or what another process did. */
const longestSleep = 30_000
/** Milliseconds before a round is taken again in which something went wrong. */
const afterTrouble = 1_000
/** Milliseconds before a notice is tried again: doubled each time, up to the longest. */
const firstWait = 5_000
const longestWait = 5 * 60_000
/** After so many attempts (about half a day) a notice is given up. */
const mostAttempts = 150
/** A contact whom nothing reaches after so many attempts is not waited for. */
const unreachableAfter = 2

export class Alerts {
  readonly #options: AlertsOptions
  readonly #sending = new Map<number, Promise<void>>()
  #timeout: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined
  #again = false
  #stopped = true

  constructor(options: AlertsOptions) {
    this.#options = options
  }

  /** Takes up what was left, and goes on by itself. */
  start(): void {
    this.#stopped = false
    this.poke()
  }

  /** There is something new to tell. */
  poke(): void {
    if (this.#stopped) return
    if (this.#running) {
      this.#again = true
      return
    }
    clearTimeout(this.#timeout)
    this.#running = this.#runAndSleep().finally(() => {
      this.#running = undefined
      if (this.#again) {
        this.#again = false
        this.poke()
      }
    })
  }

  /** Does what is due now, and resolves when it is done and sent: what happens by itself while the program runs. */
  async due(): Promise<void> {
    for (;;) {
      await this.#work()
      const sending = [...this.#sending.values()]
      if (sending.length === 0) return
      await Promise.all(sending)
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timeout)
    await this.#running
    await Promise.all(this.#sending.values())
  }

  async #runAndSleep(): Promise<void> {
    const { store, now, log } = this.#options
    let wait = longestSleep
    try {
      const well = await this.#work()
      const next = await store.alerts.nextDue()
      // What is being sent is due until it is done: it pokes by itself then.
      if (next !== undefined && this.#sending.size === 0)
        wait = Math.min(Math.max(next - now(), well ? 100 : afterTrouble), longestSleep)
    } catch (error) {
      log('alert.trouble', { error: nameOf(error) })
      wait = afterTrouble
    }
    if (!this.#stopped) this.#timeout = setTimeout(() => this.poke(), wait).unref()
  }

  /** False when something went wrong that may go well the next time. */
  async #work(): Promise<boolean> {
    const { store, programs, now, log } = this.#options
    let well = true
    await askWhoIsOnCall(store.alerts, programs.values(), now())
    for (const alert of await store.alerts.due(now(), batch)) {
      try {
        await this.#step(alert)
      } catch (error) {
        // One that fails (its client was erased this moment) holds up nobody else's.
        log('alert.trouble', { error: nameOf(error) })
        well = false
      }
    }
    for (const notice of await store.alerts.dueNotices(now(), batch)) this.#begin(notice)
    return well
  }

  /** Tells the next contacts, or, when there are none, the client. */
  async #step(alert: Alert): Promise<void> {
    const { store, programs, unheard, now, log } = this.#options
    const program = programs.get(alert.program)
    const told = new Set((await store.alerts.notices(alert.id)).map(({ contact }) => contact))
    const acknowledged = await store.alerts.onDuty(alert.program, now())
    const next = program ? nextToTell(program, told, acknowledged, now()) : []
    if (!program || next.length === 0) {
      log('alert.unanswered', { program: alert.program, kind: alert.kind })
      return alert.client === undefined ? void (await store.alerts.giveUp(alert.id)) : unheard(alert.client, alert)
    }
    const whom = program.contacts
      .filter(({ name }) => next.includes(name))
      .flatMap(({ name, ways }) => ways.map(({ way }) => ({ contact: name, way })))
    const minutes = told.size === 0 ? program.acknowledgeMinutes : program.escalateMinutes
    await store.alerts.tell(alert, whom, now(), now() + minutes * 60_000)
  }

  #begin(notice: Notice): void {
    if (this.#sending.has(notice.id)) return
    const sending = this.#send(notice).then(
      () => {
        this.#sending.delete(notice.id)
        this.poke()
      },
      (error: unknown) => {
        // The store failed, perhaps after it was sent: it is not sent again before the next round.
        this.#sending.delete(notice.id)
        this.#options.log('alert.trouble', { error: nameOf(error) })
      },
    )
    this.#sending.set(notice.id, sending)
  }

  async #send(notice: Notice): Promise<void> {
    const { store, programs, sender, now, log } = this.#options
    const program = programs.get(notice.program)
    const contact = program?.contacts.find(({ name }) => name === notice.contact)
    const way = contact?.ways.find((each) => each.way === notice.way)
    const message = program && way && (await this.#message(program, notice))
    // The file was edited since, or a shift is over: there is nobody, or nothing, left to tell.
    if (!message) return store.alerts.delay(notice.id, notice.attempts, undefined)
    try {
      await sender.send(way, message)
    } catch (error) {
      await this.#putOff(notice, error instanceof SendError ? error : new SendError(`failed (${nameOf(error)})`))
      return
    }
    await store.alerts.sent(notice.id, now())
    log('alert.sent', { program: program.program, way: notice.way, attempts: notice.attempts + 1 })
  }

  async #message(program: Program, notice: Notice): Promise<Message | undefined> {
    const { store, phrase, links, now } = this.#options
    const words = new StaffWords(phrase, program)
    const id = `notice-${notice.id}`
    if ('alert' in notice.about) {
      const alert = await store.alerts.find(notice.about.alert)
      return alert && words.alert(id, alert, links.to(notice))
    }
    const duty = await store.alerts.findDuty({ ...notice, shift: notice.about.shift })
    if (!duty || duty.until <= now()) return undefined
    return words.duty(id, { from: duty.shift, until: duty.until }, links.to(notice))
  }

  async #putOff(notice: Notice, { message, retryAfter }: SendError): Promise<void> {
    const { store, now, log } = this.#options
    const attempts = notice.attempts + 1
    const gone = attempts >= mostAttempts
    const wait = retryAfter ?? Math.min(firstWait * 2 ** Math.min(notice.attempts, 20), longestWait)
    await store.alerts.delay(notice.id, attempts, gone ? undefined : now() + wait)
    log(gone ? 'alert.gone' : 'alert.later', { program: notice.program, way: notice.way, attempts, why: message })
    if (!('alert' in notice.about) || attempts < unreachableAfter) return
    const all = await store.alerts.notices(notice.about.alert)
    const last = all.filter(({ contact }) => contact === all.at(-1)!.contact)
    const unreachable = last.every((each) => each.sentAt === undefined && each.attempts >= unreachableAfter)
    if (unreachable) await store.alerts.hasten(notice.about.alert, now())
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown'
}
