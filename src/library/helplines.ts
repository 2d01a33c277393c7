/** Helplines: data with a source and a date. One that has expired, or was never verified, is never shown. */
import { z } from 'zod'
import { parse } from 'yaml'
import type { SayPhrase } from './phrases.ts'

const date = z.iso.date()

const helpline = z.strictObject({
  name: z.string(),
  kind: z.enum(['emergency', 'crisis', 'poison', 'overdose', 'violence', 'youth', 'veterans', 'substance']),
  /** To call, as dialled. */
  call: z.string().optional(),
  /** How to text or chat, in words: "text HOME to 741741". */
  text: z.string().optional(),
  hours: z.string(),
  languages: z.array(z.string()).min(1),
  /** What happens when someone calls, one short sentence. */
  what: z.string().optional(),
  source: z.string(),
  verified: date,
  expires: date,
})
export type Helpline = z.output<typeof helpline>

export const helplinesSchema = z.strictObject({
  /** By ISO 3166-1 alpha-2 country. */
  countries: z.record(z.string().regex(/^[A-Z]{2}$/), z.array(helpline)),
})
export type Helplines = z.output<typeof helplinesSchema>

/** Throws with the place of the first fault. */
export function parseHelplines(source: string): Helplines {
  const parsed = helplinesSchema.safeParse(parse(source))
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]!
  throw new Error(`safety/helplines.yaml: ${issue.path.join('.')} ${issue.message}`)
}

/** Those that may be shown on a day (ISO date), for a country, in the order of the file. */
export function shownHelplines(helplines: Helplines, country: string | undefined, today: string): readonly Helpline[] {
  return (helplines.countries[country ?? ''] ?? []).filter(({ expires }) => expires >= today)
}

/** Those that may not be shown any more, for the operator to look up anew. */
export function expiredHelplines(helplines: Helplines, today: string): string[] {
  return Object.entries(helplines.countries).flatMap(([country, lines]) =>
    lines
      .filter(({ expires }) => expires < today)
      .map(({ name, expires }) => `${country} ${name} (expired ${expires})`),
  )
}

/** "Emergency services: 911", a line each; for a country without data, the one thing that holds everywhere. */
export function helplineTexts(
  helplines: Helplines,
  phrase: SayPhrase,
  country: string | undefined,
  language: string,
  today: string,
): string[] {
  const shown = shownHelplines(helplines, country, today)
  // The kinds stay in the order of the file; within one, a line that speaks the client's language comes first.
  const place = ({ kind }: Helpline) => shown.findIndex((line) => line.kind === kind)
  const speaks = ({ languages }: Helpline) => Number(languages.includes(language))
  const lines = shown
    .toSorted((a, b) => place(a) - place(b) || speaks(b) - speaks(a))
    .map(({ kind, name, call, text, hours }) =>
      [
        `${kind === 'emergency' ? phrase('emergency_services', language) : name}:`,
        [call, text].filter(Boolean).join(', '),
        hours === 'always' ? '' : `(${hours})`,
      ]
        .filter(Boolean)
        .join(' '),
    )
  return lines.length > 0 ? lines : [phrase('emergency_unknown', language)]
}
