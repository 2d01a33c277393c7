import type { Migration } from '../../migrate.ts'

/** The root secret and the clients' wrapped keys. */
export const first: Migration = {
  number: 1,
  name: 'first',
  oldest: 1,
  up: ({ schema }, { bytes }) => [
    schema
      .createTable('root')
      .addColumn('store', 'text', (column) => column.primaryKey().notNull())
      .addColumn('wrapped', bytes, (column) => column.notNull()),
    schema
      .createTable('client_key')
      .addColumn('client', 'text', (column) => column.primaryKey().notNull())
      .addColumn('wrapped', bytes)
      .addColumn('state', 'text', (column) => column.notNull()),
    schema.createIndex('client_key_state').on('client_key').column('state').where('state', '!=', 'kept'),
  ],
}
