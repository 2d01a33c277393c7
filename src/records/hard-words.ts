import { z } from 'zod'
import { defineRecord, line } from './kind.ts'

/** A hard word the client uses for themselves or was called, where it came from, and what someone on their side would say. */
export const hardWords = defineRecord({
  kind: 'hard-words',
  about:
    'A hard word the client uses for themselves or was called, where it came from, and what someone on their side would say.',
  schema: z
    .strictObject({
      word: z.string(),
      came_from: z.string(),
      /** What it does to them. */
      does: z.string(),
      on_your_side: z.string(),
      /** The word they would rather have. */
      rather: z.string(),
    })
    .partial(),
  // The hard word itself is never said back.
  summary: (data) => line(data.on_your_side, data.rather),
})
