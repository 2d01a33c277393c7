import { z } from 'zod'
import { defineRecord, line } from './kind.ts'

/** A letter that is never sent and never interpreted. Sharing one needs a consent of its own. */
export const letter = defineRecord({
  kind: 'letter',
  about: 'A letter that is never sent and never interpreted. Sharing one needs a consent of its own.',
  schema: z
    .strictObject({
      /** To whom or what, in their words. */
      to: z.string(),
      /** As it came, a message each. */
      lines: z.array(z.string()),
    })
    .partial(),
  // Only to whom: a letter is read when it is asked for.
  summary: (data) => line(data.to),
})
