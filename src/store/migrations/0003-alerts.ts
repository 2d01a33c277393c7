import { sql, type ColumnDefinitionBuilder } from 'kysely'
import type { Migration } from '../migrate.ts'

const required = (column: ColumnDefinitionBuilder) => column.notNull()

/** Calls for a person, who is told of them, and who has said that they are on call. */
export const alerts: Migration = {
  number: 3,
  name: 'alerts',
  oldest: 1,
  up: ({ schema }, { whole, serial }) => [
    schema
      .createTable('alert')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      // An open alert outlives a client who erases themselves: someone must still look.
      .addColumn('client', 'text', (column) => column.references('client.id').onDelete('set null'))
      .addColumn('program', 'text', required)
      .addColumn('who', 'text', required)
      .addColumn('kind', 'text', required)
      .addColumn('channel', 'text', required)
      .addColumn('at', whole, required)
      .addColumn('count', 'integer', required)
      .addColumn('turn', 'integer', required)
      .addColumn('state', 'text', required)
      .addColumn('due', whole)
      .addColumn('acknowledged_at', whole)
      .addColumn('acknowledged_by', 'text'),
    schema.createIndex('alert_client').on('alert').columns(['client', 'kind', 'at']),
    schema.createIndex('alert_at').on('alert').column('at'),
    schema
      .createIndex('alert_due')
      .on('alert')
      .column('due')
      .where(sql<boolean>`due is not null`),
    schema
      .createTable('notice')
      .addColumn('id', serial.type, serial.build)
      .addColumn('program', 'text', required)
      .addColumn('contact', 'text', required)
      .addColumn('way', 'text', required)
      .addColumn('alert', 'text', (column) => column.references('alert.id').onDelete('cascade'))
      .addColumn('shift', whole)
      .addColumn('due', whole)
      .addColumn('attempts', 'integer', required)
      .addColumn('sent_at', whole),
    schema.createIndex('notice_alert').on('notice').columns(['alert', 'id']),
    schema
      .createIndex('notice_due')
      .on('notice')
      .column('due')
      .where(sql<boolean>`due is not null`),
    schema
      .createTable('duty')
      .addColumn('program', 'text', required)
      .addColumn('contact', 'text', required)
      .addColumn('shift', whole, required)
      .addColumn('until', whole, required)
      .addColumn('acknowledged_at', whole)
      .addPrimaryKeyConstraint('duty_key', ['program', 'contact', 'shift']),
    schema.createIndex('duty_until').on('duty').columns(['program', 'until']),
  ],
}
