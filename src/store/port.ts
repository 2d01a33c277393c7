/**
 * What the rest of Gradual asks of its database. SQLite answers today; PostgreSQL is to answer the same suite.
 *
 * Terminology:
 * - client: one person's file, under a random id; `person` rows tie platform identities to it
 * - inbox: every message ever received, by a hash of the platform's id, so that a repeat is a no-op
 * - turn: a row of a client's journal: what came in, what was said, what changed. The journal is the truth;
 *   a session is what its turns fold to
 * - record: what a flow kept (a plan, a harm …), versioned, never overwritten
 * - outbox: what is still to be handed to a channel
 * - timer: what is due at a time
 * - alert: that a client needs a person, told to their program's contacts; `alert-port.ts`
 * - words: anything a client typed or that could name them; sealed with the client's own key
 */

import type { Alert, AlertBook, Raised } from './alert-port.ts'

/** JSON that is sealed before it is stored. */
export type Words = unknown

/** Epoch milliseconds. */
export type Instant = number

export interface Client {
  readonly id: string
  readonly program: string
  readonly createdAt: Instant
}

export interface Person {
  readonly client: string
  readonly channel: string
  /** Where replies go: the adapter's own words. */
  readonly place: string
}

export interface InboxEntry {
  /** The platform's id of the message, as given. Stored as an HMAC only; kept in the sealed part while it waits. */
  readonly incoming: string
  readonly channel: string
  readonly at: Instant
  /** When to take it to a turn. */
  readonly due: Instant
  /** Danger was heard in it: this client goes first. */
  readonly urgent: boolean
  readonly words: Words
}

/** A message that could not be taken to a turn. */
export interface FailedMessage extends Omit<InboxEntry, 'due'> {
  /** Sealed with the message, since an error may quote it. */
  readonly reason: string
}

export interface Turn {
  /** 1, 2, 3 … for each client. */
  readonly seq: number
  readonly at: Instant
  /** The turn this one was taken again for, because more words came before its reply was handed over. */
  readonly replaces?: number
  readonly words: Words
}

export interface RecordVersion {
  readonly id: string
  readonly kind: string
  /** 1, 2, 3 … for each id. */
  readonly version: number
  readonly at: Instant
  readonly flow: string
  readonly revision: number
  /** The turn that kept it. */
  readonly turn: number
  readonly words: Words
}

export interface Timer {
  readonly key: string
  readonly due: Instant
  /** The turn that set it. */
  readonly turn: number
  readonly words: Words
}

export interface Reward {
  /** What it was earned for; the same key is never paid twice. */
  readonly key: string
  readonly at: Instant
  readonly points: number
  readonly words: Words
}

export interface Delivery {
  readonly id: number
  readonly client: string
  readonly channel: string
  readonly turn: number
  readonly due: Instant
  readonly attempts: number
}

export interface FlowRevision {
  readonly flow: string
  /** 1, 2, 3 … for each flow. */
  readonly number: number
  /** SHA-256 of the script, in hex. */
  readonly hash: string
  readonly at: Instant
  /** The source and its translations, as JSON. What Gradual says, so not sealed. */
  readonly script: string
}

/** Thrown when there is no such client: never enrolled, or erased. */
export class UnknownClientError extends Error {
  override readonly name = 'UnknownClientError'
  readonly client: string

  constructor(client: string) {
    super(`There is no client ${client}: they were never enrolled here, or they were erased.`)
    this.client = client
  }
}

/** What may be done inside one client's unit of work. */
export interface Tx {
  readonly client: Client

  /** Stores a message that will be taken to a turn later. False when it is a repeat. */
  receive(entry: InboxEntry): Promise<boolean>
  /** Stores a message that is being taken to turn `turn` in this very commit. False when it is a repeat. */
  receiveNow(entry: Pick<InboxEntry, 'incoming' | 'channel' | 'at'>, turn: number): Promise<boolean>
  /** Messages not yet taken to a turn, in the order they came. */
  waiting(): Promise<InboxEntry[]>
  /** Marks messages (by platform id) as taken to `turn`, and forgets their waiting copy (the turn holds the words now). */
  take(entries: readonly Pick<InboxEntry, 'incoming' | 'channel'>[], turn: number): Promise<void>
  /** Marks a waiting message as failed, so that it is kept, shown to the operator, and not tried for ever. */
  fail(entry: Pick<InboxEntry, 'incoming' | 'channel'>, reason: string): Promise<void>

  /** This client's failed messages, in the order they came. `take` brings one back. */
  failed(): Promise<FailedMessage[]>

  /** The number of the newest turn; 0 when there is none. */
  lastTurn(): Promise<number>
  /** Turns from `seq` on, oldest first, replaced ones left out. */
  turns(from: number, limit?: number): Promise<Turn[]>
  addTurn(turn: Turn): Promise<void>
  /**
   * Takes back what turn `seq`, the newest, kept, scheduled and was about to send, so that it can be taken again.
   * A timer it moved is back where it was. Rewards stay: nothing is ever taken away.
   */
  undo(seq: number): Promise<void>

