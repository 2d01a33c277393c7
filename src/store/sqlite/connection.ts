import Database from 'better-sqlite3'
import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import type { ColumnTypes, Connection, Value } from '../dialect.ts'
import type { Tables } from '../schema.ts'

/**
 * Writes `+?` for a value, which means the same and hides it from the planner. For a bare `?` in a condition SQLite plans
 * the statement again whenever another value is bound, at ten times the cost of running it.
 */
class Compiler extends SqliteQueryCompiler {
  protected override getCurrentParameterPlaceholder(): string {
    return '+?'
  }
}

/** Compiles, and has nothing to execute with. */
export const builder = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new Compiler(),
  },
})

const types: ColumnTypes = {
  bytes: 'blob',
  whole: 'bigint',
  // Without AUTOINCREMENT the number of a deleted last row is given again.
  serial: { type: 'integer', build: (column) => column.primaryKey().autoIncrement() },
}

/** How long to wait for another process to finish writing, in milliseconds. */
const PATIENCE = 5_000

/** A prepared statement that answers before it returns. */
export interface SqliteStatement {
  run(...values: readonly Value[]): number
  get(...values: readonly Value[]): unknown
  all(...values: readonly Value[]): unknown[]
}

/** One connection of better-sqlite3. Every statement answers before it returns. */
export class SqliteConnection implements Connection {
  readonly builder = builder
  readonly types = types
  readonly #database: Database.Database

  private constructor(database: Database.Database) {
    this.#database = database
    // Freed space is overwritten, and what does not fit in memory is never put in a temporary file.
    database.pragma('secure_delete = ON')
    database.pragma('temp_store = MEMORY')
    database.pragma('foreign_keys = ON')
  }

  /** The words file: readers and the writer don't hold each other up, and a commit is on disk when it returns. */
  static words(file: string): SqliteConnection {
    const connection = new SqliteConnection(new Database(file, { timeout: PATIENCE }))
    connection.#database.pragma('journal_mode = WAL')
    connection.#database.pragma('synchronous = FULL')
    // Copied into the database every 16 MB: at the usual 4 MB this takes a fifth of a busy store's time.
    connection.#database.pragma('wal_autocheckpoint = 4000')
    return connection
  }

  /**
   * The keys file. No WAL: that would keep pages with a key that was destroyed. TRUNCATE at FULL: the journal is emptied and
   * that is on disk when a commit returns, so a destroyed key stays destroyed after a power cut.
   */
  static keys(file: string): SqliteConnection {
    const connection = new SqliteConnection(new Database(file, { timeout: PATIENCE }))
    connection.#database.pragma('journal_mode = TRUNCATE')
    connection.#database.pragma('synchronous = FULL')
    return connection
  }

  /** Either file, to read from. */
  static reader(file: string): SqliteConnection {
    return new SqliteConnection(new Database(file, { timeout: PATIENCE, readonly: true, fileMustExist: true }))
  }

  prepare(sql: string): SqliteStatement {
    const statement = this.#database.prepare<Value[]>(sql)
    return {
      run: (...values) => statement.run(...values).changes,
      get: (...values) => statement.get(...values),
      all: (...values) => statement.all(...values),
    }
  }

  exec(sql: string): void {
    this.#database.exec(sql)
  }

  async transaction(work: () => Promise<void>): Promise<void> {
    this.exec('begin immediate')
    try {
      await work()
      this.exec('commit')
    } catch (error) {
      if (this.inTransaction) this.exec('rollback')
      throw error
    }
  }

  hasTable(name: string): boolean {
    const found = this.#database.prepare(`select 1 from sqlite_master where type = 'table' and name = ?`).get(name)
    return found !== undefined
  }

  /** False after an error so bad that SQLite rolled the whole transaction back by itself. */
  get inTransaction(): boolean {
    return this.#database.inTransaction
  }

  close(): void {
    this.#database.close()
  }
}
