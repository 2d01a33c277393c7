/**
 * Who a browser is. A session is a token only the server can make or read (JWE, AES-256-GCM, which also proves that nothing
 * in it was changed). It names a person and a device; the browser never names either.
 *
 * Terminology:
 * - surface: where the page runs: `chat` (the page itself) or `embed` (in an iframe)
 * - carrier: how the browser keeps the token: `cookie` (no script can read it) or `token` (the iframe's own storage, where
 *   cookies are blocked). A token made for one surface and carrier is nothing on another.
 * - turn: how often the device's token has been renewed. The one before the newest still counts, since an answer may get lost.
 */
import { randomBytes } from 'node:crypto'
import { EncryptJWT, jwtDecrypt } from 'jose'
import { z } from 'zod'

export type Surface = 'chat' | 'embed'
export type Carrier = 'cookie' | 'token'

export interface Session {
  readonly person: string
  readonly device: string
  readonly turn: number
  /** Epoch milliseconds of when this token was made. */
  readonly at: number
}

const DAY = 86_400_000
/** A session ends when the page was not opened for so long. */
export const LIFETIME = 180 * DAY
/** A token older than this is renewed when the page is opened. */
export const RENEW = 7 * DAY

const claims = z.object({ sub: z.string(), dev: z.string(), turn: z.int().min(0), at: z.number() })

/** A 32-byte secret made ready once: each token would otherwise do so again. */
export const sealingKey = (secret: Uint8Array): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', Uint8Array.from(secret), 'AES-GCM', false, ['encrypt', 'decrypt'])

export const newId = (): string => randomBytes(18).toString('base64url')
export const stranger = (now = Date.now()): Session => ({ person: newId(), device: newId(), turn: 0, at: now })

export class Sessions {
  readonly #key: CryptoKey

  constructor(key: CryptoKey) {
    this.#key = key
  }

  async seal(session: Session, surface: Surface, carrier: Carrier): Promise<string> {
    return new EncryptJWT({ dev: session.device, turn: session.turn, at: session.at })
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setSubject(session.person)
      .setAudience(`${surface}.${carrier}`)
      .setExpirationTime(new Date(session.at + LIFETIME))
      .encrypt(this.#key)
  }

  /** The session in a token; undefined for anything forged, changed, expired, or made for elsewhere. */
  async open(token: string, surface: Surface, carrier: Carrier): Promise<Session | undefined> {
    if (token.length > 2_000) return undefined
    try {
      const { payload } = await jwtDecrypt(token, this.#key, {
        audience: `${surface}.${carrier}`,
        requiredClaims: ['sub', 'exp'],
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
      })
      const { sub, dev, turn, at } = claims.parse(payload)
      return { person: sub, device: dev, turn, at }
    } catch {
      return undefined
    }
  }
}
