/** Wakes when something falls due. Its work depends on what is due, not on how many clients there are. */
import type { Store } from '../store/port.ts'

/** How much is taken up in one go, so that one crowd of due things can't hold up what comes after. */
const batch = 200
/** The shortest and longest sleep, in milliseconds. The longest bounds what a jumping system clock can delay. */
const shortest = 100
const longest = 30_000

export interface DueWork {
  message(client: string): Promise<void>
  timer(client: string, key: string): Promise<void>
  delivery(client: string): Promise<void>
  now(): number
  log(event: string, facts?: Record<string, string | number | boolean>): void
}

export class Clock {
  readonly #store: Store
  readonly #channels: readonly string[]
  readonly #work: DueWork
  #timeout: NodeJS.Timeout | undefined
  #wakesAt = Number.POSITIVE_INFINITY
  #tick: Promise<void> | undefined
  #stopped = false

  constructor(store: Store, channels: readonly string[], work: DueWork) {
    this.#store = store
    this.#channels = channels
    this.#work = work
  }

  /** Something new falls due at `due`: wake no later than that. */
  poke(due: number): void {
    if (this.#stopped || due >= this.#wakesAt) return
    this.#sleepUntil(due)
  }

  start(): void {
    this.#sleepUntil(this.#work.now())
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timeout)
    await this.#tick
  }

  #sleepUntil(due: number): void {
    clearTimeout(this.#timeout)
    const wait = Math.min(Math.max(due - this.#work.now(), shortest), longest)
    this.#wakesAt = this.#work.now() + wait
    this.#timeout = setTimeout(() => {
      this.#wakesAt = Number.POSITIVE_INFINITY
      this.#tick = this.#run().catch((error: unknown) => {
        this.#work.log('clock.trouble', { error: error instanceof Error ? error.name : 'unknown' })
        if (!this.#stopped) this.#sleepUntil(this.#work.now() + 1_000)
      })
    }, wait)
    this.#timeout.unref()
  }

  async #run(): Promise<void> {
    await this.work()
    if (this.#stopped) return
    const next = await this.#store.nextDue()
    this.#sleepUntil(Math.min(next ?? Number.POSITIVE_INFINITY, this.#wakesAt, this.#work.now() + longest))
  }

  /** Does one batch of everything that is due now. */
  async work(): Promise<void> {
    const now = this.#work.now()
    const messages = await this.#store.dueMessages(now, batch)
    await Promise.all([...new Set(messages.map(({ client }) => client))].map((client) => this.#work.message(client)))
    const timers = await this.#store.dueTimers(now, batch)
    await Promise.all(timers.map(({ client, key }) => this.#work.timer(client, key)))
    const deliveries = await this.#store.dueDeliveries(now, this.#channels, batch)
    await Promise.all([...new Set(deliveries.map(({ client }) => client))].map((client) => this.#work.delivery(client)))
  }
}
