/** Every statement on the words file, built once with Kysely and run as prepared SQL. */
import { sql, type Kysely, type NotNull } from 'kysely'
import { alertQueries } from './alert-queries.ts'
import type { Connection } from './dialect.ts'
import { compile, Query, type Arguments, type Compiled } from './query.ts'
import type { Tables } from './schema.ts'

type OfClient = { client: string }
type InboxKey = OfClient & { id: Uint8Array }

const build = (db: Kysely<Tables>) => ({
  store: compile(() => db.selectFrom('store').select('id')),
  addStore: compile(({ id }: { id: string }) => db.insertInto('store').values({ id })),
  ...clients(db),
  ...inbox(db),
  ...journal(db),
  ...records(db),
  ...timers(db),
  ...rewards(db),
  ...outbox(db),
  ...revisions(db),
  ...shelf(db),
  ...alertQueries(db),
})

const clients = (db: Kysely<Tables>) => ({
  client: compile(({ id }: { id: string }) => db.selectFrom('client').selectAll().where('id', '=', id)),
  clients: compile(({ after, limit }: { after: string; limit: number }) =>
    db.selectFrom('client').selectAll().where('id', '>', after).orderBy('id').limit(limit),
  ),
  addClient: compile(({ id, program, at }: { id: string; program: string; at: number }) =>
    db.insertInto('client').values({ id, program, created_at: at }),
  ),
  /** Everything of theirs goes with it. */
  forget: compile(({ client }: OfClient) => db.deleteFrom('client').where('id', '=', client)),
  person: compile(({ id }: { id: Uint8Array }) => db.selectFrom('person').selectAll().where('id', '=', id)),
  people: compile(({ client }: OfClient) =>
    db.selectFrom('person').selectAll().where('client', '=', client).orderBy('used_at', 'desc').orderBy('id'),
  ),
  addPerson: compile((row: { id: Uint8Array; client: string; channel: string; at: number; place: Uint8Array }) =>
    db
      .insertInto('person')
      .values({ id: row.id, client: row.client, channel: row.channel, used_at: row.at, place: row.place }),
  ),
  movePerson: compile(({ id, at, place }: { id: Uint8Array; at: number; place: Uint8Array }) =>
    db.updateTable('person').set({ used_at: at, place }).where('id', '=', id),
  ),
})

const inbox = (db: Kysely<Tables>) => ({
  receive: compile((row: InboxKey & { channel: string; at: number; due: number; urgent: number; words: Uint8Array }) =>
    db
      .insertInto('inbox')
      .values({
        client: row.client,
        id: row.id,
        channel: row.channel,
        at: row.at,
        due: row.due,
        urgent: row.urgent,
        arrival: (eb) =>
          eb
            .selectFrom('inbox')
            .select(sql<number>`coalesce(max(arrival), 0) + 1`.as('next'))
            .where('client', '=', row.client)
            .where('arrival', 'is not', null),
        words: row.words,
      })
      .onConflict((conflict) => conflict.columns(['client', 'id']).doNothing()),
  ),
  receiveNow: compile((row: InboxKey & { channel: string; at: number; turn: number }) =>
    db
      .insertInto('inbox')
      .values({ client: row.client, id: row.id, channel: row.channel, at: row.at, turn: row.turn, urgent: 0 })
      .onConflict((conflict) => conflict.columns(['client', 'id']).doNothing()),
  ),
  message: compile(({ client, id }: InboxKey) =>
    db.selectFrom('inbox').selectAll().where('client', '=', client).where('id', '=', id),
  ),
  waiting: compile(({ client }: OfClient) =>
    db
      .selectFrom('inbox')
      .selectAll()
      .where('client', '=', client)
      .where('arrival', 'is not', null)
      .where('due', 'is not', null)
      .orderBy('arrival')
      .$narrowType<{ due: NotNull; words: NotNull }>(),
  ),
  failed: compile(({ client }: OfClient) =>
    db
      .selectFrom('inbox')
      .selectAll()
      .where('client', '=', client)
      .where('arrival', 'is not', null)
      .where('due', 'is', null)
      .orderBy('arrival')
      .$narrowType<{ words: NotNull }>(),
  ),
  take: compile(({ client, id, turn }: InboxKey & { turn: number }) =>
    db
      .updateTable('inbox')
      .set({ turn, due: null, urgent: 0, arrival: null, words: null })
      .where('client', '=', client)
      .where('id', '=', id),
  ),
  fail: compile(({ client, id, words }: InboxKey & { words: Uint8Array }) =>
    db.updateTable('inbox').set({ due: null, words }).where('client', '=', client).where('id', '=', id),
  ),
  dueMessages: compile(({ now, limit }: { now: number; limit: number }) =>
    db
      .selectFrom('inbox')
      .select((eb) => ['client', eb.fn.min<number>('due').as('due')])
      .where('due', '<=', now)
      .groupBy('client')
      .orderBy((eb) => eb.fn.max('urgent'), 'desc')
      .orderBy((eb) => eb.fn.min('due'))
      .orderBy('client')
      .limit(limit),
  ),
  nextMessage: compile(() =>
    db
      .selectFrom('inbox')
      .select((eb) => eb.fn.min<number | null>('due').as('due'))
      .where('due', 'is not', null),
  ),
  failedMessages: compile(() =>
    db
      .selectFrom('inbox')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('arrival', 'is not', null)
      .where('due', 'is', null),
  ),
})

