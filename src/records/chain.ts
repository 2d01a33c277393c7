import { z } from 'zod'
import { defineRecord, line } from './kind.ts'

/** One event, thought, feeling and impulse, and where a link could open. */
export const chain = defineRecord({
  kind: 'chain',
  about: 'One event, thought, feeling and impulse, and where a link could open.',
  schema: z
    .strictObject({
      event: z.string(),
      thought: z.string(),
      feeling: z.string(),
      impulse: z.string(),
      /** The link that could open. */
      opening: z.enum(['event', 'thought', 'feeling', 'impulse']),
      /** What could be there instead, in their words. */
      other: z.string(),
    })
    .partial(),
  summary: (data) => line(data.event, data.thought, data.feeling, data.impulse),
})
