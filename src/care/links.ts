/** Links that let a contact acknowledge without a login: each belongs to one notice, and only its receiver has it. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Notice } from '../store/alert-port.ts'

export class Links {
  readonly #secret: Uint8Array
  readonly #origin: string

  /** `origin`: where the contact's browser finds Gradual. */
  constructor(secret: Uint8Array, origin: string) {
    this.#secret = secret
    this.#origin = origin
  }

  to(notice: Notice): string {
    return `${this.#origin}/staff/${notice.id}.${this.#mac(notice)}`
  }

  /** The id of the notice a token claims to be of; `isOf` says whether it is. */
  static noticeOf(token: string): number | undefined {
    const id = /^(\d{1,15})\./.exec(token)?.[1]
    return id === undefined ? undefined : Number(id)
  }

  isOf(notice: Notice, token: string): boolean {
    const [given, right] = [token, `${notice.id}.${this.#mac(notice)}`].map((text) =>
      createHmac('sha256', this.#secret).update(text).digest(),
    )
    return timingSafeEqual(given!, right!)
  }

  /** Bound to what the notice is about, since after a restore a number may be given again. */
  #mac({ id, program, contact, about }: Notice): string {
    const text = JSON.stringify([id, program, contact, about])
    return createHmac('sha256', this.#secret).update(text).digest('base64url')
  }
}
