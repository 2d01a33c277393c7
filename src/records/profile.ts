import { z } from 'zod'
import { defineRecord, line } from './kind.ts'

/** What to call things, and how to talk with this client. */
export const profile = defineRecord({
  kind: 'profile',
  about: 'What to call things, and how to talk with this client.',
  schema: z
    .strictObject({
      name: z.string(),
      substance: z.string(),
      substance_class: z.enum([
        'alcohol',
        'opioid',
        'benzodiazepine',
        'stimulant',
        'cannabis',
        'other',
        'several',
        'unsaid',
      ]),
      language: z.string(),
      country: z.string(),
      zone: z.string(),
    })
    .partial(),
  summary: (data) => line(data.name, data.substance),
})