const journal = (db: Kysely<Tables>) => ({
  lastTurn: compile(({ client }: OfClient) =>
    db.selectFrom('turn').select('seq').where('client', '=', client).orderBy('seq', 'desc').limit(sql.lit(1)),
  ),
  turns: compile(({ client, from, limit }: OfClient & { from: number; limit: number }) =>
    db
      .selectFrom('turn')
      .selectAll()
      .where('client', '=', client)
      .where('seq', '>=', from)
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('turn as later')
              .select('later.seq')
              .where('later.client', '=', client)
              .whereRef('later.replaces', '=', 'turn.seq'),
          ),
        ),
      )
      .orderBy('seq')
      .limit(limit),
  ),
  addTurn: compile((row: OfClient & { seq: number; at: number; replaces: number | null; words: Uint8Array }) =>
    db
      .insertInto('turn')
      .values({ client: row.client, seq: row.seq, at: row.at, replaces: row.replaces, words: row.words }),
  ),
})

const records = (db: Kysely<Tables>) => ({
  records: compile(({ client, kind }: OfClient & { kind: string }) =>
    db
      .selectFrom('record')
      .selectAll()
      .where('client', '=', client)
      .where('kind', '=', kind)
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('record as newer')
              .select('newer.version')
              .where('newer.client', '=', client)
              .whereRef('newer.id', '=', 'record.id')
              .whereRef('newer.version', '>', 'record.version'),
          ),
        ),
      )
      .orderBy('born'),
  ),
  versions: compile(({ client, id }: OfClient & { id: string }) =>
    db.selectFrom('record').selectAll().where('client', '=', client).where('id', '=', id).orderBy('version'),
  ),
  keep: compile(
    (
      row: OfClient & {
        id: string
        version: number
        kind: string
        at: number
        flow: string
        revision: number
        turn: number
        words: Uint8Array
      },
    ) =>
      db.insertInto('record').values({
        client: row.client,
        id: row.id,
        version: row.version,
        kind: row.kind,
        born: (eb) =>
          eb
            .selectFrom('record')
            .select(sql<number>`coalesce(min(born) filter (where id = ${row.id}), max(born) + 1, 1)`.as('born'))
            .where('client', '=', row.client)
            .where('kind', '=', row.kind),
        at: row.at,
        flow: row.flow,
        revision: row.revision,
        turn: row.turn,
        words: row.words,
      }),
  ),
  undoRecords: compile(({ client, turn }: OfClient & { turn: number }) =>
    db.deleteFrom('record').where('client', '=', client).where('turn', '=', turn),
  ),
})

