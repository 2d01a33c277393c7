import { z } from 'zod'
import { defineRecord, line } from './kind.ts'

/** A check-up by a doctor or nurse: where the client is with it, what makes it hard, and a note to show there. */
export const medical = defineRecord({
  kind: 'medical',
  about: 'A check-up by a doctor or nurse: where the client is with it, what makes it hard, and a note to show there.',
  schema: z
    .strictObject({
      plan: z.enum(['planned', 'done', 'not_now']),
      hard: z.array(z.string()),
      easier: z.string(),
      /** The note: what is used and how often, what they would like looked at, what is best known beforehand. */
      uses: z.string(),
      look_at: z.string(),
      know: z.string(),
      /** What they found out. */
      found: z.string(),
      /** When to ask again: a local ISO minute. */
      ask_at: z.string(),
    })
    .partial(),
  summary: (data) => line(data.look_at, data.uses, data.found),
})
