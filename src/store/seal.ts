/** Seals a client's words with the client's own key, each bound to the row it stands in. */
import { createCipheriv, createDecipheriv, randomFillSync, type KeyObject } from 'node:crypto'
import type { Words } from './port.ts'

/** The first byte of everything sealed: how it was made. */
const FORMAT = 1
const IV = 12
const TAG = 16

/** Random bytes are asked for in bulk: one call of the generator for 512 seals. */
const pool = Buffer.alloc(IV * 512)
let used = pool.length

function nextIv(): Buffer {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  return pool.subarray(used, (used += IV))
}

/** Where a sealed value stands. A value moved to another table, client or row does not open. */
function place(table: string, client: string, row: string): Buffer {
  return Buffer.from(`${table}|${client}|${row}`)
}

/** Thrown when a sealed value does not open. Names where it stands, and never what it holds. */
export class SealError extends Error {
  override readonly name = 'SealError'
  readonly table: string
  readonly client: string
  readonly row: string

  constructor(table: string, client: string, row: string) {
    super(
      `${table} ${row} of client ${client} does not open: its bytes were changed, or they were sealed for another row or ` +
        'with another key. Other rows are unaffected. Restore the words and keys files from one backup to get it back.',
    )
    this.table = table
    this.client = client
    this.row = row
  }
}

/** Format (1 byte), IV (12), the words as encrypted JSON, tag (16). */
export function seal(key: KeyObject, table: string, client: string, row: string, words: Words): Buffer {
  const json = JSON.stringify(words) as string | undefined
  if (json === undefined)
    throw new TypeError(`${table} ${row} of client ${client} can't be stored: its words are not JSON.`)
  const iv = nextIv()
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(place(table, client, row))
  const body = cipher.update(json, 'utf8')
  cipher.final()
  const sealed = Buffer.allocUnsafe(1 + IV + body.length + TAG)
  sealed[0] = FORMAT
  iv.copy(sealed, 1)
  body.copy(sealed, 1 + IV)
  cipher.getAuthTag().copy(sealed, 1 + IV + body.length)
  return sealed
}

/** The words that were sealed here. Throws `SealError`. */
export function unseal(key: KeyObject, table: string, client: string, row: string, sealed: Uint8Array): Words {
  try {
    if (sealed[0] !== FORMAT) throw new TypeError('unknown format')
    const end = sealed.length - TAG
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + IV), { authTagLength: TAG })
    decipher.setAAD(place(table, client, row)).setAuthTag(sealed.subarray(end))
    const body = decipher.update(sealed.subarray(1 + IV, end))
    decipher.final()
    return JSON.parse(body.toString('utf8'))
  } catch {
    // The cause is left out on purpose: a parser quotes what it could not read.
    throw new SealError(table, client, row)
  }
}
