import { z } from 'zod'
import { defineRecord, line } from './kind.ts'

/** A goal and the client’s own measure of it. */
export const goal = defineRecord({
  kind: 'goal',
  about: 'A goal and the client’s own measure of it.',
  schema: z
    .strictObject({
      goal: z.string(),
      /** Where it leads, so that nobody who is going elsewhere is offered less of something. */
      towards: z.enum(['safer', 'less', 'break', 'stop', 'same', 'unsure', 'other']),
      measure: z.string(),
      fit: z.number(),
      /** What would make it fit better. */
      better: z.string(),
      let_go: z.boolean(),
    })
    .partial(),
  summary: (data) => line(data.goal),
})
