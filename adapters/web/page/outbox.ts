/**
 * The person's own messages until the server has named them safe: kept on the device, one name each so that tabs can't
 * overwrite each other's, and said again with the same id, which the server takes as one message.
 */
import type { Say } from '../protocol.ts'
import { device } from './keep.ts'

export interface Unsent {
  readonly id: string
  /** Epoch milliseconds; rises within a tab, and orders them. */
  readonly at: number
  readonly text: string
  readonly tap?: NonNullable<Say['tap']>
}

const start = 'unsent.'
let latest = 0

export function keepUnsent(text: string, tap?: Unsent['tap']): Unsent {
  latest = Math.max(Date.now(), latest + 1)
  const message: Unsent = { id: crypto.randomUUID(), at: latest, text, ...(tap && { tap }) }
  device.set(start + message.id, JSON.stringify(message))
  return message
}

export function dropUnsent(id: string): void {
  device.remove(start + id)
}

/** Oldest first. */
export function allUnsent(): Unsent[] {
  return device
    .names(start)
    .map((name) => JSON.parse(device.get(name) ?? 'null') as Unsent | null)
    .filter((message) => message !== null)
    .toSorted((one, other) => one.at - other.at)
}
