import { randomBytes, type KeyObject } from 'node:crypto'
import { alertOf } from './alert-book.ts'
import type { Alert, Raised } from './alert-port.ts'
import type { File } from './files.ts'
import type { KeyChanges, Keys } from './keys.ts'
import { nickname } from './nickname.ts'
import type {
  Client,
  Delivery,
  FailedMessage,
  InboxEntry,
  Instant,
  Person,
  RecordVersion,
  Reward,
  Timer,
  Turn,
  Tx,
  Words,
} from './port.ts'
import type { Queries } from './queries.ts'
import type { Tables } from './schema.ts'
import { seal, unseal } from './seal.ts'

type Message = Pick<InboxEntry, 'incoming' | 'channel'>
/** What the sealed part of a waiting or failed message holds. */
interface SealedMessage {
  incoming: string
  words: Words
  reason?: string
}

/** How a hashed id names its row in a seal. */
export function hex(id: Uint8Array): string {
  return Buffer.from(id.buffer, id.byteOffset, id.length).toString('hex')
}

/** More turns than anyone has: for a statement that needs a limit where none was asked for. */
const ALL = Number.MAX_SAFE_INTEGER

/** One client's unit of work: the statements, with their words sealed and opened. */
export class ClientTx implements Tx {
  readonly client: Client
  readonly #key: KeyObject
  readonly #open: Queries
  readonly #keys: Keys
  readonly #changes: KeyChanges | undefined
  #ended = false

  /** `changes` is where an erasure is asked for; none where nothing may be written. */
  constructor({ client, key }: File, queries: Queries, keys: Keys, changes?: KeyChanges) {
    this.client = client
    this.#key = key
    this.#open = queries
    this.#keys = keys
    this.#changes = changes
  }

  /** After this every call rejects: a call that was not awaited must not write into someone else's unit of work. */
  end(): void {
    this.#ended = true
  }

  get #queries(): Queries {
    if (this.#ended) throw new Error('This unit of work has ended. Is an `await` missing before a call on its tx?')
    return this.#open
  }

