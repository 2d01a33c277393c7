import { z } from 'zod'
import { defineRecord, line } from './kind.ts'

/** Something told outside any flow, in the client’s words. */
export const note = defineRecord({
  kind: 'note',
  about: 'Something told outside any flow, in the client’s words.',
  schema: z
    .strictObject({
      words: z.string(),
      kind: z.enum(['use', 'step', 'mood', 'other']),
      amount: z.number(),
    })
    .partial(),
  summary: (data) => line(data.words),
})
