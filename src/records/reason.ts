import { z } from 'zod'
import { defineRecord, line } from './kind.ts'

/** What brings the client here, in their words. */
export const reason = defineRecord({
  kind: 'reason',
  about: 'What brings the client here, in their words.',
  schema: z
    .strictObject({
      reason: z.string(),
      hope: z.string(),
    })
    .partial(),
  summary: (data) => line(data.reason, data.hope),
})
