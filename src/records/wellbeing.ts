import { z } from 'zod'
import { defineRecord, line } from './kind.ts'

/** How life has been lately, in five numbers from 0 (never) to 10 (all the time). Items of our own wording. */
export const wellbeing = defineRecord({
  kind: 'wellbeing',
  about: 'How life has been lately, in five numbers from 0 (never) to 10 (all the time).',
  schema: z
    .strictObject({
      at_ease: z.number(),
      rested: z.number(),
      energy: z.number(),
      interest: z.number(),
      close: z.number(),
      /** What else there is to say of it. */
      more: z.string(),
    })
    .partial(),
  summary: (data) => line(data.at_ease, data.rested, data.energy, data.interest, data.close, data.more),
})
