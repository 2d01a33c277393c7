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
      /** When to ask how it went: a local ISO minute. */
      review_at: z.string(),
      outcome: z.enum(['done', 'partly', 'not_this_time', 'changed', 'let_go']),
      /** What made it possible. */
      helped: z.string(),
      /** Which part happened. */
      part: z.string(),
      turned_into: z.string(),
      /** What was going on when the time came. */
      instead: z.string(),
      learned: z.string(),
    })
    .partial(),
  summary: (data) => line(data.what, data.outcome),
})
