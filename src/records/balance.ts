import { z } from 'zod'
import { defineRecord, line } from './kind.ts'

/** Both sides: what using does for the client, and what is less good about it (decisional balance). */
export const balance = defineRecord({
  kind: 'balance',
  about: 'Both sides: what using does for the client, and what is less good about it (decisional balance).',
  schema: z
    .strictObject({
      likes: z.array(z.string()),
      costs: z.array(z.string()),
      importance: z.number(),
      reasons: z.string(),
    })
    .partial(),
  summary: (data) => line([...(data.likes ?? []), ...(data.costs ?? [])]),
})
