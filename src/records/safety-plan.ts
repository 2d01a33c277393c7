import { z } from 'zod'
import { defineRecord, line } from './kind.ts'

/** A page in the client’s own words for hard times, written beforehand (safety planning, Stanley & Brown 2012). */
export const safetyPlan = defineRecord({
  kind: 'safety-plan',
  about: 'A page in the client’s own words for hard times, written beforehand.',
  schema: z
    .strictObject({
      /** Warning signs: how a hard time begins. */
      signs: z.array(z.string()),
      /** What helps that they can do alone. */
      helps: z.array(z.string()),
      /** Places, and company that takes the mind elsewhere. */
      places: z.array(z.string()),
      /** People they would tell. */
      people: z.array(z.string()),
      /** Professionals and lines they would call. */
      lines: z.array(z.string()),
      /** What makes the place around them safer. */
      safer: z.array(z.string()),
    })
    .partial(),
  summary: (data) => line(data.signs, data.helps, data.people),
})
