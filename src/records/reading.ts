import { z } from 'zod'
import { defineRecord, line } from './kind.ts'

/** How tense, or how strong an urge, before and after. */
export const reading = defineRecord({
  kind: 'reading',
  about: 'How tense, or how strong an urge, before and after.',
  schema: z
    .strictObject({
      of: z.enum(['tension', 'urge']),
      before: z.number(),
      after: z.number(),
      word: z.string(),
      place: z.string(),
      take: z.string(),
    })
    .partial(),
  summary: (data) => line(data.before, data.after, data.word),
})
