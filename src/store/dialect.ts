/**
 * What one dialect's folder gives to the rest of the store. Everything outside that folder is written once for all.
 *
 * Terminology:
 * - words file: the database with everything a client said, sealed
 * - keys file: a second, small database with the clients' wrapped keys, so that it can be backed up apart
 */
import type { ColumnDataType, ColumnDefinitionBuilder, Kysely } from 'kysely'
import type { KeyChanges } from './keys.ts'
import type { Queries } from './queries.ts'
import type { Tables } from './schema.ts'

/** What a statement can be given. */
export type Value = string | number | null | Uint8Array

/** SQLite answers at once, PostgreSQL later: `await` is right for both and costs next to nothing where it is not needed. */
export type Later<T> = T | Promise<T>

/** A prepared statement. Values stand in the order of the places in its SQL. */
export interface Statement {
  /** Resolves to the number of rows it changed. */
  run(...values: readonly Value[]): Later<number>
  get(...values: readonly Value[]): Later<unknown>
  all(...values: readonly Value[]): Later<unknown[]>
}

/** One connection to one of the two files. */
export interface Connection {
  /** Builds and compiles SQL of this dialect. It is never executed through. */
  readonly builder: Kysely<Tables>
  readonly types: ColumnTypes
  prepare(sql: string): Statement
  exec(sql: string): Later<void>
  /** All of `work` or nothing of it. `work` awaits nothing but this connection. */
  transaction(work: () => Promise<void>): Promise<void>
  /** Whether the file has this table. */
  hasTable(name: string): Later<boolean>
}

/** The column types the dialects name differently; the numbered migrations are written over these. */
export interface ColumnTypes {
  /** Bytes of any length. */
  readonly bytes: ColumnDataType
  /** A whole number up to 2^53. */
  readonly whole: ColumnDataType
  /** A primary key that the database counts up and never gives twice. */
  readonly serial: {
    readonly type: ColumnDataType
    readonly build: (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder
  }
}

/** The words file, opened. */
export interface Database {
  /**
   * Runs one unit of work in a shared commit, alone in its savepoint, with the key changes it asked for.
   * `client` is whose it is, when it is one client's; units of one client run in the order they were asked for.
   */
  write<T>(client: string | undefined, work: (queries: Queries, changes: KeyChanges) => Promise<T>): Promise<T>
  /** Runs `work` on one unmoving view of what is committed. */
  read<T>(work: (queries: Queries) => Promise<T>): Promise<T>
  /** For single statements on what is committed now. */
  readonly now: Queries
  backup(folder: string): Promise<void>
  close(): Promise<void>
}
