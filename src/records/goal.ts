import { z } from 'zod'
import { defineRecord, line } from './kind.ts'

/** A goal and the client’s own measure of it. */
export const goal = defineRecord({
  kind: 'goal',
  about: 'A goal and the client’s own measure of it.',
  schema: z
    .strictObject({
      goal: z.string(),
      measure: z.string(),
      fit: z.number(),
    })
    .partial(),
  summary: (data) => line(data.goal),
})
