/** What staff are written: in the program's own language, from `flows/phrases.yaml`. It never holds a client's words. */
import { DateTime } from 'luxon'
import type { PhraseKey } from '../language/phrases.ts'
import type { Alert } from '../store/alert-port.ts'
import type { Shift } from './hours.ts'
import type { Program } from './program.ts'

/** One message, for any way to send it. */
export interface Message {
  /** The same on every attempt, so that a receiver can drop a second copy. */
  readonly id: string
  readonly subject: string
  readonly text: string
  /** The same for machines. */
  readonly data: Readonly<Record<string, unknown>>
}

export type Phrase = (key: PhraseKey, language: string, values?: Readonly<Record<string, string | number>>) => string

/** The words for one program's staff. */
export class StaffWords {
  readonly #phrase: Phrase
  readonly #program: Program

  constructor(phrase: Phrase, program: Program) {
    this.#phrase = phrase
    this.#program = program
  }

  get language(): string {
    return this.#program.languages[0]!
  }

  say(key: PhraseKey, values: Readonly<Record<string, string | number>> = {}): string {
    return this.#phrase(key, this.language, { program: this.#program.name, ...values }).trim()
  }

  /** An instant, as the program's clocks show it. */
  time(at: number): string {
    return DateTime.fromMillis(at, { zone: this.#program.zone })
      .setLocale(this.language)
      .toLocaleString({ ...DateTime.DATETIME_MED, timeZoneName: 'short' })
  }

  /** What is told of an alert, filled in. */
  about({ kind, who, channel, at, count }: Alert): Record<string, string | number> {
    return { kind: this.say('staff_kind', { kind }), who, channel, time: this.time(at), count }
  }

  alert(id: string, alert: Alert, link: string): Message {
    const { program, acknowledgeMinutes: minutes } = this.#program
    return {
      id,
      subject: this.say('staff_alert_subject'),
      text: this.say('staff_alert', { ...this.about(alert), minutes, link }),
      data: {
        event: 'alert',
        program,
        alert: {
          id: alert.id,
          kind: alert.kind,
          client: alert.who,
          channel: alert.channel,
          at: new Date(alert.at).toISOString(),
          count: alert.count,
        },
        link,
      },
    }
  }

  duty(id: string, { from, until }: Shift, link: string): Message {
    return {
      id,
      subject: this.say('staff_duty_subject'),
      text: this.say('staff_duty', { from: this.time(from), until: this.time(until), link }),
      data: {
        event: 'on-call',
        program: this.#program.program,
        from: new Date(from).toISOString(),
        until: new Date(until).toISOString(),
        link,
      },
    }
  }

  test(id: string, contact: string): Message {
    return {
      id,
      subject: this.say('staff_test_subject'),
      text: this.say('staff_test', { contact }),
      data: { event: 'test', program: this.#program.program },
    }
  }
}
