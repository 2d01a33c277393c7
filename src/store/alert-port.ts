/**
 * Calls for a person: part of the port. An alert is raised in the turn of the client who needs someone (`Tx.raise`), so that
 * none is lost; telling people is what follows from its rows.
 *
 * Terminology:
 * - alert: that one client of a program needs a person, why (a kind), and since when. No client words, no platform id
 * - contact: a member of staff, by their name in the program's file
 * - way: how a contact is reached: `email`, `slack`, `webhook`
 * - notice: one message to one contact in one way, about an alert or about the beginning of their shift
 * - duty: that a contact is on call from `shift` until `until`; only one that was acknowledged counts
 */
import type { Instant } from './port.ts'

export interface Alert {
  readonly id: string
  /** Undefined once the client is erased. */
  readonly client?: string
  readonly program: string
  /** What staff call the client. */
  readonly who: string
  readonly kind: string
  readonly channel: string
  readonly at: Instant
  /** How often it was raised while it was one. */
  readonly count: number
  /** `unanswered`: every contact was told and nobody acknowledged. It can still be acknowledged then. */
  readonly state: 'open' | 'acknowledged' | 'unanswered'
  /** When to tell the next contact, while it is open. */
  readonly due?: Instant
  readonly acknowledged?: { readonly by: string; readonly at: Instant }
}

/** What a turn says about an alert. */
export interface Raised {
  readonly program: string
  readonly kind: string
  readonly channel: string
  readonly at: Instant
  /** The turn that raises it. */
  readonly turn: number
  /** The turn that this one was taken again for: what that one raised is not counted twice. */
  readonly replaces?: number
  /** One of the same kind that is open, or was acknowledged and first raised since then, is the same alert. */
  readonly since: Instant
}

/** Whom to tell, and how. */
export interface Reach {
  readonly contact: string
  readonly way: string
}

export interface Notice extends Reach {
  readonly id: number
  readonly program: string
  readonly about: { readonly alert: string } | { readonly shift: Instant }
  /** When to try. Undefined when it was sent, and when it was given up. */
  readonly due?: Instant
  readonly attempts: number
  readonly sentAt?: Instant
}

export interface Duty {
  readonly program: string
  readonly contact: string
  readonly shift: Instant
  readonly until: Instant
  readonly acknowledgedAt?: Instant
}

export interface AlertBook {
  find(id: string): Promise<Alert | undefined>
  /** The newest first. */
  list(limit: number): Promise<Alert[]>
  /** Open alerts whose next contact is to be told. */
  due(now: Instant, limit: number): Promise<Alert[]>
  /**
   * Queues notices about an open alert, and puts it off until `next`. False, and nothing is queued, when somebody else did
   * something with it since it was read.
   */
  tell(alert: Alert, whom: readonly Reach[], now: Instant, next: Instant): Promise<boolean>
  /** Brings the next step of an open alert forward to `now`. */
  hasten(id: string, now: Instant): Promise<void>
  /** Somebody has it: nobody else is told. False when it was acknowledged before, or there is no such alert. */
  acknowledge(id: string, by: string, at: Instant): Promise<boolean>
  /** Closes an open alert that nobody answered. For one whose client is there use `Tx.giveUp`, so that they are told. */
  giveUp(id: string): Promise<boolean>

  notice(id: number): Promise<Notice | undefined>
  /** Notices about an alert, the first first. */
  notices(alert: string): Promise<Notice[]>
  /** Notices to send, the first first. Once somebody has an alert, none about it is left. */
  dueNotices(now: Instant, limit: number): Promise<Notice[]>
  sent(notice: number, at: Instant): Promise<void>
  /** Tried `attempts` times so far, and again at `due`; given up without. */
  delay(notice: number, attempts: number, due: Instant | undefined): Promise<void>

  /** Asks a contact, in these ways, to acknowledge that they are on call. False when they were asked for this shift before. */
  askDuty(
    duty: Pick<Duty, 'program' | 'contact' | 'shift' | 'until'>,
    ways: readonly string[],
    now: Instant,
  ): Promise<boolean>
  findDuty(duty: Pick<Duty, 'program' | 'contact' | 'shift'>): Promise<Duty | undefined>
  /** They are on call. Makes the duty where there is none, and moves its end where there is one. */
  acknowledgeDuty(duty: Pick<Duty, 'program' | 'contact' | 'shift' | 'until'>, at: Instant): Promise<void>
  /** Contacts who have acknowledged that they are on call now, the one who did first first. */
  onDuty(program: string, now: Instant): Promise<string[]>

  /** When the next alert or notice falls due; undefined when none does. */
  nextDue(): Promise<Instant | undefined>
}
