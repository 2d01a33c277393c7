import { sql, type ColumnDefinitionBuilder } from 'kysely'
import type { Migration } from '../migrate.ts'

const key = (column: ColumnDefinitionBuilder) => column.primaryKey().notNull()
const required = (column: ColumnDefinitionBuilder) => column.notNull()
/** Forgetting a client is deleting one row. */
const ofClient = (column: ColumnDefinitionBuilder) => column.notNull().references('client.id').onDelete('cascade')

/** Clients, their inbox, journal, records, timers, rewards and outbox, and the revisions of flows. */
export const first: Migration = {
  number: 1,
  name: 'first',
  oldest: 1,
  up: ({ schema }, { bytes, whole, serial }) => [
    schema.createTable('store').addColumn('id', 'text', key),
    schema
      .createTable('client')
      .addColumn('id', 'text', key)
      .addColumn('program', 'text', required)
      .addColumn('created_at', whole, required),
    schema
      .createTable('person')
      .addColumn('id', bytes, key)
      .addColumn('client', 'text', ofClient)
      .addColumn('channel', 'text', required)
      .addColumn('used_at', whole, required)
      .addColumn('place', bytes, required),
    schema.createIndex('person_client').on('person').columns(['client', 'used_at']),
    schema
      .createTable('inbox')
      .addColumn('client', 'text', ofClient)
      .addColumn('id', bytes, required)
      .addColumn('channel', 'text', required)
      .addColumn('at', whole, required)
      .addColumn('turn', 'integer')
      .addColumn('due', whole)
      .addColumn('urgent', 'integer', required)
      .addColumn('arrival', whole)
      .addColumn('words', bytes)
      .addPrimaryKeyConstraint('inbox_key', ['client', 'id']),
    schema.createIndex('inbox_waiting').on('inbox').columns(['client', 'arrival']).where('arrival', 'is not', null),
    schema.createIndex('inbox_due').on('inbox').column('due').where('due', 'is not', null),
    schema
      .createTable('turn')
      .addColumn('client', 'text', ofClient)
      .addColumn('seq', 'integer', required)
      .addColumn('at', whole, required)
      .addColumn('replaces', 'integer')
      .addColumn('words', bytes, required)
      .addPrimaryKeyConstraint('turn_key', ['client', 'seq']),
    schema
      .createIndex('turn_replaces')
      .unique()
      .on('turn')
      .columns(['client', 'replaces'])
      .where('replaces', 'is not', null),
    schema
      .createTable('record')
      .addColumn('client', 'text', ofClient)
      .addColumn('id', 'text', required)
      .addColumn('version', 'integer', required)
      .addColumn('kind', 'text', required)
      .addColumn('born', 'integer', required)
      .addColumn('at', whole, required)
      .addColumn('flow', 'text', required)
      .addColumn('revision', 'integer', required)
      .addColumn('turn', 'integer', required)
      .addColumn('words', bytes, required)
      .addPrimaryKeyConstraint('record_key', ['client', 'id', 'version']),
    schema.createIndex('record_kind').on('record').columns(['client', 'kind', 'born', 'version']),
    schema
      .createTable('timer')
      .addColumn('client', 'text', ofClient)
      .addColumn('key', 'text', required)
      .addColumn('turn', 'integer', required)
      .addColumn('due', whole, required)
      .addColumn('ended', 'integer')
      .addColumn('words', bytes, required)
      .addPrimaryKeyConstraint('timer_key', ['client', 'key', 'turn']),
    schema
      .createIndex('timer_due')
      .on('timer')
      .column('due')
      .where(sql<boolean>`ended is null`),
    schema
      .createTable('reward')
      .addColumn('client', 'text', ofClient)
      .addColumn('key', 'text', required)
      .addColumn('at', whole, required)
      .addColumn('points', 'integer', required)
      .addColumn('words', bytes, required)
      .addPrimaryKeyConstraint('reward_key', ['client', 'key']),
    schema
      .createTable('outbox')
      .addColumn('id', serial.type, serial.build)
      .addColumn('client', 'text', ofClient)
      .addColumn('channel', 'text', required)
      .addColumn('turn', 'integer', required)
      .addColumn('due', whole)
      .addColumn('attempts', 'integer', required),
    schema.createIndex('outbox_client').on('outbox').columns(['client', 'id']),
    schema.createIndex('outbox_due').on('outbox').column('due').where('due', 'is not', null),
    schema
      .createTable('revision')
      .addColumn('flow', 'text', required)
      .addColumn('number', 'integer', required)
      .addColumn('hash', 'text', required)
      .addColumn('at', whole, required)
      .addColumn('script', 'text', required)
      .addPrimaryKeyConstraint('revision_key', ['flow', 'number']),
  ],
}
