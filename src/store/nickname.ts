import { createHash } from 'node:crypto'

const words =
  'alder amber aspen birch brook cedar clover coral dune ember fern finch harbor hazel heron indigo juniper lantern larch linden maple meadow moss olive otter pebble reed robin sable thyme willow wren'.split(
    ' ',
  )

/** Crockford's base 32: no letter that reads as a digit. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * What staff call a client who has no reference of the program's: `heron-4K7QD`, always the same for one client. Made from
 * their random id, of which it tells nothing. One in a billion, so that two of a program don't share one.
 */
export function nickname(client: string): string {
  const hash = createHash('sha256').update(`nickname ${client}`).digest()
  const digits = [...hash.subarray(1, 6)].map((byte) => letters[byte % letters.length])
  return `${words[hash[0]! % words.length]}-${digits.join('')}`
}
