/**
 * A whole small Gradual for the browser tests: the real web channel on a real port, and behind it a host in memory that keeps
 * what was said and answers by a script. What it keeps of a message it keeps once for an id, as the engine does.
 */
import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import fastify, { type FastifyInstance } from 'fastify'
import { createWebChannel } from '../../../adapters/web/index.ts'
import type { Host, Incoming, Outgoing, Past } from '../../../src/channel.ts'

export type Turn = Pick<Outgoing, 'lines'> & Partial<Pick<Outgoing, 'language' | 'prompt'>>
/** What Gradual says to a message, or first of all (undefined). */
export type Script = (said: Incoming | undefined, count: number) => Turn | undefined

export interface House {
  readonly url: string
  /** Everything said, in order, of everyone. */
  readonly said: Incoming[]
  script: Script
  /** Gradual speaks unasked, to whoever wrote or came last. */
  speak(turn: Turn): Promise<void>
  /** Stops the server; the port stays for the next `start`. What was said stays. */
  stop(): Promise<void>
  start(): Promise<void>
}

export const numbers = [
  {
    language: 'en',
    title: 'United States',
    numbers: [
      { kind: 'call' as const, number: '911', name: 'Emergency', about: 'Police, fire, ambulance. Day and night.' },
      {
        kind: 'call' as const,
        number: '988',
        name: '988 Lifeline',
        about: 'Call or text when it is too much. Day and night.',
      },
      { kind: 'text' as const, number: '741741', name: 'Crisis Text Line', about: 'Send HOME. Day and night.' },
    ],
  },
]

const privacy = {
  en: 'Only you can read what you write here.\n\nI am a program, not a person. Nobody is watching this chat.\n\nYou can take out or erase everything at any time.',
  es: 'Solo tú puedes leer lo que escribes aquí.\n\nSoy un programa, no una persona.',
}

/** @param sites origins that may show the page in a frame; known only once they listen, so asked for at start */
export async function openHouse(script: Script, sites: readonly string[] = []): Promise<House> {
  const key = randomBytes(32)
  const shelf = new Map<string, { person: string; value: unknown }>()
  const past = new Map<string, Past[]>()
  const places = new Map<string, string>()
  const said: Incoming[] = []
  let latest: string | undefined
  let count = 0
  let port = 0
  let running: { app: FastifyInstance; channel: ReturnType<typeof createWebChannel> } | undefined

  const entriesOf = (person: string): Past[] => past.get(person) ?? past.set(person, []).get(person)!
  const deliver = async (person: string, turn: Turn | undefined): Promise<void> => {
    if (turn === undefined) return
    const id = `out-${String(++count).padStart(8, '0')}`
    const outgoing: Outgoing = { id, place: places.get(person)!, language: 'en', ...turn }
    entriesOf(person).push({ id: `entry-${id}`, at: Date.now(), from: 'gradual', outgoing })
    await running?.channel.deliver(outgoing)
  }

  const host: Omit<Host, 'routes'> = {
    async accept(incoming) {
      latest = incoming.person
      places.set(incoming.person, incoming.place)
      const entries = entriesOf(incoming.person)
      if (entries.some((entry) => entry.incoming === incoming.id)) return { repeat: true }
      entries.push({ id: randomUUID(), at: Date.now(), from: 'client', text: incoming.text, incoming: incoming.id })
      said.push(incoming)
      // The turn follows the receipt, as it does where turns share a commit with others.
      setImmediate(() => void deliver(incoming.person, house.script(incoming, said.length)))
      return { repeat: false }
    },
    async greet(hello) {
      latest = hello.person
      places.set(hello.person, hello.place)
      if (entriesOf(hello.person).length === 0) await deliver(hello.person, house.script(undefined, 0))
    },
    async history(person, { limit, before }) {
      const entries = entriesOf(person)
      const end = before === undefined ? entries.length : entries.findIndex(({ id }) => id === before)
      return entries.slice(Math.max(0, end - limit), Math.max(0, end))
    },
    shelf: {
      get: async (name) => shelf.get(name),
      async put(person, name, value) {
        if (entriesOf(person).length === 0) return false
        shelf.set(name, { person, value })
        return true
      },
      remove: async (name) => void shelf.delete(name),
    },
    secret: (purpose) => createHmac('sha256', key).update(purpose).digest(),
    log: () => undefined,
  }

  const house: House = {
    script,
    said,
    get url() {
      return `http://localhost:${port}`
    },
    async speak(turn) {
      await deliver(latest!, turn)
    },
    async start() {
      const app = fastify()
      const channel = createWebChannel({ numbers, privacy, sites: [...sites] })
      await channel.start({ ...host, routes: app })
      await app.listen({ port, host: '127.0.0.1' })
      port = (app.server.address() as AddressInfo).port
      running = { app, channel }
    },
    async stop() {
      const { app, channel } = running ?? {}
      running = undefined
      await channel?.stop()
      app?.server.closeAllConnections()
      await app?.close()
    },
  }
  await house.start()
  return house
}
