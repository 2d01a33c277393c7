import { z } from 'zod'
import { defineRecord, line } from './kind.ts'

/** Something the client brought that need not have to do with use. */
export const topic = defineRecord({
  kind: 'topic',
  about: 'Something the client brought that need not have to do with use.',
  schema: z
    .strictObject({
      topic: z.string(),
      words: z.string(),
      /** How they would notice that it is a bit better. */
      better: z.string(),
      helps: z.string(),
      hardest: z.string(),
    })
    .partial(),
  summary: (data) => line(data.words, data.better),
})
