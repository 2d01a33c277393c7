/**
 * The tables, as Kysely's types. `schema.sql` is the same as SQL, kept true by a test.
 *
 * Sealed means AES-256-GCM under the client's own key, bound to the row. Hashed means HMAC-SHA-256 under a secret of
 * the deployment, cut to 16 bytes. Every other column is clear, for the reason given beside it; none holds anything a
 * client typed, a name, or an identity on a platform. `client` is a random number, tied to a person by `person` only.
 */
import type { Generated } from 'kysely'

/** What the words file holds. Times are epoch milliseconds. */
interface WordsTables {
  /** One row: what ties this file to its keys file. A random number. */
  store: { id: string }
  client: {
    id: string
    /** Clear: the program's name, for counting and paging per program. */
    program: string
    /** Clear: retention is counted from it. */
    created_at: number
  }
  person: {
    /** Hashed: channel and platform identity. */
    id: Uint8Array
    client: string
    /** Clear: which adapter delivers. */
    channel: string
    /** Clear: the identity used last comes first. */
    used_at: number
    /** Sealed: where replies go. */
    place: Uint8Array
  }
  inbox: {
    client: string
    /** Hashed: channel and the platform's id of the message. */
    id: Uint8Array
    channel: string
    at: number
    /** Clear: the turn that took it. Null while it waits, and when it failed. */
    turn: number | null
    /** Clear: when to take it to a turn. Null when it is not waiting. */
    due: number | null
    /** Clear: 1 when danger was heard, so that this client goes first. Forgotten when it is taken. */
    urgent: number
    /** Clear: counts what waits, so that it is taken in the order it came. Null once taken. */
    arrival: number | null
    /** Sealed: the message while it waits, or why it failed. Null once taken: the turn holds the words then. */
    words: Uint8Array | null
  }
  turn: {
    client: string
    seq: number
    /** Clear: retention, and what a program is told of its hours. */
    at: number
    replaces: number | null
    /** Sealed. */
    words: Uint8Array
  }
  record: {
    client: string
    id: string
    version: number
    /** Clear: which kind, so that only what a flow reads is opened. */
    kind: string
    /** Clear: counts the records of a kind, so that the oldest comes first. The same for all versions. */
    born: number
    at: number
    flow: string
    revision: number
    turn: number
    /** Sealed. */
    words: Uint8Array
  }
  timer: {
    client: string
    /** Clear: made by Gradual, never from what a client typed. */
    key: string
    turn: number
    due: number
    /** Clear: the turn that moved or dropped it, until that turn can no longer be undone. Null while it runs. */
    ended: number | null
    /** Sealed. */
    words: Uint8Array
  }
  reward: {
    client: string
    /** Clear: made by Gradual, never from what a client typed. */
    key: string
    at: number
    /** Clear: summed by the database. */
    points: number
    /** Sealed. */
    words: Uint8Array
  }
  outbox: {
    id: Generated<number>
    client: string
    channel: string
    turn: number
    /** Clear: when to try. Null when it can't be delivered, and is kept to be shown. */
    due: number | null
    attempts: number
  }
  shelf: {
    /** Hashed: an adapter's own key. */
    id: Uint8Array
    client: string
    /** Sealed. */
    words: Uint8Array
  }
  /** Clear as a whole, so that people can be told while Gradual reads nothing of the client: a kind and a time, no words. */
  alert: {
    /** A random number. */
    id: string
    /** Null once the client is erased: what stays until someone has looked is tied to nobody. */
    client: string | null
    program: string
    /** What staff call the client: a nickname that says nothing about them. */
    who: string
    kind: string
    channel: string
    /** When it was first raised. */
    at: number
    /** How often it was raised while it was one. */
    count: number
    /** The turn that raised it last, so that a turn that is taken again raises it once. */
    turn: number
    state: 'open' | 'acknowledged' | 'unanswered'
    /** When to tell the next contact. Null once nobody further is to be told. */
    due: number | null
    acknowledged_at: number | null
    /** A staff member's name, from the program's file. */
    acknowledged_by: string | null
  }
  /** Clear: one message to one contact in one way. `contact` is a staff member's name, from the program's file. */
  notice: {
    id: Generated<number>
    program: string
    contact: string
    way: string
    /** What it is about: an alert, or the beginning of a shift. */
    alert: string | null
    shift: number | null
    /** When to try. Null when it was sent, and when it was given up. */
    due: number | null
    attempts: number
    sent_at: number | null
  }
  /** Clear: who is asked to be on call from when until when, and when they said that they are. */
  duty: {
    program: string
    contact: string
    /** When it begins. */
    shift: number
    until: number
    acknowledged_at: number | null
  }
  revision: {
    flow: string
    number: number
    hash: string
    at: number
    /** Clear: what Gradual says, the same for everyone. */
    script: string
  }
}

/** What the keys file holds. */
interface KeysTables {
  /** One row. */
  root: {
    /** The `store.id` of the words file these keys belong to. */
    store: string
    /** The root secret, wrapped by the deployment key. Lookups and secrets come from it, so they outlive that key. */
    wrapped: Uint8Array
  }
  client_key: {
    client: string
    /** The client's data key, wrapped by the deployment key. Null once erased. */
    wrapped: Uint8Array | null
    /**
     * `adding` and `erasing`: the commit of the words is under way. `erased` stays, so that words that come back from
     * an older backup are erased again.
     */
    state: 'adding' | 'kept' | 'erasing' | 'erased'
  }
}

/** What both files hold. */
interface SharedTables {
  migration: {
    number: number
    name: string
    at: number
    /** The oldest program, by its newest migration, that can live with this one. */
    oldest: number
  }
}

export type Tables = WordsTables & KeysTables & SharedTables
