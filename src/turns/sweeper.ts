/** Removes the rows of what was delivered, for clients whose next turn has not done so: one commit for many, after a while. */
import { UnknownClientError, type Store } from '../store/port.ts'
import type { Log } from './conversations.ts'
import type { Deliveries } from './delivery.ts'
import type { Live, Recent } from './live.ts'

/** Milliseconds after a delivery. */
const sweepAfter = 1_000

export class Sweeper {
  readonly #store: Store
  readonly #live: Recent<Live>
  readonly #deliveries: Deliveries
  readonly #log: Log
  readonly #clients = new Set<string>()
  #timeout: NodeJS.Timeout | undefined

  constructor(store: Store, live: Recent<Live>, deliveries: Deliveries, log: Log) {
    this.#store = store
    this.#live = live
    this.#deliveries = deliveries
    this.#log = log
  }

  /** The platform has it; `reference` is what the platform calls it. */
  delivered(client: string, id: number, reference: string | undefined): void {
    const live = this.#live.get(client)
    if (live) {
      live.delivered.push(id)
      live.heldUntil = 0
      if (reference !== undefined) live.reference = reference
    }
    this.#clients.add(client)
    this.#timeout ??= setTimeout(() => {
      this.#timeout = undefined
      this.#sweep().catch(() => this.#log('sweep.trouble'))
    }, sweepAfter).unref()
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timeout)
    await this.#sweep()
  }

  async #sweep(): Promise<void> {
    const clients = [...this.#clients]
    this.#clients.clear()
    await Promise.all(clients.map((client) => this.#sweepClient(client)))
  }

  async #sweepClient(client: string): Promise<void> {
    const live = this.#live.get(client)
    if (!live || live.delivered.length === 0) return
    const done = live.delivered
    live.delivered = []
    try {
      await this.#store.commit(client, (tx) => tx.sent(done))
    } catch (error) {
      // Erased meanwhile: the rows went with the client.
      if (!(error instanceof UnknownClientError)) throw error
    }
    this.#deliveries.removed(done)
  }
}
