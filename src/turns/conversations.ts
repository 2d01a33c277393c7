/**
 * The durable loop: every message is safe before anyone is told it was received, and is taken to exactly one turn; every turn
 * is one transaction; what it said is handed over after. A process killed anywhere in this picks up where it was.
 */
import type { Channel, Incoming, Past, Receipt } from '../channel.ts'
import { UnknownClientError, type Store, type Tx } from '../store/port.ts'
import { Clock } from './clock.ts'
import { Deliveries } from './delivery.ts'
import { wordsOf, type Came, type Place } from './journal.ts'
import { loadLive, Recent, type Live } from './live.ts'
import { apologise, reasonOf } from './apology.ts'
import { pastOf } from './past.ts'
import { Sweeper } from './sweeper.ts'
import type { Program, Speech } from './speech.ts'
import { outgoingOf, take, type Taken, type Taking } from './take.ts'
import type { Effect } from '../engine/world.ts'

export type Log = (event: string, facts?: Record<string, string | number | boolean>) => void

export interface ConversationsOptions {
  readonly store: Store
  readonly channels: readonly Channel[]
  readonly speech: () => Speech
  /** The program a client belongs to; the one new clients join is the first. */
  readonly programs: ReadonlyMap<string, Program>
  readonly log: Log
  readonly now: () => number
  /** Told of what people must be told of, after it is committed. No client words. */
  readonly alerted: (client: string, alert: Extract<Effect, { type: 'alert' }>) => void
}

/** Most clients kept ready in memory. */
const mostLive = 20_000
/** Messages are joined for no longer than this, in milliseconds, however quickly they follow each other. */
const longestSettling = 30_000
/** A flow that falls due in the middle of danger, or while paused, waits this long, in milliseconds. */
const putOff = 30 * 60_000

export class Conversations {
  readonly #options: ConversationsOptions
  readonly #store: Store
  readonly #channels: ReadonlyMap<string, Channel>
  readonly #live = new Recent<Live>(mostLive)
  readonly #clients = new Recent<string>(mostLive)
  readonly #deliveries: Deliveries
  readonly #clock: Clock
  readonly #sweeper: Sweeper

