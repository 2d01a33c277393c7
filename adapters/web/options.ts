/** What a deployment tells the web channel. Checked once, before anything starts. */
import { z } from 'zod'

/** Written out, since it goes into headers: a browser's own reading of an address lets `*` and `;` through. */
const ORIGIN = /^https?:\/\/(?:[a-z\d.-]+|\[[\da-f:]+\])(?::\d+)?$/

const origin = z.string().refine((text) => ORIGIN.test(text) && URL.parse(text)?.origin === text, {
  error: ({ input }) =>
    `"${String(input)}" is not an origin. Write it like https://chat.example.org, without a path or a slash at the end`,
})

/** A country's numbers for the offline page. */
const section = z.strictObject({
  language: z.string(),
  title: z.string(),
  numbers: z.array(
    z.strictObject({
      kind: z.enum(['call', 'text']),
      number: z.string().regex(/^[+\d][\d\s()-]*$/, 'a telephone number'),
      name: z.string(),
      /** What it is for, and when. */
      about: z.string(),
    }),
  ),
})

export const optionsSchema = z.strictObject({
  /** The origin people reach the page under. Absent: only this machine, at whatever port. */
  origin: origin.optional(),
  /** The origins of sites that may show the page in an iframe. */
  sites: z.array(origin).default([]),
  /** For the offline page. */
  numbers: z.array(section).min(1),
  /** What happens to what people write, in plain words, by language. */
  privacy: z.record(z.string(), z.string()).refine((texts) => 'en' in texts, 'needs at least "en"'),
})
export type WebOptions = z.input<typeof optionsSchema>
export type Settings = z.output<typeof optionsSchema>
export type NumberSection = z.infer<typeof section>

export function readOptions(options: WebOptions): Settings {
  const read = optionsSchema.safeParse(options)
  if (read.success) return read.data
  throw new Error(`web channel: ${z.prettifyError(read.error)}`)
}
