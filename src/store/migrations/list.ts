import type { Migration } from '../migrate.ts'
import { first } from './0001-first.ts'
import { first as firstKeys } from './keys/0001-first.ts'

/** Every migration of the words file, in order. A released one is never changed: add the next number. */
export const words: readonly Migration[] = [first]

/** Every migration of the keys file, in order. */
export const keys: readonly Migration[] = [firstKeys]
