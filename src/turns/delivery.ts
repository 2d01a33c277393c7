/**
 * Hands what was said to channels: in order for each client, at least once, with back-off by the platform's own words. A
 * client whose channel is down holds up nobody else.
 */
import { DeliveryError, type Channel, type Outgoing } from '../channel.ts'
import type { Delivery, Store } from '../store/port.ts'

export interface DeliveryHooks {
  /** What a turn said, for one that is delivered later than its turn. */
  load(client: string, turn: number): Promise<Outgoing | undefined>
  /** From now on the client may have seen it. */
  handedOver(client: string): void
  delivered(client: string, id: number, reference: string | undefined): void
  /** Nothing more is handed over for this client before `until`. */
  held(client: string, until: number): void
  log(event: string, facts: Record<string, string | number | boolean>): void
  now(): number
}

/** First wait, doubled each time up to the longest, in milliseconds. */
const firstWait = 1_000
const longestWait = 5 * 60_000
/** After this many attempts (more than a day at the longest wait) it is kept as undeliverable. */
const mostAttempts = 300

interface Queued extends Delivery {
  readonly outgoing?: Outgoing
}

export class Deliveries {
  readonly #store: Store
  readonly #channels: ReadonlyMap<string, Channel>
  readonly #hooks: DeliveryHooks
  readonly #queues = new Map<string, Queued[]>()
  readonly #running = new Map<string, Promise<void>>()
  /** Delivered, and their rows not removed yet. */
  readonly #done = new Set<number>()

  constructor(store: Store, channels: ReadonlyMap<string, Channel>, hooks: DeliveryHooks) {
    this.#store = store
    this.#channels = channels
    this.#hooks = hooks
  }

  /** Queues one that was just committed. */
  add(delivery: Queued): void {
    const queue = this.#queues.get(delivery.client)
    if (queue?.some(({ id }) => id === delivery.id)) return
    if (queue) queue.push(delivery)
    else this.#queues.set(delivery.client, [delivery])
    this.#start(delivery.client)
  }

  /** Takes up what is left from before, in order. Nothing happens for a client whose queue is being worked on. */
  async resume(client: string): Promise<void> {
    if (this.#queues.has(client)) return
    const left = (await this.#store.read(client, (tx) => tx.unsent())).filter(({ id }) => !this.#done.has(id))
    const [first] = left
    if (!first || first.due > this.#hooks.now() || this.#queues.has(client)) return
    this.#queues.set(client, left)
    this.#start(client)
  }

  /** Their rows are gone from the store. */
  removed(ids: readonly number[]): void {
    for (const id of ids) this.#done.delete(id)
  }

  /** Resolves when everything that can be handed over now has been. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running.values())
  }

  #start(client: string): void {
    if (this.#running.has(client)) return
    const running = this.#work(client).finally(() => {
      this.#running.delete(client)
      if (this.#queues.get(client)?.length === 0) this.#queues.delete(client)
      else if (this.#queues.has(client)) this.#start(client)
    })
    this.#running.set(client, running)
  }

  async #work(client: string): Promise<void> {
    const queue = this.#queues.get(client)!
    for (let next = queue[0]; next; next = queue[0]) {
      const channel = this.#channels.get(next.channel)
      const outgoing = channel && (next.outgoing ?? (await this.#hooks.load(client, next.turn)))
      if (!channel || !outgoing) {
        queue.shift()
        continue
      }
      this.#hooks.handedOver(client)
      try {
        const { reference } = await channel.deliver(outgoing)
        this.#done.add(next.id)
        this.#hooks.delivered(client, next.id, reference)
        queue.shift()
      } catch (error) {
        const failed = await this.#failed(client, next, error)
        if (failed === 'wait') {
          queue.length = 0
          return
        }
        queue.shift()
      }
    }
  }

  /** Puts off this one and all behind it, so that order is kept; or keeps it as undeliverable and goes on. */
  async #failed(client: string, delivery: Queued, error: unknown): Promise<'wait' | 'next'> {
    const attempts = delivery.attempts + 1
    const gone = (error instanceof DeliveryError && error.reason === 'gone') || attempts >= mostAttempts
    const wait =
      (error instanceof DeliveryError ? error.retryAfter : undefined) ??
      Math.min(firstWait * 2 ** Math.min(attempts - 1, 20), longestWait)
    const due = this.#hooks.now() + wait
    this.#hooks.log(gone ? 'delivery.gone' : 'delivery.later', { channel: delivery.channel, attempts })
    await this.#store.commit(client, async (tx) => {
      await tx.delay(delivery.id, attempts, due, gone)
      if (!gone)
        for (const { id, attempts: tried } of await tx.unsent()) if (id !== delivery.id) await tx.delay(id, tried, due)
    })
    if (!gone) this.#hooks.held(client, due)
    return gone ? 'next' : 'wait'
  }
}
