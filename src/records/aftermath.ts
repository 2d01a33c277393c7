import { z } from 'zod'
import { defineRecord } from './kind.ts'

/** After an overdose: one's own, one that was seen, or someone lost. */
export const aftermath = defineRecord({
  kind: 'aftermath',
  about: 'After an overdose: one’s own, one that was seen, or someone lost.',
  schema: z
    .strictObject({
      whose: z.enum(['mine', 'seen', 'lost']),
      words: z.string(),
      /** The name of someone lost, as the client calls them. */
      name: z.string(),
      remember: z.string(),
      needed: z.string(),
    })
    .partial(),
  // A hard moment is not brought up again in a list of what is kept.
  summary: () => undefined,
})