  async receive({ incoming, channel, at, due, urgent, words }: InboxEntry): Promise<boolean> {
    const id = this.#message({ incoming, channel })
    const sealed = this.#seal('inbox', hex(id), { incoming, words } satisfies SealedMessage)
    const row = { client: this.client.id, id, channel, at, due, urgent: Number(urgent), words: sealed }
    return (await this.#queries.receive.run(row)) === 1
  }

  async receiveNow(
    { incoming, channel, at }: Pick<InboxEntry, 'incoming' | 'channel' | 'at'>,
    turn: number,
  ): Promise<boolean> {
    const id = this.#message({ incoming, channel })
    return (await this.#queries.receiveNow.run({ client: this.client.id, id, channel, at, turn })) === 1
  }

  async waiting(): Promise<InboxEntry[]> {
    const rows = await this.#queries.waiting.all({ client: this.client.id })
    return rows.map((row) => {
      const { incoming, words } = this.#unsealMessage(row.id, row.words)
      return { incoming, channel: row.channel, at: row.at, due: row.due, urgent: row.urgent === 1, words }
    })
  }

  async failed(): Promise<FailedMessage[]> {
    const rows = await this.#queries.failed.all({ client: this.client.id })
    return rows.map((row) => {
      const { incoming, words, reason } = this.#unsealMessage(row.id, row.words)
      return { incoming, channel: row.channel, at: row.at, urgent: row.urgent === 1, words, reason: reason! }
    })
  }

  async take(entries: readonly Message[], turn: number): Promise<void> {
    for (const entry of entries) {
      const taken = await this.#queries.take.run({ client: this.client.id, id: this.#message(entry), turn })
      if (taken === 0) throw this.#noMessage()
    }
  }

  async fail(entry: Message, reason: string): Promise<void> {
    const id = this.#message(entry)
    const row = await this.#queries.message.get({ client: this.client.id, id })
    if (!row?.words) throw this.#noMessage()
    const { incoming, words } = this.#unsealMessage(row.id, row.words)
    const sealed = this.#seal('inbox', hex(id), { incoming, words, reason } satisfies SealedMessage)
    await this.#queries.fail.run({ client: this.client.id, id, words: sealed })
  }

  async lastTurn(): Promise<number> {
    const newest = await this.#queries.lastTurn.get({ client: this.client.id })
    return newest?.seq ?? 0
  }

  async turns(from: number, limit = ALL): Promise<Turn[]> {
    const rows = await this.#queries.turns.all({ client: this.client.id, from, limit })
    return rows.map((row) => {
      const { seq, at, replaces } = row
      const words = this.#unseal('turn', String(seq), row.words)
      return replaces === null ? { seq, at, words } : { seq, at, replaces, words }
    })
  }

  async addTurn({ seq, at, replaces, words }: Turn): Promise<void> {
    const sealed = this.#seal('turn', String(seq), words)
    await this.#queries.addTurn.run({ client: this.client.id, seq, at, replaces: replaces ?? null, words: sealed })
  }

  async undo(seq: number): Promise<void> {
    const which = { client: this.client.id, turn: seq }
    await this.#queries.undoRecords.run(which)
    await this.#queries.undoTimers.run(which)
    await this.#queries.reviveTimers.run(which)
    await this.#queries.undoOutbox.run(which)
  }

  async records(kind: string): Promise<RecordVersion[]> {
    const rows = await this.#queries.records.all({ client: this.client.id, kind })
    return rows.map((row) => this.#record(row))
  }

  async versions(id: string): Promise<RecordVersion[]> {
    const rows = await this.#queries.versions.all({ client: this.client.id, id })
    return rows.map((row) => this.#record(row))
  }

  async keep({ id, version, kind, at, flow, revision, turn, words }: RecordVersion): Promise<void> {
    const sealed = this.#seal('record', `${id}|${version}`, words)
    await this.#queries.keep.run({ client: this.client.id, id, version, kind, at, flow, revision, turn, words: sealed })
  }

  async setTimer({ key, due, turn, words }: Timer): Promise<void> {
    const client = this.client.id
    await this.#queries.clearTimers.run({ client, turn })
    await this.#queries.endTimer.run({ client, key, turn })
    await this.#queries.setTimer.run({ client, key, turn, due, words: this.#seal('timer', `${key}|${turn}`, words) })
  }

  async timers(): Promise<Timer[]> {
    const rows = await this.#queries.timers.all({ client: this.client.id })
    return rows.map(({ key, due, turn, words }) => {
      return { key, due, turn, words: this.#unseal('timer', `${key}|${turn}`, words) }
    })
  }

  async dropTimer(key?: string, turn?: number): Promise<void> {
    const client = this.client.id
    if (turn !== undefined) await this.#queries.clearTimers.run({ client, turn })
    if (key === undefined) {
      await (turn === undefined
        ? this.#queries.dropTimers.run({ client })
        : this.#queries.endTimers.run({ client, turn }))
    } else {
      await (turn === undefined
        ? this.#queries.dropTimer.run({ client, key })
        : this.#queries.endTimer.run({ client, key, turn }))
    }
  }

  async reward({ key, at, points, words }: Reward): Promise<boolean> {
    const sealed = this.#seal('reward', key, words)
    return (await this.#queries.reward.run({ client: this.client.id, key, at, points, words: sealed })) === 1
  }

  async points(): Promise<number> {
    const sum = await this.#queries.points.get({ client: this.client.id })
    return sum?.points ?? 0
  }

  async send(turn: number, channel: string, due: Instant): Promise<Delivery> {
    const row = await this.#queries.send.get({ client: this.client.id, channel, turn, due })
    return { id: row!.id, client: this.client.id, channel, turn, due, attempts: 0 }
  }

  async unsent(): Promise<Delivery[]> {
    return this.#queries.unsent.all({ client: this.client.id })
  }

  async sent(ids: readonly number[]): Promise<void> {
    for (const id of ids) await this.#queries.sent.run({ client: this.client.id, id })
  }

  async delay(id: number, attempts: number, due: Instant, gone = false): Promise<void> {
    await this.#queries.delay.run({ client: this.client.id, id, attempts, due: gone ? null : due })
  }

  async raise({ program, kind, channel, at, turn, replaces, since }: Raised): Promise<Alert> {
    const client = this.client.id
    const same = await this.#queries.sameAlert.get({ client, kind, since })
    const id = same?.id ?? randomBytes(6).toString('hex')
    if (same) {
      const counted = same.turn === turn || same.turn === replaces
      await this.#queries.countAlert.run({ id, turn, count: same.count + (counted ? 0 : 1) })
    } else {
      await this.#queries.addAlert.run({ id, client, program, who: nickname(client), kind, channel, at, turn })
    }
    return alertOf((await this.#queries.alert.get({ id }))!)
  }

  async giveUp(alert: string): Promise<boolean> {
    const row = await this.#queries.alert.get({ id: alert })
    return row?.client === this.client.id && (await this.#queries.giveUpAlert.run({ id: alert })) === 1
  }

  async watched(program: string, now: Instant): Promise<boolean> {
    return (await this.#queries.onDuty.all({ program, now })).length > 0
  }

  async people(): Promise<Person[]> {
    const rows = await this.#queries.people.all({ client: this.client.id })
    return rows.map(({ id, channel, place }) => {
      return { client: this.client.id, channel, place: String(this.#unseal('person', hex(id), place)) }
    })
  }

  async touch(channel: string, person: string, place: string, at: Instant): Promise<void> {
    const id = this.#keys.hash('person', channel, person)
    const row = await this.#queries.person.get({ id })
    if (row && row.client !== this.client.id) {
      throw new Error(`That ${channel} identity belongs to another client. Find its client first, and link or refuse.`)
    }
    const sealed = this.#seal('person', hex(id), place)
    if (row) await this.#queries.movePerson.run({ id, at, place: sealed })
    else await this.#queries.addPerson.run({ id, client: this.client.id, channel, at, place: sealed })
  }

  async shelve(key: string, value: Words): Promise<boolean> {
    const id = this.#keys.hash('shelf', key)
    const row = await this.#queries.shelved.get({ id })
    if (row && row.client !== this.client.id) return false
    await this.#queries.shelve.run({ client: this.client.id, id, words: this.#seal('shelf', hex(id), value) })
    return true
  }

  async shelved(key: string): Promise<Words> {
    const id = this.#keys.hash('shelf', key)
    const row = await this.#queries.shelved.get({ id })
    return row?.client === this.client.id ? this.#unseal('shelf', hex(id), row.words) : undefined
  }

  async unshelve(key: string): Promise<void> {
    await this.#queries.unshelve.run({ client: this.client.id, id: this.#keys.hash('shelf', key) })
  }

  async erase(): Promise<void> {
    await this.#queries.dropClosedAlerts.run({ client: this.client.id })
    await this.#queries.forget.run({ client: this.client.id })
    this.#changes?.erased.push(this.client.id)
  }

  #seal(table: string, row: string, words: Words): Buffer {
    return seal(this.#key, table, this.client.id, row, words)
  }

  #unseal(table: string, row: string, sealed: Uint8Array): Words {
    return unseal(this.#key, table, this.client.id, row, sealed)
  }

  #message({ channel, incoming }: Message): Buffer {
    return this.#keys.hash('inbox', channel, incoming)
  }

  #unsealMessage(id: Uint8Array, sealed: Uint8Array): SealedMessage {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what opens is what `receive` or `fail` sealed
    return this.#unseal('inbox', hex(id), sealed) as SealedMessage
  }

  #noMessage(): Error {
    return new Error(`That message of client ${this.client.id} is not in the inbox: \`receive\` it first.`)
  }

  #record(row: Tables['record']): RecordVersion {
    const { id, kind, version, at, flow, revision, turn, words } = row
    return { id, kind, version, at, flow, revision, turn, words: this.#unseal('record', `${id}|${version}`, words) }
  }
}
