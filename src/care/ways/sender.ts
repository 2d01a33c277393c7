/** What it takes to tell a contact something, whatever the way. */
import type { Message } from '../message.ts'
import type { Way } from '../program.ts'

export interface Sender {
  /** Resolves when the other side has taken it. Throws `SendError`. */
  send(way: Way, message: Message): Promise<void>
  close(): void
}

/** It was not taken. The message says what happened, without any address: it may be logged. */
export class SendError extends Error {
  override readonly name = 'SendError'
  /** Milliseconds to wait before it is tried again, where the other side said so. */
  readonly retryAfter: number | undefined

  constructor(message: string, retryAfter?: number) {
    super(message)
    this.retryAfter = retryAfter
  }
}
