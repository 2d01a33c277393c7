import { z } from 'zod'
import { defineRecord, line } from './kind.ts'

/** A specific harm, how often, and how much it bothers the client. */
export const harm = defineRecord({
  kind: 'harm',
  about: 'A specific harm, how often, and how much it bothers the client.',
  schema: z
    .strictObject({
      area: z.string(),
      harm: z.string(),
      often: z.string(),
      bother: z.number(),
    })
    .partial(),
  summary: (data) => line(data.harm, data.bother),
})
