import type { KeyChanges, Keys } from '../keys.ts'
import { UnknownClientError } from '../port.ts'
import type { Queries } from '../queries.ts'
import type { SqliteConnection, SqliteStatement } from './connection.ts'

/** The most units one commit carries, so that other work of the process gets its turn in between. */
const MOST = 256

interface Unit {
  readonly client: string | undefined
  readonly work: (queries: Queries, changes: KeyChanges) => Promise<unknown>
  resolve(value: unknown): void
  reject(error: unknown): void
  value: unknown
}

/**
 * The only writer. Units of work that arrive together share one commit, since it is waiting for the disk that costs:
 * one after another, each in its savepoint, then one COMMIT, then their promises resolve.
 *
 * A unit may await nothing but its own statements: the others wait for it.
 */
export class SharedCommit {
  readonly #connection: SqliteConnection
  readonly #queries: Queries
  readonly #keys: Keys
  readonly #begin: SqliteStatement
  readonly #commit: SqliteStatement
  readonly #savepoint: SqliteStatement
  readonly #release: SqliteStatement
  readonly #rollbackUnit: SqliteStatement
  readonly #waiting: Unit[] = []
  #underWay: Promise<void> | undefined
  #closed = false

  constructor(connection: SqliteConnection, queries: Queries, keys: Keys) {
    this.#connection = connection
    this.#queries = queries
    this.#keys = keys
    this.#begin = connection.prepare('begin immediate')
    this.#commit = connection.prepare('commit')
    this.#savepoint = connection.prepare('savepoint unit')
    this.#release = connection.prepare('release unit')
    this.#rollbackUnit = connection.prepare('rollback to unit')
  }

  write<T>(client: string | undefined, work: (queries: Queries, changes: KeyChanges) => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(new Error('The store is closed.'))
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ client, work, resolve, reject, value: undefined })
      this.#underWay ??= this.#drain()
    })
  }

  /** Commits what was asked for before this call, then takes no more. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#underWay
  }

  async #drain(): Promise<void> {
    do {
      // Once round the event loop: what is written in answer to the last commit, or to what came in meanwhile, joins.
      await new Promise(setImmediate)
      await this.#together(this.#waiting.splice(0, MOST))
    } while (this.#waiting.length > 0)
    this.#underWay = undefined
  }

  async #together(units: readonly Unit[]): Promise<void> {
    const changes: KeyChanges = { added: [], erased: [] }
    const done: Unit[] = []
    try {
      this.#begin.run()
      for (const unit of units) if (await this.#alone(unit, changes)) done.push(unit)
      await this.#commitWith(changes)
    } catch (error) {
      if (this.#connection.inTransaction) this.#connection.exec('rollback')
      for (const unit of units) unit.reject(error)
      return
    }
    const unsettled = await this.#settle(changes)
    for (const unit of done) {
      if (unsettled && changes.erased.includes(unit.client!)) unit.reject(unsettled.error)
      else unit.resolve(unit.value)
    }
  }

  /** True when the unit's rows stand in the open transaction. */
  async #alone(unit: Unit, changes: KeyChanges): Promise<boolean> {
    const added = changes.added.length
    const erased = changes.erased.length
    this.#savepoint.run()
    try {
      if (unit.client !== undefined && changes.erased.includes(unit.client)) throw new UnknownClientError(unit.client)
      unit.value = await unit.work(this.#queries, changes)
      this.#release.run()
      return true
    } catch (error) {
      unit.reject(error)
      changes.added.length = added
      changes.erased.length = erased
      // Out of disk or memory, SQLite takes the whole transaction back by itself: then nothing here may commit.
      if (!this.#connection.inTransaction) throw error
      this.#rollbackUnit.run()
      this.#release.run()
      return false
    }
  }

  async #commitWith(changes: KeyChanges): Promise<void> {
    const keysToo = changes.added.length > 0 || changes.erased.length > 0
    if (keysToo) await this.#keys.prepare(changes)
    try {
      this.#commit.run()
    } catch (error) {
      // Where even this fails, the next start removes the new keys, and finishes the erasures that were asked for.
      if (keysToo) await this.#keys.undo(changes).catch(() => undefined)
      throw error
    }
  }

  /** Returns what went wrong when the words are committed and the keys file could not follow: the next start settles it. */
  async #settle(changes: KeyChanges): Promise<{ error: unknown } | undefined> {
    if (changes.added.length === 0 && changes.erased.length === 0) return undefined
    try {
      await this.#keys.settle(changes)
      return undefined
    } catch (error) {
      return { error }
    }
  }
}