  constructor(options: ConversationsOptions) {
    const { store, channels, log, now } = options
    this.#options = options
    this.#store = store
    this.#channels = new Map(channels.map((channel) => [channel.name, channel]))
    this.#deliveries = new Deliveries(store, this.#channels, {
      load: (client, turn) =>
        this.#store.read(
          client,
          async (tx) =>
            (await tx.turns(turn, 1)).filter(({ seq }) => seq === turn).map((row) => outgoingOf(turn, wordsOf(row)))[0],
        ),
      handedOver: (client) => {
        const live = this.#live.get(client)
        if (live) live.joinable = false
      },
      delivered: (client, id, reference) => this.#sweeper.delivered(client, id, reference),
      held: (client, until) => {
        const live = this.#live.get(client)
        if (live) live.heldUntil = until
        this.#clock.poke(until)
      },
      log,
      now,
    })
    this.#sweeper = new Sweeper(store, this.#live, this.#deliveries, log)
    this.#clock = new Clock(store, [...this.#channels.keys()], {
      message: (client) => this.#dueMessages(client),
      timer: (client, key) => this.#dueTimer(client, key),
      delivery: (client) => this.#deliveries.resume(client),
      now,
      log,
    })
  }

  /** Takes up what was left: waiting messages, timers, deliveries. */
  start(): void {
    this.#clock.start()
  }

  /** Does what is due now, and resolves when it is done: what the clock does by itself while the program runs. */
  async due(): Promise<void> {
    await this.#clock.work()
    await this.#deliveries.idle()
  }

  async stop(): Promise<void> {
    await this.#clock.stop()
    await this.#deliveries.idle()
    await this.#sweeper.stop()
  }

  /** Resolves once the message is on disk. Where its turn follows at once, both are one commit. */
  async accept(channel: Channel, incoming: Incoming): Promise<Receipt> {
    const came: Came = {
      id: incoming.id,
      at: this.#options.now(),
      text: incoming.text,
      ...(incoming.tap && { tap: incoming.tap }),
    }
    const to: Place = { channel: channel.name, place: incoming.place }
    const client = await this.#clientOf(channel.name, incoming)
    try {
      return await this.#intake(client, channel, incoming, came, to)
    } catch (error) {
      if (error instanceof UnknownClientError) {
        // Erased a moment ago, perhaps by another process: they begin anew.
        this.#forget(client, channel.name, incoming.person)
        return this.#intake(await this.#clientOf(channel.name, incoming), channel, incoming, came, to)
      }
      this.#live.delete(client)
      return this.#failed(client, came, to, error)
    }
  }

  async greet(channel: Channel, hello: Pick<Incoming, 'person' | 'place' | 'language'>): Promise<void> {
    const client = await this.#clientOf(channel.name, hello)
    await this.#turn(
      client,
      async (tx, live) =>
        live.turn > 0
          ? undefined
          : this.#take(tx, live, {
              input: { kind: 'greet' },
              came: [],
              to: { channel: channel.name, place: hello.place },
            }),
      hello.language,
    )
  }

  /** Oldest first; empty for someone who has no file. */
  async history(channel: string, person: string, page: { limit: number; before?: string }): Promise<Past[]> {
    const client = this.#clients.get(keyOf(channel, person)) ?? (await this.#store.find(channel, person))
    if (client === undefined) return []
    return this.#store.read(client, (tx) => pastOf(tx, page))
  }

  /**
   * Closes an alert that nobody answered and tells the client, in one commit. Nothing happens when somebody answered
   * meanwhile. After "stop" and "pause" it is closed and nothing is said.
   */
  async unheard(client: string, alert: { readonly id: string; readonly kind: string }): Promise<void> {
    await this.#turn(client, async (tx, live) => {
      if (!(await tx.giveUp(alert.id)) || !live.place) return undefined
      const input = { kind: 'due', what: { kind: 'unheard', alert: alert.kind } } as const
      return this.#take(tx, live, { input, came: [], to: live.place })
    })
  }

  async #clientOf(channel: string, { person, place }: Pick<Incoming, 'person' | 'place'>): Promise<string> {
    const key = keyOf(channel, person)
    const known = this.#clients.get(key)
    if (known !== undefined) return known
    const [program] = this.#options.programs.keys()
    const found =
      (await this.#store.find(channel, person)) ??
      (await this.#store.enrol({ program: program!, channel, person, place, at: this.#options.now() }))
    this.#clients.set(key, found)
    return found
  }

  async #intake(
    client: string,
    channel: Channel,
    who: Pick<Incoming, 'person' | 'language'>,
    came: Came,
    to: Place,
  ): Promise<Receipt> {
    const { now } = this.#options
    let repeat = false
    await this.#turn(
      client,
      async (tx, live) => {
        const message = { incoming: came.id, channel: channel.name, at: came.at }
        if (live.place?.channel !== to.channel || live.place.place !== to.place) {
          await tx.touch(to.channel, who.person, to.place, now())
          live.place = to
        }
        if (channel.settle > 0 && this.#mayBeMore(live, came)) {
          repeat = !(await tx.receive({ ...message, due: now() + channel.settle, urgent: false, words: { came, to } }))
          live.waiting = true
          this.#clock.poke(now() + channel.settle)
          return undefined
        }
        const earlier = live.waiting ? await this.#takeWaiting(tx, live) : undefined
        if (!(await tx.receiveNow(message, live.turn + 1))) {
          repeat = true
          return earlier
        }
        const again = live.joinable && came.tap === undefined && !this.#heardCommand(live, came.text)
        const taken = await this.#take(tx, live, {
          input: { kind: 'messages', messages: [came] },
          came: [came],
          to,
          again,
        })
        return earlier ? [...[earlier].flat(), taken] : taken
      },
      who.language,
    )
    return { repeat }
  }

  /** An answer in own words is open, and nothing in this message asks for haste. */
  #mayBeMore(live: Live, came: Came): boolean {
    const run = live.state.session.runs.at(-1)
    const waiting = run && this.#options.speech().shelf.flow(run.flow, run.revision)?.waiting.get(run.at)?.waiting
    return (
      waiting?.waits === 'question' &&
      waiting.open &&
      live.state.session.mode === 'open' &&
      came.tap === undefined &&
      !this.#heardCommand(live, came.text)
    )
  }

  /** A command or danger: never joined to an answer, never kept waiting. */
  #heardCommand(live: Live, text: string): boolean {
    const language = live.state.session.language.startsWith('es') ? 'es' : 'en'
    const { command, danger } = this.#options.speech().read({ text, language })
    return command !== null || danger !== null
  }

  async #takeWaiting(tx: Tx, live: Live): Promise<Taken | undefined> {
    const entries = await tx.waiting()
    live.waiting = false
    if (entries.length === 0) return undefined
    const words = entries.map((entry) => entry.words as { came: Came; to: Place })
    await tx.take(entries, live.turn + 1)
    const came = words.map((entry) => entry.came)
    return this.#take(tx, live, {
      input: { kind: 'messages', messages: came },
      came,
      to: words.at(-1)!.to,
      again: live.joinable,
    })
  }

  async #dueMessages(client: string): Promise<void> {
    const { now } = this.#options
    try {
      await this.#turn(client, async (tx, live) => {
        const entries = await tx.waiting()
        const [first, last] = [entries[0], entries.at(-1)]
        if (!first || !last) return undefined
        if (last.due > now() && now() - first.at < longestSettling) return undefined
        return this.#takeWaiting(tx, live)
      })
    } catch (error) {
      this.#live.delete(client)
      await this.#failWaiting(client, error)
    }
  }

  async #dueTimer(client: string, key: string): Promise<void> {
    const { now, speech } = this.#options
    await this.#turn(client, async (tx, live) => {
      const timer = (await tx.timers()).find((entry) => entry.key === key)
      if (!timer || timer.due > now() || !live.place) return undefined
      const top = live.state.session.runs.at(-1)
      const what = timer.words as Extract<Taking['input'], { kind: 'due' }>['what']
      const inDanger = top !== undefined && live.state.session.mode === 'open' && speech().shelf.flow(top.flow)?.safety
      if (what.kind === 'flow' && (inDanger || live.state.session.mode === 'paused')) {
        await tx.setTimer({ ...timer, due: now() + putOff })
        return undefined
      }
      await tx.dropTimer(key)
      return this.#take(tx, live, { input: { kind: 'due', what }, came: [], to: live.place })
    })
  }

  #take(tx: Tx, live: Live, taking: Omit<Taking, 'now'>): Promise<Taken> {
    const { speech, programs, now } = this.#options
    return take(tx, live, speech(), programs.get(tx.client.program) ?? programs.values().next().value!, {
      ...taking,
      now: now(),
    })
  }

  /** One client's unit of work with their live state, and after its commit what follows from it. */
  async #turn(
    client: string,
    work: (tx: Tx, live: Live) => Promise<Taken | Taken[] | undefined>,
    hint?: string,
  ): Promise<void> {
    const language = this.#languageFor(hint)
    const taken = await this.#store.commit(client, async (tx) => {
      const last = await tx.lastTurn()
      let live = this.#live.get(client)
      // Another process may have taken a turn, or a commit of ours may have failed: the journal is the truth.
      if (live?.turn !== last) live = await loadLive(tx, last, language)
      // Taken out while it is being worked on: if this throws, nobody sees a half-done state.
      this.#live.delete(client)
      const result = await work(tx, live)
      this.#live.set(client, live)
      return [result ?? []].flat()
    })
    for (const each of taken) this.#after(client, each)
  }

  /** The language of someone who has not chosen one: what their platform says, if Gradual speaks it, else the program's. */
  #languageFor(hint: string | undefined): string {
    const short = hint?.split('-', 1)[0]?.toLowerCase()
    const spoken = this.#options.speech().library.languages.some(({ value }) => value === short)
    return spoken && short !== undefined ? short : this.#options.programs.values().next().value!.language
  }

  #after(client: string, { outcome, outgoing, delivery, removed, channel, erased }: Taken): void {
    this.#deliveries.removed(removed)
    for (const effect of outcome.effects) {
      if (effect.type === 'alert') this.#options.alerted(client, effect)
      else if (effect.type === 'trouble')
        this.#options.log('flow.trouble', { what: effect.what, flow: effect.flow, state: effect.state })
      else if (effect.type === 'timer') this.#clock.poke(effect.due)
    }
    if (erased) {
      this.#live.delete(client)
      // The file is gone, so is the outbox: the last line is said on a best effort.
      if (outgoing)
        void this.#channels
          .get(channel)
          ?.deliver(outgoing)
          .catch(() => undefined)
      return
    }
    if (outgoing && delivery !== undefined && this.#channels.has(channel)) {
      const heldUntil = this.#live.get(client)?.heldUntil ?? 0
      if (heldUntil <= this.#options.now())
        this.#deliveries.add({
          id: delivery,
          client,
          channel,
          turn: Number(outgoing.id),
          due: 0,
          attempts: 0,
          outgoing,
        })
    }
  }

  /** A turn that threw: the message is kept and marked, the operator is told, and the client gets an honest line. */
  async #failed(client: string, came: Came, to: Place, error: unknown): Promise<Receipt> {
    const message = { incoming: came.id, channel: to.channel, at: came.at }
    this.#options.log('turn.failed', { error: error instanceof Error ? error.name : 'unknown' })
    let repeat = false
    await this.#turn(client, async (tx, live) => {
      repeat = !(await tx.receive({ ...message, due: came.at, urgent: false, words: { came, to } }))
      if (repeat) return undefined
      await tx.fail(message, reasonOf(error))
      return apologise(tx, live, to, this.#options.speech(), this.#options.now())
    })
    return { repeat }
  }

  async #failWaiting(client: string, error: unknown): Promise<void> {
    this.#options.log('turn.failed', { error: error instanceof Error ? error.name : 'unknown' })
    await this.#turn(client, async (tx, live) => {
      const entries = await tx.waiting()
      for (const entry of entries) await tx.fail(entry, reasonOf(error))
      live.waiting = false
      return live.place && apologise(tx, live, live.place, this.#options.speech(), this.#options.now())
    })
  }

  #forget(client: string, channel: string, person: string): void {
    this.#live.delete(client)
    this.#clients.delete(keyOf(channel, person))
  }
}

function keyOf(channel: string, person: string): string {
  return `${channel}\0${person}`
}