const timers = (db: Kysely<Tables>) => ({
  timers: compile(({ client }: OfClient) =>
    db
      .selectFrom('timer')
      .selectAll()
      .where('client', '=', client)
      .where('ended', 'is', null)
      .orderBy('due')
      .orderBy('key'),
  ),
  setTimer: compile((row: OfClient & { key: string; turn: number; due: number; words: Uint8Array }) =>
    db
      .insertInto('timer')
      .values({ client: row.client, key: row.key, turn: row.turn, due: row.due, words: row.words })
      .onConflict((conflict) =>
        conflict.columns(['client', 'key', 'turn']).doUpdateSet({ due: row.due, words: row.words, ended: null }),
      ),
  ),
  /** Ends what runs under a key, so that undoing `turn` can bring it back. */
  endTimer: compile(({ client, key, turn }: OfClient & { key: string; turn: number }) =>
    db
      .updateTable('timer')
      .set({ ended: turn })
      .where('client', '=', client)
      .where('key', '=', key)
      .where('ended', 'is', null),
  ),
  endTimers: compile(({ client, turn }: OfClient & { turn: number }) =>
    db.updateTable('timer').set({ ended: turn }).where('client', '=', client).where('ended', 'is', null),
  ),
  /** Forgets what ended before `turn`: only the newest turn is ever undone. */
  clearTimers: compile(({ client, turn }: OfClient & { turn: number }) =>
    db.deleteFrom('timer').where('client', '=', client).where('ended', '<', turn),
  ),
  dropTimer: compile(({ client, key }: OfClient & { key: string }) =>
    db.deleteFrom('timer').where('client', '=', client).where('key', '=', key),
  ),
  dropTimers: compile(({ client }: OfClient) => db.deleteFrom('timer').where('client', '=', client)),
  undoTimers: compile(({ client, turn }: OfClient & { turn: number }) =>
    db.deleteFrom('timer').where('client', '=', client).where('turn', '=', turn),
  ),
  reviveTimers: compile(({ client, turn }: OfClient & { turn: number }) =>
    db.updateTable('timer').set({ ended: null }).where('client', '=', client).where('ended', '=', turn),
  ),
  dueTimers: compile(({ now, limit }: { now: number; limit: number }) =>
    db
      .selectFrom('timer')
      .select(['client', 'key', 'due'])
      .where('ended', 'is', null)
      .where('due', '<=', now)
      .orderBy('due')
      .orderBy('client')
      .orderBy('key')
      .limit(limit),
  ),
  nextTimer: compile(() =>
    db
      .selectFrom('timer')
      .select((eb) => eb.fn.min<number | null>('due').as('due'))
      .where('ended', 'is', null),
  ),
})

const rewards = (db: Kysely<Tables>) => ({
  reward: compile((row: OfClient & { key: string; at: number; points: number; words: Uint8Array }) =>
    db
      .insertInto('reward')
      .values({ client: row.client, key: row.key, at: row.at, points: row.points, words: row.words })
      .onConflict((conflict) => conflict.columns(['client', 'key']).doNothing()),
  ),
  points: compile(({ client }: OfClient) =>
    db
      .selectFrom('reward')
      .select((eb) => eb.fn.sum<number | null>('points').as('points'))
      .where('client', '=', client),
  ),
})

