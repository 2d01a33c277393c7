import { createHmac } from 'node:crypto'
import type { Message } from '../message.ts'
import { post } from './http.ts'

/**
 * A signed POST of JSON. `Gradual-Signature` is `v1=` and the hex HMAC-SHA-256, under the contact's secret, of the value of
 * `Gradual-Timestamp` (seconds since 1970), a dot, and the body as sent. A receiver refuses an old timestamp, and drops a
 * second one of the same `id`.
 */
export function postSigned(
  { url, secret }: { url: string; secret: string },
  { id, subject, text, data }: Message,
  now: number,
): Promise<void> {
  const body = JSON.stringify({ id, ...data, subject, text })
  const timestamp = String(Math.floor(now / 1_000))
  return post(url, body, { 'gradual-timestamp': timestamp, 'gradual-signature': `v1=${sign(secret, timestamp, body)}` })
}

export function sign(secret: string, timestamp: string, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')
}
