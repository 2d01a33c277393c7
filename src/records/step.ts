import { z } from 'zod'
import { defineRecord, line } from './kind.ts'

/** A step of any size, and how it went. */
export const step = defineRecord({
  kind: 'step',
  about: 'A step of any size, and how it went.',
  schema: z
    .strictObject({
      what: z.string(),
      when: z.string(),
      where: z.string(),
      confidence: z.number(),
      obstacle: z.string(),
      plan_b: z.string(),
      outcome: z.enum(['done', 'partly', 'not_this_time', 'changed']),
      learned: z.string(),
    })
    .partial(),
  summary: (data) => line(data.what, data.outcome),
})
