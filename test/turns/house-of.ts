/** A whole Gradual on a real database in a folder of its own, with a channel in memory and a clock that is moved by hand. */
import { DeliveryError, type Channel, type Outgoing } from '../../src/channel.ts'
import { readLibrary } from '../../src/library/library.ts'
import { FlowShelf } from '../../src/library/shelf.ts'
import { readSources } from '../../src/library/sources.ts'
import type { Message, Reading } from '../../src/reading/reading.ts'
import { openStore } from '../../src/store/open.ts'
import type { Store } from '../../src/store/port.ts'
import { Conversations } from '../../src/turns/conversations.ts'
import type { Speech } from '../../src/turns/speech.ts'
import { simpleRead } from '../engine/simple-reader.ts'

export const key = Buffer.alloc(32, 7)

export interface HouseOptions {
  readonly folder: string
  /** Flow files by path, beside a small menu and safety flow, and the phrases that ship. */
  readonly flows?: Readonly<Record<string, string>>
  readonly settle?: number
  readonly read?: (message: Message) => Reading
}

export interface House {
  readonly store: Store
  readonly conversations: Conversations
  readonly channel: Channel
  readonly said: Outgoing[]
  readonly log: string[]
  now: number
  /** What deliver does next: fails this often, then works. */
  failures: (DeliveryError | Error)[]
  /** Publishes flows anew, as an edit while running does. */
  edit(flows: Readonly<Record<string, string>>): Promise<void>
  write(text: string, id?: string, person?: string): Promise<boolean>
  tap(value: string, prompt: string, text?: string): Promise<boolean>
  /** The text lines said since the last call. */
  heard(): string[]
  /** Until what is due now is done. */
  settle(): Promise<void>
  close(): Promise<void>
}

/** Small stand-ins for flows the engine reaches for by name: what they say is tested beside the real ones. */
const always = {
  'menu.yaml': `flow: menu
title: Menu
about: What now.
source: none
posture: neutral
menu: false
reads: { all: flows.all }
steps:
  - choose: What would feel useful now?
    as: pick
    from: all
    options: { rest: Nothing now }
  - call: pick
`,
  'safety/urgent.yaml': `flow: urgent
title: Help now
about: Help now.
source: none
posture: neutral
menu: false
takes: [kind, sure]
reads: { lines: help.lines }
steps:
  - say: "{lines}"
  - confirm: Is it safer now?
    as: safer
`,
}

/** A small flow that asks three things and keeps them. */
export const three = `flow: welcome
title: Three things
about: Asks three things.
source: none
posture: neutral
menu: false
steps:
  - ask: What brings you?
    as: reason
  - rate: How much?
    as: much
  - list: What helps?
    as: helps
    more: What else?
  - keep: balance
    with: { likes: helps, importance: much, reasons: reason }
  - reward: reflection
  - say: "You said {reason}, {much}, {helps}."
`

/** Rises over houses too: a platform never gives an id twice. */
let ids = 0

export async function openHouse({
  folder,
  flows = { 'welcome.yaml': three },
  settle = 0,
  read = simpleRead,
}: HouseOptions): Promise<House> {
  const store = await openStore({ folder, key })
  const log: string[] = []
  const said: Outgoing[] = []
  const house = { now: Date.parse('2026-11-23T18:00:00Z'), failures: [] as Error[] }
  let fetched = 0
  let speech: Speech
  const publish = async (own: Readonly<Record<string, string>>) => {
    const sources = readSources('flows')
    const library = readLibrary({
      ...sources,
      locales: new Map(),
      flows: new Map(Object.entries({ ...always, ...own })),
    })
    const shelf = new FlowShelf()
    await shelf.publish(library, {
      all: () => store.revisions(),
      publish: (flow, hash, script) => store.publish(flow, hash, script, house.now),
    })
    speech = { library, shelf, read }
  }
  await publish(flows)
  const channel: Channel = {
    name: 'memory',
    settle,
    start: async () => {},
    stop: async () => {},
    deliver: async (outgoing) => {
      const failure = house.failures.shift()
      if (failure) throw failure
      said.push(outgoing)
      return {}
    },
  }
  const conversations = new Conversations({
    store,
    channels: [channel],
    speech: () => speech,
    programs: new Map([['test', { name: 'test', country: 'US', zone: 'UTC', language: 'en' }]]),
    log: (event, facts) => log.push(`${event} ${JSON.stringify(facts ?? {})}`),
    now: () => house.now,
    alerted: (_, { kind }) => log.push(`alerted ${kind}`),
  })
  return Object.assign(house, {
    store,
    conversations,
    channel,
    said,
    log,
    edit: publish,
    write: async (text: string, id = `m${ids++}`, person = 'ann') =>
      (await conversations.accept(channel, { id, person, place: person, text })).repeat,
    tap: async (value: string, prompt: string, text = value) =>
      (
        await conversations.accept(channel, {
          id: `m${ids++}`,
          person: 'ann',
          place: 'ann',
          text,
          tap: { prompt, values: [value] },
        })
      ).repeat,
    heard: () => {
      const fresh = said.slice(fetched)
      fetched = said.length
      return fresh.flatMap(({ lines }) => lines.flatMap((line) => (line.kind === 'text' ? [line.text] : [])))
    },
    settle: async () => {
      await conversations.due()
    },
    close: async () => {
      await conversations.stop()
      await store.close()
    },
  })
}