  /** The newest version of each record of a kind, oldest record first. */
  records(kind: string): Promise<RecordVersion[]>
  /** Every version of one record, oldest first. */
  versions(id: string): Promise<RecordVersion[]>
  keep(record: RecordVersion): Promise<void>

  /** Sets or moves a timer. */
  setTimer(timer: Timer): Promise<void>
  timers(): Promise<Timer[]>
  /** Removes one timer, or all of this client's. With `turn`, the turn that dropped it, undoing that turn brings it back. */
  dropTimer(key?: string, turn?: number): Promise<void>

  /** Adds to the ledger. False when that key was paid before. */
  reward(reward: Reward): Promise<boolean>
  /** Sum of all points. */
  points(): Promise<number>

  /** Queues what turn `turn` said for delivery through `channel`. */
  send(turn: number, channel: string, due: Instant): Promise<Delivery>
  /** This client's deliveries that are not done, oldest first. */
  unsent(): Promise<Delivery[]>
  /** Removes deliveries that are done. */
  sent(ids: readonly number[]): Promise<void>
  /** Puts a delivery off: `attempts` so far, due again at `due`; `gone` keeps it as undeliverable. */
  delay(id: number, attempts: number, due: Instant, gone?: boolean): Promise<void>

  /** Keeps something for an adapter under a key, which is stored as a hash. False when the key is another client's. */
  shelve(key: string, value: Words): Promise<boolean>
  /** What was kept under a key; undefined when there is nothing of this client's. */
  shelved(key: string): Promise<Words>
  unshelve(key: string): Promise<void>

  /** Calls for a person, or counts one more on the call that stands. Told to the program's contacts after the commit. */
  raise(alert: Raised): Promise<Alert>
  /** Closes an open alert of this client that nobody answered. False when somebody did meanwhile. */
  giveUp(alert: string): Promise<boolean>
  /** Whether someone of a program has acknowledged that they are on call now. */
  watched(program: string, now: Instant): Promise<boolean>

  /** The identities of this client, the one last written from first. */
  people(): Promise<Person[]>
  /** Remembers that this identity was last used at `at`, and where it is reached. */
  touch(channel: string, person: string, place: string, at: Instant): Promise<void>

  /**
   * Destroys the client's key, then every row of theirs. Nothing of the client can be read after the commit. An open alert
   * stays, tied to nobody, until someone has looked.
   */
  erase(): Promise<void>
}

/** A due thing and whose it is. */
export interface Due {
  readonly client: string
  readonly due: Instant
}

export interface Store {
  /**
   * Runs one client's unit of work: alone for that client, all or nothing. Work of different clients that arrives
   * together shares a commit, each in its own savepoint: one that throws rolls back alone and rejects alone.
   * Resolves after the commit is on disk. `work` may await nothing but its own calls on `tx`: the others wait for it, and
   * a `commit` awaited within a `commit` waits for ever. Throws `UnknownClientError`.
   */
  commit<T>(client: string, work: (tx: Tx) => Promise<T>): Promise<T>
  /** As `commit`, but nothing may be written; other readers and the writer are not held up. */
  read<T>(client: string, work: (tx: Tx) => Promise<T>): Promise<T>

  /** The client behind a platform identity, if there is one. */
  find(channel: string, person: string): Promise<string | undefined>
  /** Makes a client (with its own key) for a platform identity. Two at once for one identity make one client. */
  enrol(who: { program: string; channel: string; person: string; place: string; at: Instant }): Promise<string>

  /** Whose an adapter's key is. */
  shelfOwner(key: string): Promise<string | undefined>

  /** Clients with a waiting message that is due, urgent ones first. */
  dueMessages(now: Instant, limit: number): Promise<Due[]>
  dueTimers(now: Instant, limit: number): Promise<(Due & { key: string })[]>
  /** Deliveries that are due for one of these channels, oldest first. One behind another of its client that was put off waits with it. */
  dueDeliveries(now: Instant, channels: readonly string[], limit: number): Promise<Delivery[]>
  /** When the next message, timer or delivery falls due; undefined when none does. */
  nextDue(): Promise<Instant | undefined>
  /** Messages that failed and deliveries that can't be made, counted for the operator. */
  troubles(): Promise<{ failedMessages: number; undeliverable: number }>

  revisions(): Promise<FlowRevision[]>
  /** Adds a revision unless the flow's newest has the same hash; returns the newest. */
  publish(flow: string, hash: string, script: string, at: Instant): Promise<FlowRevision>

  /** Calls for a person, and who is told. */
  readonly alerts: AlertBook

  /** All client ids of a program, in pages by id. */
  clients(after: string | undefined, limit: number): Promise<Client[]>

  /** 32 bytes for one purpose, derived from the deployment's key; the same after a restart and after a key rotation. */
  secret(purpose: string): Uint8Array

  /**
   * Writes a consistent copy while running: `words/` and `keys/` apart, so that they can be kept apart. To restore, copy
   * the file of each into one folder. Rejects where a backup stands already.
   */
  backup(folder: string): Promise<void>
  close(): Promise<void>
}
