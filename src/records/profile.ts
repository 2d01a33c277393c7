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
        'ghb',
        'other',
        'several',
        'unsaid',
      ]),
      language: z.string(),
      /** ISO 3166-1 alpha-2, or the client’s own words for a country there are no numbers for. */
      country: z.string(),
      /** IANA time zone. */
      zone: z.string(),
      /** Somebody else looks at the phone or computer this is used on. */
      others_look: z.boolean(),
    })
    .partial(),
  summary: (data) => line(data.name, data.substance),
})
