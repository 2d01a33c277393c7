import { z } from 'zod'
import { defineRecord, line } from './kind.ts'

/** That the danger of stopping or cutting down fast was told, and for which substance: it is told once, not every time. */
export const caution = defineRecord({
  kind: 'caution',
  about: 'That the danger of stopping or cutting down fast was told, and for which substance.',
  schema: z
    .strictObject({
      /** As in `profile.substance_class`. */
      substance_class: z.string(),
    })
    .partial(),
  summary: (data) => line(data.substance_class),
})
