/**
 * The floor and the ceiling: the rows one durable turn writes, written by hand and nothing else. No reading, no engine,
 * no sealing. Where each person stands is kept in memory, which a real program could not rely on.
 */
import Database from 'better-sqlite3'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Contestant } from '../contestant.ts'
import { type Answers, closing, questions } from '../talk.ts'

/** What a sealed turn of this talk weighs on average, in bytes. */
const turnSize = 680

/** Gradual's own tables and indexes: the rows are to be the same. */
const schema = readFileSync(new URL('../../../src/store/schema.sql', import.meta.url), 'utf8').split('-- keys.db')[0]!

/** In the place of a hash of the platform's id: as long, in no order, and free, since only the rows are to count. */
function messageId(person: number, seq: number): Buffer {
  const id = Buffer.alloc(16)
  id.writeUInt32BE(Math.imul(seq, 0x9e3779b1) >>> 0)
  id.writeUInt32BE(person, 4)
  return id
}

/** As long as a client's id, and rising like one. */
function clientId(person: number): string {
  return person.toString(16).padStart(32, '0')
}

/** The connection, the statements, and the rows of one turn. */
class Rows {
  readonly db: Database.Database
  readonly #client
  readonly #inbox
  readonly #turn
  readonly #send
  readonly #sent
  readonly #stands = new Map<number, { seq: number; unsent: number | bigint }>()

  constructor(file: string) {
    this.db = new Database(file)
    this.db.pragma('journal_mode = WAL')
    this.db.pragma('synchronous = FULL')
    this.db.exec(schema)
    this.#client = this.db.prepare<[string, number]>("INSERT INTO client VALUES (?, 'bench', ?)")
    this.#inbox = this.db.prepare<[string, Buffer, string, number, number]>(
      'INSERT INTO inbox (client, id, channel, at, turn, urgent) VALUES (?, ?, ?, ?, ?, 0)',
    )
    this.#turn = this.db.prepare<[string, number, number, Buffer]>(
      'INSERT INTO turn (client, seq, at, words) VALUES (?, ?, ?, ?)',
    )
    this.#send = this.db.prepare<[string, string, number, number]>(
      'INSERT INTO outbox (client, channel, turn, due, attempts) VALUES (?, ?, ?, ?, 0)',
    )
    this.#sent = this.db.prepare<[number | bigint]>('DELETE FROM outbox WHERE id = ?')
  }

  /** Writes one turn; the caller holds the transaction. */
  write(person: number, text: string): string {
    const before = this.#stands.get(person)
    const client = clientId(person)
    if (!before) this.#client.run(client, Date.now())
    const seq = (before?.seq ?? 0) + 1
    const at = Date.now()
    const reply = questions[seq - 1]?.words ?? closing
    const words = JSON.stringify({ answers: questions[seq - 2]?.id, heard: text, said: reply })
    this.#inbox.run(client, messageId(person, seq), 'bench', at, seq)
    this.#turn.run(client, seq, at, Buffer.from(words.padEnd(turnSize)))
    if (before) this.#sent.run(before.unsent)
    const unsent = this.#send.run(client, 'bench', seq, at).lastInsertRowid
    this.#stands.set(person, { seq, unsent })
    return reply
  }

  answers(person: number): Answers {
    const turns = this.db.prepare<[string], { words: Buffer }>('SELECT words FROM turn WHERE client = ? ORDER BY seq')
    const answers: Answers = {}
    for (const { words } of turns.all(clientId(person))) {
      const turn: { answers?: string; heard: string } = JSON.parse(words.toString())
      if (turn.answers) answers[turn.answers] = turn.heard
    }
    return answers
  }
}

/** One commit a turn. */
export function rawOne(): Contestant {
  let rows: Rows
  let write: (person: number, text: string) => string
  return {
    name: 'peer.raw-one',
    async start(folder) {
      rows = new Rows(join(folder, 'raw.db'))
      write = rows.db.transaction((person: number, text: string) => rows.write(person, text))
    },
    turn: async (person, text) => write(person, text),
    answers: async (person) => rows.answers(person),
    async stop() {
      rows.db.close()
    },
  }
}

/** How many turns share a commit at most. */
const shared = 16

interface Waiting {
  readonly person: number
  readonly text: string
  readonly resolve: (reply: string) => void
  readonly reject: (error: unknown) => void
}

/** Turns that arrive together share a commit: 16, or as many as there are when nothing more is coming in. */
export function rawShared(): Contestant {
  let rows: Rows
  let write: (batch: readonly Waiting[]) => string[]
  let waiting: Waiting[] = []

  function commit(): void {
    const batch = waiting
    waiting = []
    if (batch.length === 0) return
    try {
      const replies = write(batch)
      for (const [n, { resolve }] of batch.entries()) resolve(replies[n] ?? '')
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }

  return {
    name: 'peer.raw-shared',
    async start(folder) {
      rows = new Rows(join(folder, 'raw.db'))
      write = rows.db.transaction((batch: readonly Waiting[]) =>
        batch.map(({ person, text }) => rows.write(person, text)),
      )
    },
    turn: (person, text) =>
      new Promise((resolve, reject) => {
        if (waiting.push({ person, text, resolve, reject }) === shared) commit()
        else if (waiting.length === 1) setImmediate(commit)
      }),
    answers: async (person) => rows.answers(person),
    async stop() {
      rows.db.close()
    },
  }
}
