import { z } from 'zod'
import { defineRecord, line } from './kind.ts'

/** The ideal substance use plan, in the client’s words and numbers. */
export const plan = defineRecord({
  kind: 'plan',
  about: 'The ideal substance use plan, in the client’s words and numbers.',
  schema: z
    .strictObject({
      week: z.string(),
      keep: z.array(z.string()),
      less: z.string(),
      days: z.string(),
      amount: z.string(),
      where: z.string(),
      with_whom: z.string(),
      never: z.array(z.string()),
      off_course: z.string(),
      fit: z.number(),
      /** What would make it fit better. */
      better: z.string(),
    })
    .partial(),
  summary: (data) => line(data.week, data.less),
})
