import { sql } from 'kysely'
import { describe, expect, it, onTestFinished } from 'vitest'
import { join } from 'node:path'
import { keys, words } from '../../src/store/migrations/list.ts'
import { migrate, SchemaError, type Migration } from '../../src/store/migrate.ts'
import { openStore } from '../../src/store/open.ts'
import { SqliteConnection } from '../../src/store/sqlite/connection.ts'
import { emptyFolder, key, openIn } from './folder.ts'
import { rowsOf } from './raw.ts'

/** A list of `count` migrations that each add one table, the last of them needing a program of `oldest`. */
const list = (count: number, oldest = 1): Migration[] =>
  Array.from({ length: count }, (_, index) => ({
    number: index + 1,
    name: `step ${index + 1}`,
    oldest: index + 1 === count ? oldest : 1,
    up: ({ schema }) => [schema.createTable(`table_${index + 1}`).addColumn('id', 'integer')],
  }))

function connection(): { file: string; connection: SqliteConnection } {
  const file = join(emptyFolder(), 'a.db')
  const opened = SqliteConnection.words(file)
  onTestFinished(() => opened.close())
  return { file, connection: opened }
}

/** A statement with each column of a table on a line of its own. */
function columnsApart(statement: string): string {
  if (!statement.startsWith('CREATE TABLE')) return statement
  return statement
    .replace(' (', ' (\n  ')
    .replaceAll(/, (?=[^()]*(?:\([^()]*\)[^()]*)*\)$)/g, ',\n  ')
    .replace(/\)$/, '\n)')
}

/** The tables and indexes of a file as SQL. */
function dump(file: string): string {
  const rows = rowsOf<{ sql: string }>(file, 'select sql from sqlite_master where sql is not null order by rowid')
  const ours = rows.filter((row) => !row.sql.includes('sqlite_sequence'))
  return ours.map((row) => `${columnsApart(row.sql)};\n`).join('')
}

describe('migrations', () => {
  it('are numbered 1, 2, 3 … and none needs a program newer than itself', () => {
    for (const each of [words, keys]) {
      expect(each.map(({ number }) => number)).toEqual(each.map((_, index) => index + 1))
      expect(each.filter(({ number, oldest }) => oldest < 1 || oldest > number)).toEqual([])
    }
  })

  it('come to what schema.sql says', async () => {
    const folder = emptyFolder()
    await (await openIn(folder)).close()
    const all = `-- What the migrations come to, on SQLite. Written by test/store/migrations.test.ts: run it with -u after adding one.

-- gradual.db
${dump(join(folder, 'gradual.db'))}
-- keys.db
${dump(join(folder, 'keys.db'))}`
    await expect(all).toMatchFileSnapshot('../../src/store/schema.sql')
  })

  it('are each applied once, in order', async () => {
    const { file, connection: open } = connection()
    await migrate(open, list(1), file, false)
    await migrate(open, list(3), file, false)
    await migrate(open, list(3), file, false)
    const applied = rowsOf(file, 'select number, name, oldest from migration')
    expect(applied).toEqual(list(3).map(({ number, name, oldest }) => ({ number, name, oldest })))
    expect([1, 2, 3, 4].map((number) => open.hasTable(`table_${number}`))).toEqual([true, true, true, false])
  })

  it('that fail leave the file at the one before', async () => {
    const { file, connection: open } = connection()
    const breaking: Migration = {
      ...list(2)[1]!,
      up: (db) => [
        db.schema.createTable('half').addColumn('id', 'integer'),
        db.schema.alterTable('nothing').renameTo('something'),
      ],
    }
    await expect(migrate(open, [...list(1), breaking], file, false)).rejects.toThrow('nothing')
    expect([open.hasTable('table_1'), open.hasTable('half')]).toEqual([true, false])
    await migrate(open, list(2), file, false)
    expect(open.hasTable('table_2')).toBe(true)
  })
})

describe('a file of a newer program', () => {
  it('is opened when that program left it so that this one can live with it', async () => {
    const { file, connection: open } = connection()
    await migrate(open, list(3, 2), file, false)
    await expect(migrate(open, list(2), file, false)).resolves.toBeUndefined()
  })

  it('is refused otherwise, in one line that says what to do', async () => {
    const { file, connection: open } = connection()
    await migrate(open, list(3, 3), file, false)
    const refused = migrate(open, list(2), file, false)
    await expect(refused).rejects.toThrow(SchemaError)
    await expect(refused).rejects.toThrow(
      /^.*a\.db was last used by a newer Gradual \(schema 3\).*at least schema 3.*knows schema 2.*Install.*restore.*$/,
    )
  })

  it('is refused by the store, and not touched', async () => {
    const folder = emptyFolder()
    await (await openIn(folder)).close()
    const ahead = SqliteConnection.words(join(folder, 'gradual.db'))
    ahead.exec(sql`insert into migration values (99, 'later', 0, 99)`.compile(ahead.builder).sql)
    ahead.close()
    await expect(openStore({ folder, key })).rejects.toThrow(SchemaError)
  })
})

describe('a tool beside the process that serves', () => {
  it('never brings a file up to date, and says what does', async () => {
    const { file, connection: open } = connection()
    await migrate(open, list(1), file, false)
    await expect(migrate(open, list(2), file, true)).rejects.toThrow('Start Gradual once')
    expect(open.hasTable('table_2')).toBe(false)
  })
})
