import { z } from 'zod'
import { defineRecord, line } from './kind.ts'

/** What already works, who helps, and what got the client through before. */
export const strength = defineRecord({
  kind: 'strength',
  about: 'What already works, who helps, and what got the client through before.',
  schema: z
    .strictObject({
      works: z.array(z.string()),
      people: z.array(z.string()),
      got_through: z.string(),
      /** What someone who likes them would say they are good at. */
      good_at: z.string(),
    })
    .partial(),
  summary: (data) => line(data.works, data.people, data.got_through),
})
