import { z } from 'zod'
import { defineRecord, line } from './kind.ts'

/** A 0–10 ruler for one specific change: importance, confidence or readiness. */
export const ruler = defineRecord({
  kind: 'ruler',
  about: 'A 0–10 ruler for one specific change: importance, confidence or readiness.',
  schema: z
    .strictObject({
      change: z.string(),
      importance: z.number(),
      confidence: z.number(),
      readiness: z.number(),
      reasons: z.string(),
      strengths: z.string(),
    })
    .partial(),
  summary: (data) => line(data.change, data.importance),
})