const outbox = (db: Kysely<Tables>) => ({
  send: compile((row: OfClient & { channel: string; turn: number; due: number }) =>
    db
      .insertInto('outbox')
      .values({ client: row.client, channel: row.channel, turn: row.turn, due: row.due, attempts: 0 })
      .returning('id'),
  ),
  unsent: compile(({ client }: OfClient) =>
    db
      .selectFrom('outbox')
      .selectAll()
      .where('client', '=', client)
      .where('due', 'is not', null)
      .orderBy('id')
      .$narrowType<{ due: NotNull }>(),
  ),
  sent: compile(({ client, id }: OfClient & { id: number }) =>
    db.deleteFrom('outbox').where('client', '=', client).where('id', '=', id),
  ),
  delay: compile(({ client, id, attempts, due }: OfClient & { id: number; attempts: number; due: number | null }) =>
    db.updateTable('outbox').set({ attempts, due }).where('client', '=', client).where('id', '=', id),
  ),
  undoOutbox: compile(({ client, turn }: OfClient & { turn: number }) =>
    db.deleteFrom('outbox').where('client', '=', client).where('turn', '=', turn).where('due', 'is not', null),
  ),
  /** One that was put off holds up those behind it, so that a client hears things in order. */
  dueDeliveries: compile(({ now, channel, limit }: { now: number; channel: string; limit: number }) =>
    db
      .selectFrom('outbox')
      .selectAll()
      .where('channel', '=', channel)
      .where('due', '<=', now)
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('outbox as ahead')
              .select('ahead.id')
              .whereRef('ahead.client', '=', 'outbox.client')
              .whereRef('ahead.id', '<', 'outbox.id')
              .where('ahead.channel', '=', channel)
              .where('ahead.due', '>', now),
          ),
        ),
      )
      .orderBy('id')
      .limit(limit)
      .$narrowType<{ due: NotNull }>(),
  ),
  nextDelivery: compile(() =>
    db
      .selectFrom('outbox')
      .select((eb) => eb.fn.min<number | null>('due').as('due'))
      .where('due', 'is not', null)
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('outbox as ahead')
              .select('ahead.id')
              .whereRef('ahead.client', '=', 'outbox.client')
              .whereRef('ahead.channel', '=', 'outbox.channel')
              .whereRef('ahead.id', '<', 'outbox.id')
              .whereRef('ahead.due', '>', 'outbox.due'),
          ),
        ),
      ),
  ),
  undeliverable: compile(() =>
    db
      .selectFrom('outbox')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('due', 'is', null),
  ),
})

const shelf = (db: Kysely<Tables>) => ({
  shelved: compile(({ id }: { id: Uint8Array }) => db.selectFrom('shelf').selectAll().where('id', '=', id)),
  shelve: compile((row: InboxKey & { words: Uint8Array }) =>
    db
      .insertInto('shelf')
      .values({ client: row.client, id: row.id, words: row.words })
      .onConflict((conflict) => conflict.column('id').doUpdateSet((eb) => ({ words: eb.ref('excluded.words') }))),
  ),
  unshelve: compile(({ client, id }: InboxKey) =>
    db.deleteFrom('shelf').where('id', '=', id).where('client', '=', client),
  ),
})

const revisions = (db: Kysely<Tables>) => ({
  revisions: compile(() => db.selectFrom('revision').selectAll().orderBy('flow').orderBy('number')),
  newestRevision: compile(({ flow }: { flow: string }) =>
    db.selectFrom('revision').selectAll().where('flow', '=', flow).orderBy('number', 'desc').limit(sql.lit(1)),
  ),
  addRevision: compile((row: { flow: string; number: number; hash: string; at: number; script: string }) =>
    db
      .insertInto('revision')
      .values({ flow: row.flow, number: row.number, hash: row.hash, at: row.at, script: row.script }),
  ),
})

type Statements = ReturnType<typeof build>

export type Queries = {
  readonly [name in keyof Statements]: Statements[name] extends Compiled<infer A, infer R> ? Query<A, R> : never
}

/** The statements for connections of one dialect: built once, then bound to each connection. */
export function queriesOf(builder: Kysely<Tables>): (connection: Connection) => Queries {
  const statements = Object.entries<Compiled<Arguments, unknown>>(build(builder))
  return (connection) =>
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same names, each with its own statement
    Object.fromEntries(statements.map(([name, statement]) => [name, new Query(connection, statement)])) as Queries
}
