/**
 * A passkey's challenge, between asking and answering. It travels sealed with the page rather than in this node's memory, so
 * that any node may take the answer; it lasts five minutes and one use (on one node).
 */
import { EncryptJWT, jwtDecrypt } from 'jose'
import { Refused } from './refusal.ts'
import { newId } from './sessions.ts'

const LIFETIME = 5 * 60_000

export class Tickets {
  readonly #key: CryptoKey
  /** Ids of used tickets and when each ends anyway. */
  readonly #used = new Map<string, number>()

  constructor(key: CryptoKey) {
    this.#key = key
  }

  issue(purpose: string, challenge: string): Promise<string> {
    return new EncryptJWT({ challenge })
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setAudience(purpose)
      .setJti(newId())
      .setExpirationTime(new Date(Date.now() + LIFETIME))
      .encrypt(this.#key)
  }

  /** The challenge of a ticket that was not used yet. */
  async open(purpose: string, ticket: string): Promise<string> {
    return (await this.#read(purpose, ticket)).challenge
  }

  /** As `open`, and uses it. */
  async redeem(purpose: string, ticket: string): Promise<string> {
    const { id, challenge } = await this.#read(purpose, ticket)
    const now = Date.now()
    for (const [used, end] of this.#used) if (end < now) this.#used.delete(used)
    this.#used.set(id, now + LIFETIME)
    return challenge
  }

  async #read(purpose: string, ticket: string): Promise<{ id: string; challenge: string }> {
    try {
      const { payload } = await jwtDecrypt(ticket, this.#key, { audience: purpose, requiredClaims: ['jti', 'exp'] })
      const { jti, challenge } = payload
      if (jti !== undefined && typeof challenge === 'string' && !this.#used.has(jti)) return { id: jti, challenge }
    } catch {
      // Forged, changed, expired, or for another purpose: all the same to who asks.
    }
    throw new Refused('wrong')
  }
}
