import { z } from 'zod'
import { defineRecord, line } from './kind.ts'

/** A line of the plan tried for a while: the prediction, and what was observed. */
export const experiment = defineRecord({
  kind: 'experiment',
  about: 'A line of the plan tried for a while: the prediction, and what was observed.',
  schema: z
    .strictObject({
      line: z.string(),
      until: z.string(),
      guess: z.string(),
      good: z.string(),
      harm: z.string(),
      note: z.string(),
      stop_early: z.string(),
      stood_out: z.string(),
      surprised: z.string(),
      good_stayed: z.string(),
      harm_change: z.enum(['less', 'same', 'more']),
      real: z.number(),
      learned: z.string(),
      next: z.enum(['keep', 'change', 'drop', 'break', 'stop']),
    })
    .partial(),
  summary: (data) => line(data.line, data.guess, data.learned),
})
