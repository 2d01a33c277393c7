import type { KeyObject } from 'node:crypto'
import type { Keys } from './keys.ts'
import { UnknownClientError, type Client } from './port.ts'
import type { Queries } from './queries.ts'

/** A client and the key their words are sealed with. */
export interface File {
  readonly client: Client
  readonly key: KeyObject
}

/** How many clients' unwrapped keys are held ready. */
const MOST = 10_000

/** Clients and their unwrapped keys, the ones used last held ready. */
export class Files {
  readonly #keys: Keys
  /** In the order they were last used. */
  readonly #held = new Map<string, File>()

  constructor(keys: Keys) {
    this.#keys = keys
  }

  /** From those held, else from the files. Throws `UnknownClientError`. */
  async of(client: string, queries: Queries): Promise<File> {
    return this.#held.get(client) ?? (await this.#load(client, queries))
  }

  /** As `of`, for the writer: it alone changes what is held, so that nothing it erased is put back. */
  async hold(client: string, queries: Queries): Promise<File> {
    const held = this.#held.get(client)
    const file = held ?? (await this.#load(client, queries))
    if (held) this.#held.delete(client)
    else if (this.#held.size >= MOST) this.#held.delete(this.#held.keys().next().value!)
    this.#held.set(client, file)
    return file
  }

  drop(client: string): void {
    this.#held.delete(client)
  }

  async #load(id: string, queries: Queries): Promise<File> {
    const row = await queries.client.get({ id })
    const key = row && (await this.#keys.of(id))
    if (!row) throw new UnknownClientError(id)
    if (!key)
      throw new Error(
        `The keys file has no key for client ${id}: it is older than the words. Restore both from one backup.`,
      )
    return { client: { id, program: row.program, createdAt: row.created_at }, key }
  }
}
