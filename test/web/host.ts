/** An honest small engine in memory for testing the web channel: it stores once, replays history, and answers from a script. */
import { createHmac, randomBytes } from 'node:crypto'
import Fastify, { type FastifyInstance } from 'fastify'
import { createWebChannel, type WebOptions } from '../../adapters/web/index.ts'
import type { Channel, Host, Incoming, Outgoing, Past, Shelf } from '../../src/channel.ts'

/** What is said to a message; none for silence. */
export type Script = (incoming: Incoming, count: number) => Partial<Outgoing> | undefined

export const echo: Script = ({ text }) => ({ lines: [{ kind: 'text', text: `You said: ${text}` }] })

export class TestHost implements Host {
  readonly files = new Map<string, { past: Past[]; seen: Set<string> }>()
  readonly logged: { event: string; facts: unknown }[] = []
  readonly kept = new Map<string, { person: string; value: string }>()
  readonly #master = randomBytes(32)
  script: Script
  /** Runs before a message is stored: throw or wait in it to be a host in trouble. */
  before: (incoming: Incoming) => Promise<void> = async () => {}
  routes: FastifyInstance = Fastify()
  channel: Channel | undefined
  #next = 0
  #outbox: Promise<unknown> = Promise.resolve()

  constructor(script: Script = echo) {
    this.script = script
  }

  readonly shelf: Shelf = {
    get: async (key) => {
      const found = this.kept.get(key)
      return found && { person: found.person, value: JSON.parse(found.value) }
    },
    put: async (person, key, value) => {
      if (!this.files.has(person)) return false
      this.kept.set(key, { person, value: JSON.stringify(value) })
      return true
    },
    remove: async (key) => void this.kept.delete(key),
  }

  async accept(incoming: Incoming): Promise<{ repeat: boolean }> {
    await this.before(incoming)
    const file = this.#file(incoming.person)
    if (file.seen.has(incoming.id)) return { repeat: true }
    file.seen.add(incoming.id)
    file.past.push({ id: this.#id(), at: Date.now(), from: 'client', text: incoming.text, incoming: incoming.id })
    const answer = this.script(incoming, file.seen.size)
    if (answer) this.say(incoming.person, incoming.place, answer)
    return { repeat: false }
  }

  async greet({ person, place }: Omit<Incoming, 'id' | 'text' | 'tap'>): Promise<void> {
    if (this.#file(person).past.length === 0) this.say(person, place, { lines: [{ kind: 'text', text: 'Hello.' }] })
  }

  async history(person: string, { limit, before }: { limit: number; before?: string }): Promise<Past[]> {
    const past = this.files.get(person)?.past ?? []
    const end = before === undefined ? past.length : past.findIndex(({ id }) => id === before)
    if (end === -1) throw new Error('history: no such entry')
    return past.slice(Math.max(0, end - limit), end)
  }

  /** Says something of its own accord, through history and the outbox. */
  say(person: string, place: string, said: Partial<Outgoing>): void {
    const outgoing: Outgoing = { id: this.#id(), place, language: 'en', lines: [], ...said }
    this.#file(person).past.push({ id: this.#id(), at: Date.now(), from: 'gradual', outgoing })
    this.#outbox = this.#outbox.then(() => this.channel?.deliver(outgoing)).catch(() => {})
  }

  secret(purpose: string): Uint8Array {
    return createHmac('sha256', this.#master).update(purpose).digest()
  }

  log(event: string, facts: unknown = {}): void {
    this.logged.push({ event, facts })
  }

  /** What everyone said, in the order it was stored. */
  said(): string[] {
    return [...this.files.values()].flatMap(({ past }) => past.flatMap(({ text }) => text ?? []))
  }

  #file(person: string): { past: Past[]; seen: Set<string> } {
    const file = this.files.get(person) ?? { past: [], seen: new Set() }
    this.files.set(person, file)
    return file
  }

  #id(): string {
    this.#next += 1
    return String(this.#next).padStart(8, '0')
  }
}

export interface Running {
  readonly host: TestHost
  readonly origin: string
  readonly port: number
  stop(): Promise<void>
}

export const plainOptions: WebOptions = {
  numbers: [
    {
      language: 'en',
      title: 'Here & there',
      numbers: [
        { kind: 'call', number: '555 0100', name: 'A <line>', about: 'for "anything", always' },
        { kind: 'text', number: '55501', name: 'Another', about: 'by text' },
      ],
    },
  ],
  privacy: { en: 'Only you can read it.', es: 'Solo tú puedes leerlo.' },
}

/** Starts the channel on a port of its own. The same host started again is the same deployment after a restart. */
export async function startWeb(
  options: Partial<WebOptions> = {},
  host = new TestHost(),
  port = 0,
  address = '127.0.0.1',
): Promise<Running> {
  const routes = Fastify()
  routes.get('/healthz', async () => 'ok')
  host.routes = routes
  const channel = createWebChannel({ ...plainOptions, ...options })
  await channel.start(host)
  host.channel = channel
  await routes.listen({ port, host: address })
  const bound = routes.server.address()
  const at = typeof bound === 'object' && bound ? bound.port : 0
  return {
    host,
    port: at,
    origin: `http://${address}:${at}`,
    async stop() {
      host.channel = undefined
      await channel.stop()
      await routes.close()
    },
  }
}
