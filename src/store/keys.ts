/**
 * The keys file: a root secret and one data key per client, each wrapped by the deployment key.
 *
 * A client's key is added or destroyed together with rows of the words file, and no transaction spans two files. So a
 * change is written down first (`adding`, `erasing`), then the words are committed, then it is settled. What a crash
 * leaves unsettled is settled at the next start: a key whose client never came to be is removed, an erasure is finished.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto'
import { sql } from 'kysely'
import type { Connection } from './dialect.ts'
import { prepare } from './query.ts'

/** Thrown when the deployment key or the keys file is not the right one. The message says what to do. */
export class KeyError extends Error {
  override readonly name = 'KeyError'
}

export interface NewKey {
  readonly client: string
  readonly wrapped: Buffer
}

/** What units of work ask of the keys file. */
export interface KeyChanges {
  readonly added: NewKey[]
  readonly erased: string[]
}

const IV = 12
const TAG = 16
/** Bytes of a lookup hash that are kept: enough that no two things ever meet. */
const HASH = 16

/** IV (12 bytes), the encrypted secret (32), tag (16); `owner` says whose secret it is and is bound to it. */
export function wrap(kek: KeyObject, owner: string, secret: Buffer): Buffer {
  const iv = randomBytes(IV)
  const cipher = createCipheriv('aes-256-gcm', kek, iv).setAAD(Buffer.from(owner))
  return Buffer.concat([iv, cipher.update(secret), cipher.final(), cipher.getAuthTag()])
}

/** The secret, or undefined when `kek` is not the key that wrapped it for `owner`. */
export function unwrap(kek: KeyObject, owner: string, wrapped: Uint8Array): Buffer | undefined {
  const end = wrapped.length - TAG
  try {
    const decipher = createDecipheriv('aes-256-gcm', kek, wrapped.subarray(0, IV), { authTagLength: TAG })
    decipher.setAAD(Buffer.from(owner)).setAuthTag(wrapped.subarray(end))
    return Buffer.concat([decipher.update(wrapped.subarray(IV, end)), decipher.final()])
  } catch {
    return undefined
  }
}

const ownerOf = (client: string) => `client|${client}`
const ownerOfRoot = (store: string) => `root|${store}`

/** The deployment key as given, checked: 32 bytes. */
export function deploymentKey(key: Buffer | KeyObject): KeyObject {
  const secret = Buffer.isBuffer(key) ? createSecretKey(key) : key
  if (secret.type === 'secret' && secret.symmetricKeySize === 32) return secret
  const found = secret.type === 'secret' ? `${secret.symmetricKeySize} bytes` : `a ${secret.type} key`
  throw new KeyError(`The deployment key must be 32 secret bytes; this one is ${found}.`)
}

function statements(connection: Connection) {
  const db = connection.builder
  return {
    root: prepare(connection, () => db.selectFrom('root').selectAll()),
    addRoot: prepare(connection, ({ store, wrapped }: { store: string; wrapped: Uint8Array }) =>
      db.insertInto('root').values({ store, wrapped }),
    ),
    find: prepare(connection, (slot: { client: string }) =>
      db.selectFrom('client_key').select('wrapped').where('client', '=', slot.client),
    ),
    any: prepare(connection, () => db.selectFrom('client_key').select('client').limit(sql.lit(1))),
    add: prepare(connection, ({ client, wrapped }: { client: string; wrapped: Uint8Array }) =>
      db.insertInto('client_key').values({ client, wrapped, state: 'adding' }),
    ),
    mark: prepare(connection, ({ client, state }: { client: string; state: 'kept' | 'erasing' }) =>
      db.updateTable('client_key').set({ state }).where('client', '=', client),
    ),
    destroy: prepare(connection, ({ client }: { client: string }) =>
      db.updateTable('client_key').set({ wrapped: null, state: 'erased' }).where('client', '=', client),
    ),
    remove: prepare(connection, ({ client }: { client: string }) =>
      db.deleteFrom('client_key').where('client', '=', client),
    ),
    unsettled: prepare(connection, () =>
      db.selectFrom('client_key').select(['client', 'state']).where('state', '!=', sql.lit('kept')),
    ),
  }
}

type Statements = ReturnType<typeof statements>

/** The words file, as far as the keys file must know it. */
export interface Clients {
  has(client: string): Promise<boolean>
  forget(client: string): Promise<void>
}

