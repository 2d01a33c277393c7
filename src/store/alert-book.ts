import type { Alert, AlertBook, Duty, Notice, Reach } from './alert-port.ts'
import type { Database } from './dialect.ts'
import type { Instant } from './port.ts'
import type { Tables } from './schema.ts'

/** A row, as read: what the database makes by itself is there. */
type Row<Table extends 'alert' | 'notice' | 'duty'> = Omit<Tables[Table], 'id'> & { id?: unknown }

export function alertOf(row: Tables['alert']): Alert {
  const { id, client, program, who, kind, channel, at, count, state, due } = row
  return {
    id,
    program,
    who,
    kind,
    channel,
    at,
    count,
    state,
    ...(client !== null && { client }),
    ...(due !== null && { due }),
    ...(row.acknowledged_at !== null &&
      row.acknowledged_by !== null && { acknowledged: { by: row.acknowledged_by, at: row.acknowledged_at } }),
  }
}

function noticeOf(row: Row<'notice'> & { id: number }): Notice {
  const { id, program, contact, way, alert, shift, due, attempts, sent_at: sentAt } = row
  return {
    id,
    program,
    contact,
    way,
    about: alert === null ? { shift: shift! } : { alert },
    attempts,
    ...(due !== null && { due }),
    ...(sentAt !== null && { sentAt }),
  }
}

/** Alerts, notices and duties, over any dialect's database. */
export class DurableAlertBook implements AlertBook {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  async find(id: string): Promise<Alert | undefined> {
    const row = await this.#database.now.alert.get({ id })
    return row && alertOf(row)
  }

  async list(limit: number): Promise<Alert[]> {
    return (await this.#database.now.alerts.all({ limit })).map(alertOf)
  }

  async due(now: Instant, limit: number): Promise<Alert[]> {
    return (await this.#database.now.dueAlerts.all({ now, limit })).map(alertOf)
  }

  async tell({ id, program, due }: Alert, whom: readonly Reach[], now: Instant, next: Instant): Promise<boolean> {
    if (due === undefined) return false
    return this.#database.write(undefined, async (queries) => {
      if ((await queries.putOffAlert.run({ id, due, next })) === 0) return false
      for (const { contact, way } of whom)
        await queries.addNotice.run({ program, contact, way, alert: id, shift: null, due: now })
      return true
    })
  }

  async hasten(id: string, now: Instant): Promise<void> {
    await this.#database.write(undefined, async (queries) => queries.hastenAlert.run({ id, now }))
  }

  async acknowledge(id: string, by: string, at: Instant): Promise<boolean> {
    return this.#database.write(undefined, async (queries) => {
      const done = (await queries.acknowledgeAlert.run({ id, by, at })) === 1
      await queries.endNotices.run({ alert: id })
      await queries.dropOrphanedAlerts.run({})
      return done
    })
  }

  async giveUp(id: string): Promise<boolean> {
    return this.#database.write(undefined, async (queries) => {
      const done = (await queries.giveUpAlert.run({ id })) === 1
      await queries.dropOrphanedAlerts.run({})
      return done
    })
  }

  async notice(id: number): Promise<Notice | undefined> {
    const row = await this.#database.now.notice.get({ id })
    return row && noticeOf(row)
  }

  async notices(alert: string): Promise<Notice[]> {
    return (await this.#database.now.notices.all({ alert })).map(noticeOf)
  }

  async dueNotices(now: Instant, limit: number): Promise<Notice[]> {
    return (await this.#database.now.dueNotices.all({ now, limit })).map(noticeOf)
  }

  async sent(id: number, at: Instant): Promise<void> {
    await this.#database.write(undefined, async (queries) => queries.sentNotice.run({ id, at }))
  }

  async delay(id: number, attempts: number, due: Instant | undefined): Promise<void> {
    await this.#database.write(undefined, async (queries) =>
      queries.delayNotice.run({ id, attempts, due: due ?? null }),
    )
  }

  async askDuty(
    { program, contact, shift, until }: Parameters<AlertBook['askDuty']>[0],
    ways: readonly string[],
    now: Instant,
  ): Promise<boolean> {
    return this.#database.write(undefined, async (queries) => {
      if ((await queries.askDuty.run({ program, contact, shift, until })) === 0) return false
      for (const way of ways) await queries.addNotice.run({ program, contact, way, alert: null, shift, due: now })
      return true
    })
  }

  async findDuty({ program, contact, shift }: Parameters<AlertBook['findDuty']>[0]): Promise<Duty | undefined> {
    const row = await this.#database.now.duty.get({ program, contact, shift })
    if (!row) return undefined
    const { until, acknowledged_at: acknowledgedAt } = row
    return { program, contact, shift, until, ...(acknowledgedAt !== null && { acknowledgedAt }) }
  }

  async acknowledgeDuty(
    { program, contact, shift, until }: Parameters<AlertBook['acknowledgeDuty']>[0],
    at: Instant,
  ): Promise<void> {
    await this.#database.write(undefined, async (queries) =>
      queries.acknowledgeDuty.run({ program, contact, shift, until, at }),
    )
  }

  async onDuty(program: string, now: Instant): Promise<string[]> {
    return (await this.#database.now.onDuty.all({ program, now })).map(({ contact }) => contact)
  }

  async nextDue(): Promise<Instant | undefined> {
    const { nextAlert, nextNotice } = this.#database.now
    const dues = [await nextAlert.get({}), await nextNotice.get({})].flatMap((row) => row?.due ?? [])
    return dues.length > 0 ? Math.min(...dues) : undefined
  }
}
