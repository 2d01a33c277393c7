import { z } from 'zod'
import { defineRecord, line } from './kind.ts'

/** One check-in: mood, use in the client’s own measure, the step, and what to bring to a session. */
export const checkin = defineRecord({
  kind: 'checkin',
  about: 'One check-in: mood, use in the client’s own measure, the step, and what to bring to a session.',
  schema: z
    .strictObject({
      mood: z.number(),
      used: z.boolean(),
      amount: z.number(),
      how_was_it: z.string(),
      step: z.enum(['done', 'partly', 'not_this_time']),
      bring: z.string(),
    })
    .partial(),
  summary: (data) => line(data.mood, data.bring),
})
