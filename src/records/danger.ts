import { z } from 'zod'
import { defineRecord } from './kind.ts'

/** That the words for a kind of danger were said, so that the same block is not said twice. Holds no client words. */
export const danger = defineRecord({
  kind: 'danger',
  about: 'That the words for a kind of danger were said, so that the same block is not said twice.',
  schema: z.strictObject({ kind: z.string() }).partial(),
  // A hard moment is not brought up again in a list of what is kept.
  summary: () => undefined,
})