export class Keys {
  /** Ties the keys file to its words file. */
  readonly store: string
  readonly #connection: Connection
  readonly #statements: Statements
  readonly #kek: KeyObject
  readonly #root: KeyObject
  readonly #lookup: KeyObject

  private constructor(connection: Connection, kek: KeyObject, store: string, root: Buffer) {
    this.#connection = connection
    this.#statements = statements(connection)
    this.#kek = kek
    this.store = store
    this.#root = createSecretKey(root)
    this.#lookup = createSecretKey(Buffer.from(hkdfSync('sha256', root, '', 'gradual lookup', 32)))
  }

  /** Opens the keys file `file` (for errors), or begins it when it is new. */
  static async open(connection: Connection, kek: KeyObject, file: string): Promise<Keys> {
    const { root, addRoot } = statements(connection)
    const found = await root.get({})
    if (found) {
      const secret = unwrap(kek, ownerOfRoot(found.store), found.wrapped)
      if (secret) return new Keys(connection, kek, found.store, secret)
      throw new KeyError(`The deployment key does not open ${file}. Use the key this file was made with.`)
    }
    const store = randomBytes(16).toString('hex')
    const secret = randomBytes(32)
    await addRoot.run({ store, wrapped: wrap(kek, ownerOfRoot(store), secret) })
    return new Keys(connection, kek, store, secret)
  }

  /** Whether no client ever had a key here. */
  async untouched(): Promise<boolean> {
    return (await this.#statements.any.get({})) === undefined
  }

  /** A client's data key; undefined when there is none. */
  async of(client: string): Promise<KeyObject | undefined> {
    const found = await this.#statements.find.get({ client })
    if (!found?.wrapped) return undefined
    const secret = unwrap(this.#kek, ownerOf(client), found.wrapped)
    if (secret) return createSecretKey(secret)
    throw new KeyError(`The key of client ${client} does not open. Restore the keys file from a backup.`)
  }

  /** A new data key for a client, to be put among `KeyChanges.added`. */
  make(client: string): NewKey & { readonly key: KeyObject } {
    const secret = randomBytes(32)
    return { client, wrapped: wrap(this.#kek, ownerOf(client), secret), key: createSecretKey(secret) }
  }

  /** A keyed hash to find something by. The same after a restart, and after the deployment key has changed. */
  hash(table: string, ...parts: readonly string[]): Buffer {
    let text = table
    for (const part of parts) text += `\0${part}`
    return createHmac('sha256', this.#lookup).update(text).digest().subarray(0, HASH)
  }

  /** 32 bytes for one purpose, as `Store.secret`. */
  secret(purpose: string): Uint8Array {
    return new Uint8Array(hkdfSync('sha256', this.#root, '', `gradual secret ${purpose}`, 32))
  }

  /** Writes down what the words' commit is about to do. */
  async prepare({ added, erased }: KeyChanges): Promise<void> {
    const { add, mark } = this.#statements
    await this.#connection.transaction(async () => {
      for (const { client, wrapped } of added) await add.run({ client, wrapped })
      for (const client of erased) await mark.run({ client, state: 'erasing' })
    })
  }

  /** The words are committed. After this the erased clients' keys are gone. */
  async settle({ added, erased }: KeyChanges): Promise<void> {
    const { mark, destroy } = this.#statements
    await this.#connection.transaction(async () => {
      for (const { client } of added) await mark.run({ client, state: 'kept' })
      for (const client of erased) await destroy.run({ client })
    })
  }

  /** The words could not be committed. */
  async undo({ added, erased }: KeyChanges): Promise<void> {
    const { mark, remove } = this.#statements
    await this.#connection.transaction(async () => {
      for (const { client } of added) await remove.run({ client })
      for (const client of erased) await mark.run({ client, state: 'kept' })
    })
  }

  /** Settles what a crash, or words from an older backup, left between the two files. */
  async recover(clients: Clients): Promise<void> {
    for (const { client, state } of await this.#statements.unsettled.all({})) {
      if (state === 'adding') await this.#recoverAdded(client, await clients.has(client))
      else {
        if (await clients.has(client)) await clients.forget(client)
        if (state === 'erasing') await this.settle({ added: [], erased: [client] })
      }
    }
  }

  async #recoverAdded(client: string, there: boolean): Promise<void> {
    if (there) await this.#statements.mark.run({ client, state: 'kept' })
    else await this.#statements.remove.run({ client })
  }
}
