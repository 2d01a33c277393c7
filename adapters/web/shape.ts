/** From the channel contract to what crosses to the page. The place and the person stay here. */
import { createHmac } from 'node:crypto'
import type { Outgoing, Past } from '../../src/channel.ts'
import type { Entry, Shown } from './protocol.ts'

export function shownOf({ id, language, lines, prompt, spent }: Outgoing): Shown {
  return {
    id,
    language,
    lines: [...lines],
    ...(prompt && { prompt }),
    ...(spent !== undefined && { spent }),
  }
}

/**
 * Ids of messages are made in browsers, so each is bound to its person: whatever another browser sends, it is another id.
 * The tag is an HMAC: an id says nothing about whose it is.
 */
export class MessageIds {
  readonly #key: Uint8Array

  constructor(key: Uint8Array) {
    this.#key = key
  }

  to(person: string, id: string): string {
    return `${this.#tag(person)}.${id}`
  }

  /** The id the browser gave; undefined for a message that came another way. */
  from(person: string, incoming: string | undefined): string | undefined {
    const tag = `${this.#tag(person)}.`
    return incoming?.startsWith(tag) ? incoming.slice(tag.length) : undefined
  }

  entry(person: string, past: Past): Entry[] {
    const { id, at } = past
    if (past.outgoing) return [{ id, at, from: 'gradual', outgoing: shownOf(past.outgoing) }]
    if (past.text === undefined) return []
    const incoming = this.from(person, past.incoming)
    return [{ id, at, from: 'client', text: past.text, ...(incoming !== undefined && { incoming }) }]
  }

  #tag(person: string): string {
    return createHmac('sha256', this.#key).update(person).digest('base64url').slice(0, 22)
  }
}
