import type { Queries } from '../queries.ts'
import type { SqliteConnection } from './connection.ts'

/** Runs readings one after another, each on one unmoving view of what is committed, beside the writer. */
export class Reader {
  readonly #connection: SqliteConnection
  readonly #queries: Queries
  #last: Promise<unknown> = Promise.resolve()

  constructor(connection: SqliteConnection, queries: Queries) {
    this.#connection = connection
    this.#queries = queries
  }

  read<T>(work: (queries: Queries) => Promise<T>): Promise<T> {
    const reading = this.#last.then(() => this.#alone(work))
    this.#last = reading.catch(() => undefined)
    return reading
  }

  /** Waits for the readings under way. */
  async close(): Promise<void> {
    await this.#last
  }

  async #alone<T>(work: (queries: Queries) => Promise<T>): Promise<T> {
    this.#connection.exec('begin')
    try {
      return await work(this.#queries)
    } finally {
      this.#connection.exec('rollback')
    }
  }
}
