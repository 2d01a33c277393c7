import { z } from 'zod'
import { defineRecord, line } from './kind.ts'

/** One typical time as it went, and written again as the client would have it (the negative script, Tatarsky 2003). */
export const script = defineRecord({
  kind: 'script',
  about:
    'One typical time as it went, and written again as the client would have it (the negative script, Tatarsky 2003).',
  schema: z
    .strictObject({
      time: z.string(),
      before: z.string(),
      moments: z.array(z.string()),
      good: z.string(),
      turn: z.string(),
      inside: z.string(),
      /** The same time written again, moment by moment, from where it turned. */
      again: z.array(z.string()),
      new_line: z.string(),
    })
    .partial(),
  summary: (data) => line(data.time, data.new_line),
})
