import { z } from 'zod'
import { defineRecord, line } from './kind.ts'

/** A tension reading before and after. */
export const reading = defineRecord({
  kind: 'reading',
  about: 'A tension reading before and after.',
  schema: z
    .strictObject({
      before: z.number(),
      after: z.number(),
      word: z.string(),
      place: z.string(),
      take: z.string(),
    })
    .partial(),
  summary: (data) => line(data.before, data.after, data.word),
})
