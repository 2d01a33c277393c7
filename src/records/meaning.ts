import { z } from 'zod'
import { defineRecord, line } from './kind.ts'

/** One thing using does for the client, and other ways they know of getting that. */
export const meaning = defineRecord({
  kind: 'meaning',
  about: 'One thing using does for the client, and other ways they know of getting that.',
  schema: z
    .strictObject({
      /** What it is for: one of the paper's kinds, or their own words. */
      does: z.string(),
      gives: z.string(),
      other_ways: z.array(z.string()),
      /** What using gives that nothing else does. */
      only: z.string(),
    })
    .partial(),
  summary: (data) => line(data.gives, data.other_ways),
})
