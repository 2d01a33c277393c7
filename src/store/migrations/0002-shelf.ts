import type { Migration } from '../migrate.ts'

/** What adapters keep for clients: a passkey's public part, the hash of a recovery code. */
export const shelf: Migration = {
  number: 2,
  name: 'shelf',
  oldest: 1,
  up: ({ schema }, { bytes }) => [
    schema
      .createTable('shelf')
      .addColumn('id', bytes, (column) => column.primaryKey())
      .addColumn('client', 'text', (column) => column.notNull().references('client.id').onDelete('cascade'))
      .addColumn('words', bytes, (column) => column.notNull()),
    schema.createIndex('shelf_client').on('shelf').column('client'),
  ],
}
