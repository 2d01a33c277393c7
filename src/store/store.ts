import { randomBytes } from 'node:crypto'
import { DurableAlertBook } from './alert-book.ts'
import type { Database } from './dialect.ts'
import { Files } from './files.ts'
import type { KeyChanges, Keys } from './keys.ts'
import type { Client, Delivery, Due, FlowRevision, Instant, Store, Tx } from './port.ts'
import type { Queries } from './queries.ts'
import { seal } from './seal.ts'
import { ClientTx, hex } from './tx.ts'

/** The store, over any dialect's database. */
export class DurableStore implements Store {
  readonly alerts: DurableAlertBook
  readonly #database: Database
  readonly #keys: Keys
  readonly #files: Files

  constructor(database: Database, keys: Keys) {
    this.alerts = new DurableAlertBook(database)
    this.#database = database
    this.#keys = keys
    this.#files = new Files(keys)
  }

  commit<T>(client: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#database.write(client, (queries, changes) => this.#write(client, queries, changes, work))
  }

  read<T>(client: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#database.read(async (queries) => {
      const tx = new ClientTx(await this.#files.of(client, queries), queries, this.#keys)
      try {
        return await work(tx)
      } finally {
        tx.end()
      }
    })
  }

  async find(channel: string, person: string): Promise<string | undefined> {
    const row = await this.#database.now.person.get({ id: this.#keys.hash('person', channel, person) })
    return row?.client
  }

  async shelfOwner(key: string): Promise<string | undefined> {
    const row = await this.#database.now.shelved.get({ id: this.#keys.hash('shelf', key) })
    return row?.client
  }

  async enrol(who: Parameters<Store['enrol']>[0]): Promise<string> {
    return this.#database.write(undefined, async (queries, changes) => {
      const { program, channel, person, place, at } = who
      const id = this.#keys.hash('person', channel, person)
      const known = await queries.person.get({ id })
      if (known) return known.client
      const client = newClientId(at)
      const { key, wrapped } = this.#keys.make(client)
      changes.added.push({ client, wrapped })
      await queries.addClient.run({ id: client, program, at })
      await queries.addPerson.run({ id, client, channel, at, place: seal(key, 'person', client, hex(id), place) })
      return client
    })
  }

  async dueMessages(now: Instant, limit: number): Promise<Due[]> {
    return this.#database.now.dueMessages.all({ now, limit })
  }

  async dueTimers(now: Instant, limit: number): Promise<(Due & { key: string })[]> {
    return this.#database.now.dueTimers.all({ now, limit })
  }

  async dueDeliveries(now: Instant, channels: readonly string[], limit: number): Promise<Delivery[]> {
    const due: Delivery[] = []
    for (const channel of new Set(channels)) {
      due.push(...(await this.#database.now.dueDeliveries.all({ now, channel, limit })))
    }
    return due.toSorted((one, other) => one.id - other.id).slice(0, limit)
  }

  async nextDue(): Promise<Instant | undefined> {
    const { nextMessage, nextTimer, nextDelivery } = this.#database.now
    const next = [await nextMessage.get({}), await nextTimer.get({}), await nextDelivery.get({})]
    const dues = next.flatMap((row) => row?.due ?? [])
    return dues.length > 0 ? Math.min(...dues) : undefined
  }

  async troubles(): Promise<{ failedMessages: number; undeliverable: number }> {
    const { failedMessages, undeliverable } = this.#database.now
    const [failed, gone] = [await failedMessages.get({}), await undeliverable.get({})]
    return { failedMessages: failed!.count, undeliverable: gone!.count }
  }

  async revisions(): Promise<FlowRevision[]> {
    return this.#database.now.revisions.all({})
  }

  async publish(flow: string, hash: string, script: string, at: Instant): Promise<FlowRevision> {
    return this.#database.write(undefined, async ({ newestRevision, addRevision }) => {
      const newest = await newestRevision.get({ flow })
      if (newest?.hash === hash) return newest
      const revision = { flow, number: (newest?.number ?? 0) + 1, hash, at, script }
      await addRevision.run(revision)
      return revision
    })
  }

  async clients(after: string | undefined, limit: number): Promise<Client[]> {
    const rows = await this.#database.now.clients.all({ after: after ?? '', limit })
    return rows.map(({ id, program, created_at: createdAt }) => ({ id, program, createdAt }))
  }

  secret(purpose: string): Uint8Array {
    return this.#keys.secret(purpose)
  }

  backup(folder: string): Promise<void> {
    return this.#database.backup(folder)
  }

  close(): Promise<void> {
    return this.#database.close()
  }

  async #write<T>(client: string, queries: Queries, changes: KeyChanges, work: (tx: Tx) => Promise<T>): Promise<T> {
    const tx = new ClientTx(await this.#files.hold(client, queries), queries, this.#keys, changes)
    const erased = changes.erased.length
    try {
      return await work(tx)
    } finally {
      tx.end()
      if (changes.erased.length > erased) this.#files.drop(client)
    }
  }
}

/**
 * 128 bits in hex. The time comes first (48 bits, milliseconds, as in UUIDv7, RFC 9562), so that new clients' rows lie together
 * on disk; when a client began is no secret of theirs, and `created_at` holds it too. The rest is random.
 */
function newClientId(at: Instant): string {
  return at.toString(16).padStart(12, '0') + randomBytes(10).toString('hex')
}
