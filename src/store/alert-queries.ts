/** Statements on alerts, notices and duties. */
import { sql, type Kysely } from 'kysely'
import { compile } from './query.ts'
import type { Tables } from './schema.ts'

type Id = { id: string }
type DutyKey = { program: string; contact: string; shift: number }

export const alertQueries = (db: Kysely<Tables>) => ({
  ...alerts(db),
  ...notices(db),
  ...duties(db),
})

const alerts = (db: Kysely<Tables>) => ({
  alert: compile(({ id }: Id) => db.selectFrom('alert').selectAll().where('id', '=', id)),
  alerts: compile(({ limit }: { limit: number }) =>
    db.selectFrom('alert').selectAll().orderBy('at', 'desc').orderBy('id').limit(limit),
  ),
  /** The one that a new one of the same kind is counted with. */
  sameAlert: compile(({ client, kind, since }: { client: string; kind: string; since: number }) =>
    db
      .selectFrom('alert')
      .selectAll()
      .where('client', '=', client)
      .where('kind', '=', kind)
      .where((eb) =>
        eb.or([eb('state', '=', 'open'), eb.and([eb('state', '=', 'acknowledged'), eb('at', '>=', since)])]),
      )
      .orderBy('at', 'desc')
      .limit(sql.lit(1)),
  ),
  addAlert: compile(
    (row: {
      id: string
      client: string
      program: string
      who: string
      kind: string
      channel: string
      at: number
      turn: number
    }) =>
      db.insertInto('alert').values({
        id: row.id,
        client: row.client,
        program: row.program,
        who: row.who,
        kind: row.kind,
        channel: row.channel,
        at: row.at,
        count: 1,
        turn: row.turn,
        state: 'open',
        due: row.at,
      }),
  ),
  countAlert: compile(({ id, turn, count }: Id & { turn: number; count: number }) =>
    db.updateTable('alert').set({ turn, count }).where('id', '=', id),
  ),
  dueAlerts: compile(({ now, limit }: { now: number; limit: number }) =>
    db.selectFrom('alert').selectAll().where('due', '<=', now).orderBy('due').orderBy('id').limit(limit),
  ),
  nextAlert: compile(() =>
    db
      .selectFrom('alert')
      .select((eb) => eb.fn.min<number | null>('due').as('due'))
      .where('due', 'is not', null),
  ),
  putOffAlert: compile(({ id, due, next }: Id & { due: number; next: number }) =>
    db.updateTable('alert').set({ due: next }).where('id', '=', id).where('due', '=', due),
  ),
  hastenAlert: compile(({ id, now }: Id & { now: number }) =>
    db.updateTable('alert').set({ due: now }).where('id', '=', id).where('due', '>', now),
  ),
  acknowledgeAlert: compile(({ id, by, at }: Id & { by: string; at: number }) =>
    db
      .updateTable('alert')
      .set({ state: 'acknowledged', due: null, acknowledged_at: at, acknowledged_by: by })
      .where('id', '=', id)
      .where('acknowledged_at', 'is', null),
  ),
  giveUpAlert: compile(({ id }: Id) =>
    db.updateTable('alert').set({ state: 'unanswered', due: null }).where('id', '=', id).where('due', 'is not', null),
  ),
  dropClosedAlerts: compile(({ client }: { client: string }) =>
    db.deleteFrom('alert').where('client', '=', client).where('due', 'is', null),
  ),
  /** Of clients who are erased, once someone has looked. */
  dropOrphanedAlerts: compile(() => db.deleteFrom('alert').where('client', 'is', null).where('due', 'is', null)),
})

const notices = (db: Kysely<Tables>) => ({
  notice: compile(({ id }: { id: number }) => db.selectFrom('notice').selectAll().where('id', '=', id)),
  notices: compile(({ alert }: { alert: string }) =>
    db.selectFrom('notice').selectAll().where('alert', '=', alert).orderBy('id'),
  ),
  addNotice: compile(
    (row: { program: string; contact: string; way: string; alert: string | null; shift: number | null; due: number }) =>
      db.insertInto('notice').values({
        program: row.program,
        contact: row.contact,
        way: row.way,
        alert: row.alert,
        shift: row.shift,
        due: row.due,
        attempts: 0,
      }),
  ),
  dueNotices: compile(({ now, limit }: { now: number; limit: number }) =>
    db.selectFrom('notice').selectAll().where('due', '<=', now).orderBy('id').limit(limit),
  ),
  nextNotice: compile(() =>
    db
      .selectFrom('notice')
      .select((eb) => eb.fn.min<number | null>('due').as('due'))
      .where('due', 'is not', null),
  ),
  sentNotice: compile(({ id, at }: { id: number; at: number }) =>
    db.updateTable('notice').set({ due: null, sent_at: at }).where('id', '=', id),
  ),
  delayNotice: compile(({ id, attempts, due }: { id: number; attempts: number; due: number | null }) =>
    db.updateTable('notice').set({ attempts, due }).where('id', '=', id).where('due', 'is not', null),
  ),
  /** Somebody has it: nobody else is told any more. */
  endNotices: compile(({ alert }: { alert: string }) =>
    db.updateTable('notice').set({ due: null }).where('alert', '=', alert).where('due', 'is not', null),
  ),
})

const duties = (db: Kysely<Tables>) => ({
  duty: compile(({ program, contact, shift }: DutyKey) =>
    db
      .selectFrom('duty')
      .selectAll()
      .where('program', '=', program)
      .where('contact', '=', contact)
      .where('shift', '=', shift),
  ),
  askDuty: compile(({ program, contact, shift, until }: DutyKey & { until: number }) =>
    db
      .insertInto('duty')
      .values({ program, contact, shift, until })
      .onConflict((conflict) => conflict.columns(['program', 'contact', 'shift']).doNothing()),
  ),
  acknowledgeDuty: compile(({ program, contact, shift, until, at }: DutyKey & { until: number; at: number }) =>
    db
      .insertInto('duty')
      .values({ program, contact, shift, until, acknowledged_at: at })
      .onConflict((conflict) =>
        conflict.columns(['program', 'contact', 'shift']).doUpdateSet((eb) => ({
          until: eb.ref('excluded.until'),
          acknowledged_at: eb.fn.coalesce('duty.acknowledged_at', 'excluded.acknowledged_at'),
        })),
      ),
  ),
  onDuty: compile(({ program, now }: { program: string; now: number }) =>
    db
      .selectFrom('duty')
      .select((eb) => ['contact', eb.fn.min('acknowledged_at').as('since')])
      .where('program', '=', program)
      .where('shift', '<=', now)
      .where('until', '>', now)
      .where('acknowledged_at', 'is not', null)
      .groupBy('contact')
      .orderBy('since')
      .orderBy('contact'),
  ),
})
