/**
 * The recovery code: 110 random bits and a check, 24 characters in six groups, such as `7Q4M-…`. Crockford's base 32: no I, L,
 * O or U, and I, L, O are read as what they look like. The check is the remainder modulo 1021, which is prime and larger than
 * any change of one character or swap of two neighbours can be a multiple of: each of those is always noticed.
 */
import { randomBytes } from 'node:crypto'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const CHARACTERS = /^[0-9A-HJKMNP-TV-Z]*$/
const DATA = 22
const PRIME = 1021n

export function newCode(): string {
  const value = BigInt(`0x${randomBytes(14).toString('hex')}`) & ((1n << 110n) - 1n)
  return write(value, DATA) + write(value % PRIME, 2)
}

/** In groups of four, as it is shown. */
export const grouped = (code: string): string => code.match(/.{4}/g)?.join('-') ?? code

/** The 24 characters of a code as someone typed it; undefined when it can't be right. */
export function readCode(typed: string): string | undefined {
  const code = typed
    .toUpperCase()
    .replaceAll(/[\s\-–—]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  if (code.length !== DATA + 2) return undefined
  if (!CHARACTERS.test(code)) return undefined
  return code.slice(DATA) === write(read(code.slice(0, DATA)) % PRIME, 2) ? code : undefined
}

function write(value: bigint, length: number): string {
  let text = ''
  for (let rest = value; text.length < length; rest >>= 5n) text = ALPHABET.charAt(Number(rest & 31n)) + text
  return text
}

function read(text: string): bigint {
  return Array.from(text).reduce((value, character) => value * 32n + BigInt(ALPHABET.indexOf(character)), 0n)
}
