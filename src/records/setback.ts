import { z } from 'zod'
import { defineRecord, line } from './kind.ts'

/** What happened, told kindly: what still stands, and what was learned (abstinence violation effect, Marlatt & Gordon 1985). */
export const setback = defineRecord({
  kind: 'setback',
  about: 'What happened, told kindly: what still stands, and what was learned.',
  schema: z
    .strictObject({
      happened: z.string(),
      telling: z.string(),
      on_your_side: z.string(),
      stands: z.string(),
      before: z.string(),
      learned: z.string(),
      next_hour: z.string(),
    })
    .partial(),
  summary: (data) => line(data.happened, data.learned),
})
