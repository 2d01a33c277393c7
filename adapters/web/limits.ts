/** How much one session or one address may send through sockets. Routes are limited by the rate-limit plugin (http.ts). */

export interface Allowance {
  /** How many at once. */
  readonly burst: number
  /** How many a second after that. */
  readonly refill: number
}

/** Generous to someone who writes in a rush, and to a clinic whose clients share one address. */
export const allowances = {
  messages: { burst: 30, refill: 1 },
  frames: { burst: 90, refill: 5 },
  addressMessages: { burst: 600, refill: 60 },
  history: { burst: 20, refill: 1 },
} as const satisfies Record<string, Allowance>

/** A bucket of tokens for each key. A key not heard of until its bucket is full again is forgotten. */
export class Buckets {
  readonly #allowance: Allowance
  readonly #buckets = new Map<string, { tokens: number; at: number }>()

  constructor(allowance: Allowance) {
    this.#allowance = allowance
  }

  /** Takes one. Answers 0 when there was one, else the milliseconds until there is. */
  take(key: string, now = Date.now()): number {
    const { burst, refill } = this.#allowance
    const bucket = this.#buckets.get(key) ?? { tokens: burst, at: now }
    const tokens = Math.min(burst, bucket.tokens + (Math.max(0, now - bucket.at) / 1000) * refill)
    const enough = tokens >= 1
    this.#buckets.set(key, { tokens: enough ? tokens - 1 : tokens, at: now })
    return enough ? 0 : Math.ceil(((1 - tokens) / refill) * 1000)
  }

  /** Forgets the keys whose buckets are full again, so that strangers cannot fill the memory. */
  sweep(now = Date.now()): void {
    const { burst, refill } = this.#allowance
    for (const [key, { tokens, at }] of this.#buckets) {
      if (tokens + ((now - at) / 1000) * refill >= burst) this.#buckets.delete(key)
    }
  }
}
