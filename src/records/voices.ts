import { z } from 'zod'
import { defineRecord, line } from './kind.ts'

/** Two parts of the client, each asked what it wants, fears and protects, and what both could live with. */
export const voices = defineRecord({
  kind: 'voices',
  about: 'Two parts of the client, each asked what it wants, fears and protects, and what both could live with.',
  schema: z
    .strictObject({
      steady_before: z.number(),
      steady_after: z.number(),
      one: z.string(),
      one_wants: z.string(),
      one_fears: z.string(),
      one_protects: z.string(),
      other: z.string(),
      other_wants: z.string(),
      other_fears: z.string(),
      other_protects: z.string(),
      /** What they see when they step back. */
      notice: z.string(),
      both: z.string(),
    })
    .partial(),
  summary: (data) => line(data.notice, data.both),
})
