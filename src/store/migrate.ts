import { sql, type Compilable, type Kysely } from 'kysely'
import type { ColumnTypes, Connection } from './dialect.ts'
import { prepare } from './query.ts'
import type { Tables } from './schema.ts'

/** One step forward of a file's schema. There is no way back: restore a backup instead. */
export interface Migration {
  /** 1, 2, 3 … within its list. */
  readonly number: number
  readonly name: string
  /** The oldest program, by the newest migration it knows, that can still work on a file with this migration. */
  readonly oldest: number
  /** The statements, in order. Built, not run. */
  readonly up: (db: Kysely<Tables>, types: ColumnTypes) => readonly Compilable[]
}

/** Thrown when a file can't be used by this program. The message says what to do. */
export class SchemaError extends Error {
  override readonly name = 'SchemaError'
}

const table = (db: Kysely<Tables>, types: ColumnTypes) =>
  db.schema
    .createTable('migration')
    .addColumn('number', 'integer', (column) => column.primaryKey().notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('at', types.whole, (column) => column.notNull())
    .addColumn('oldest', 'integer', (column) => column.notNull())

/**
 * Brings a file up to the newest of `migrations`, each in a transaction of its own.
 * `file` names it in errors. With `beside`, nothing is changed, and a file that is behind is refused.
 */
export async function migrate(
  connection: Connection,
  migrations: readonly Migration[],
  file: string,
  beside: boolean,
): Promise<void> {
  const { builder, types } = connection
  const known = migrations.length
  const begun = await connection.hasTable('migration')
  const applied = begun ? await standing(connection) : { newest: 0, oldest: 0 }
  if (applied.oldest > known) {
    throw new SchemaError(
      `${file} was last used by a newer Gradual (schema ${applied.newest}), which needs at least schema ${applied.oldest}; ` +
        `this one knows schema ${known}. Install the newer Gradual again, or restore a backup made before the update.`,
    )
  }
  if (applied.newest >= known) return
  if (beside) {
    throw new SchemaError(
      `${file} is at schema ${applied.newest}, and this Gradual needs schema ${known}. Start Gradual once: it brings the file up to date.`,
    )
  }
  if (!begun) await connection.exec(table(builder, types).compile().sql)
  for (const migration of migrations.slice(applied.newest)) await apply(connection, migration)
}

async function standing(connection: Connection): Promise<{ newest: number; oldest: number }> {
  const query = prepare(connection, () =>
    connection.builder
      .selectFrom('migration')
      .select((eb) => [
        eb.fn.coalesce(eb.fn.max('number'), sql.lit(0)).as('newest'),
        eb.fn.coalesce(eb.fn.max('oldest'), sql.lit(0)).as('oldest'),
      ]),
  )
  return (await query.get({}))!
}

async function apply(connection: Connection, { number, name, oldest, up }: Migration): Promise<void> {
  const { builder, types } = connection
  await connection.transaction(async () => {
    for (const statement of up(builder, types)) await connection.exec(statement.compile().sql)
    const add = prepare(connection, () =>
      builder.insertInto('migration').values({ number, name, at: Date.now(), oldest }),
    )
    await add.run({})
  })
}
