/** Messages and readings as lines of JSON, for `gradual read`. */
import { DateTime, IANAZone } from 'luxon'
import { z } from 'zod'
import type { Message, Reading } from './reading.ts'

const id = z.union([z.string(), z.number()])

const question = z.discriminatedUnion('type', [
  z.object({ type: z.literal('choose'), text: z.string().optional(), options: z.array(z.string()).min(1) }),
  z.object({ type: z.enum(['confirm', 'rate', 'count', 'time', 'list']), text: z.string().optional() }),
])

const line = z.object({
  id,
  text: z.string(),
  lang: z.enum(['en', 'es']),
  question: question.nullish(),
  now: z
    .string()
    .refine(isLocalMinute, 'give the local time of the message to the minute, such as 2026-03-06T18:00')
    .nullish(),
  tz: z
    .string()
    .refine((zone) => IANAZone.isValidZone(zone), 'give an IANA time zone, such as America/New_York')
    .nullish(),
})

function isLocalMinute(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(text) && DateTime.fromISO(text, { zone: 'utc' }).isValid
}

/** One line in, one line out, without the line break: the reading, or what is wrong with the line. */
export function readLine(input: string, read: (message: Message) => Reading): string {
  let given: unknown
  try {
    given = JSON.parse(input)
  } catch {
    return JSON.stringify({ id: null, error: 'not JSON; give one object a line: {"id":"1","text":"…","lang":"en"}' })
  }
  const parsed = line.safeParse(given)
  if (!parsed.success) return JSON.stringify({ id: idOf(given), error: whatIsWrong(parsed.error) })
  return JSON.stringify({ id: parsed.data.id, ...read(messageOf(parsed.data)) })
}

function messageOf({ text, lang, question, now, tz }: z.output<typeof line>): Message {
  return {
    text,
    language: lang,
    ...(question
      ? {
          question:
            question.type === 'choose' ? { type: 'choose', options: question.options } : { type: question.type },
        }
      : {}),
    ...(now ? { now } : {}),
    ...(tz ? { zone: tz } : {}),
  }
}

/** The line's own name as far as it has one, so that whoever sent it finds it again. */
function idOf(given: unknown): string | number | null {
  const found = id.safeParse(typeof given === 'object' && given !== null && 'id' in given ? given.id : undefined)
  return found.success ? found.data : null
}

/** Where and why, never what: a client's words do not go into an error. */
function whatIsWrong({ issues: [issue] }: z.ZodError): string {
  return issue === undefined
    ? 'not a message'
    : [issue.path.join('.'), issue.message].filter((part) => part !== '').join(': ')
}
