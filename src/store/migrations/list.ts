import type { Migration } from '../migrate.ts'
import { first } from './0001-first.ts'
import { shelf } from './0002-shelf.ts'
import { alerts } from './0003-alerts.ts'
import { first as firstKeys } from './keys/0001-first.ts'

/** Every migration of the words file, in order. A released one is never changed: add the next number. */
export const words: readonly Migration[] = [first, shelf, alerts]

/** Every migration of the keys file, in order. */
export const keys: readonly Migration[] = [firstKeys]
