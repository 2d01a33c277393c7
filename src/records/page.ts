import { z } from 'zod'
import { defineRecord, line } from './kind.ts'

/** One page about themselves that the client shows from their own phone. Nothing of it is sent to anyone. */
export const page = defineRecord({
  kind: 'page',
  about: 'One page about themselves that the client shows from their own phone. Nothing of it is sent to anyone.',
  schema: z
    .strictObject({
      /** What they would like someone to know. */
      know: z.array(z.string()),
      helps: z.array(z.string()),
      /** What makes things harder. */
      harder: z.array(z.string()),
      /** What they would like to be asked, or helped with. */
      asks: z.array(z.string()),
    })
    .partial(),
  summary: (data) => line(data.know, data.asks),
})
