import { z } from 'zod'
import { defineRecord, line } from './kind.ts'

/** What Gradual got wrong, as the client sees it. */
export const missed = defineRecord({
  kind: 'missed',
  about: 'What Gradual got wrong, as the client sees it.',
  schema: z
    .strictObject({
      what: z.string(),
      words: z.string(),
      better: z.string(),
      /** They would like the people behind Gradual to know it. */
      pass_on: z.boolean(),
    })
    .partial(),
  summary: (data) => line(data.words, data.better),
})
