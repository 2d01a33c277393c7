/** What was said, as the page shows it: everything once, in the server's order, what waits to be sent at the end. Pure. */
import type { Prompt } from '../../../src/channel.ts'
import type { Entry, Shown } from '../protocol.ts'
import type { Unsent } from './outbox.ts'

export interface Item {
  /** The same for every copy of one thing said: the browser's id of an own message, the outgoing's id. */
  readonly key: string
  /** The entry's id on the server, where it was said. */
  readonly entry?: string
  /** Own words … */
  readonly text?: string
  /** … or what Gradual said. */
  readonly outgoing?: Shown
  /** `waiting`: not on its way. `going`: handed to this connection, not yet safe. */
  readonly sent: 'waiting' | 'going' | 'safe'
  /** Said while the page was open: read out once. What came before is not. */
  readonly live: boolean
}

export function itemOf(entry: Entry, live: boolean): Item {
  return entry.from === 'gradual'
    ? { key: entry.outgoing.id, entry: entry.id, outgoing: entry.outgoing, sent: 'safe', live }
    : { key: entry.incoming ?? entry.id, entry: entry.id, text: entry.text, sent: 'safe', live }
}

export function itemOfUnsent({ id, text }: Unsent): Item {
  return { key: id, text, sent: 'waiting', live: true }
}

/** Puts new items before what still waits, and keeps the first copy of what is already there, marked safe. */
export function add(items: readonly Item[], fresh: readonly Item[]): Item[] {
  const known = new Set(items.map(({ key }) => key))
  const safe = new Set(fresh.filter(({ sent }) => sent === 'safe').map(({ key }) => key))
  const kept = items.map((item) =>
    safe.has(item.key) && item.sent !== 'safe' ? { ...item, sent: 'safe' as const } : item,
  )
  const news: Item[] = []
  for (const item of fresh) {
    if (known.has(item.key)) continue
    known.add(item.key)
    news.push(item)
  }
  const end = kept.findLastIndex(({ sent }) => sent !== 'waiting') + 1
  return [...kept.slice(0, end), ...news, ...kept.slice(end)]
}

/** Earlier entries, in front. */
export function addEarlier(items: readonly Item[], earlier: readonly Item[]): Item[] {
  const known = new Set(items.map(({ key }) => key))
  return [...earlier.filter(({ key }) => !known.has(key)), ...items]
}

export function mark(items: readonly Item[], keys: ReadonlySet<string>, sent: Item['sent']): Item[] {
  return items.map((item) => (keys.has(item.key) && item.sent !== 'safe' ? { ...item, sent } : item))
}

/** The question that may be answered now: the newest thing Gradual said has one, and nothing was said after it. */
export function openPrompt(items: readonly Item[]): Prompt | undefined {
  return items.at(-1)?.outgoing?.prompt
}

export function newestOutgoing(items: readonly Item[]): Shown | undefined {
  return items.findLast(({ outgoing }) => outgoing !== undefined)?.outgoing
}
