/**
 * What clients say to questions, to Gradual itself and unasked: the schema of `flows/system/words.*.yaml`.
 *
 * The files are for clinicians and translators; how phrases are written stands at their head and in phrases.ts.
 */
import { z } from 'zod'
import { commands } from './reading.ts'

const phrase = z.string().min(1)
const phrases = z.array(phrase)
/** Files are read without guessing at types, so that `true` and `2` can be words: numbers come as text. */
const valued = z.record(phrase, z.coerce.number())

const numbers = z.strictObject({
  words: valued,
  shy: z.strictObject({ words: phrases, after: phrases, before: phrases }),
  amounts: valued,
  halves: phrases,
  point: phrases,
  minus: phrases,
  tensAnd: phrases,
  or: phrases,
  to: phrases,
  between: phrases,
  and: phrases,
  outOf: phrases,
})

const rate = z.strictObject({
  scale: phrases,
  otherScale: phrases,
  past: phrases,
  now: phrases,
  moved: phrases,
  refused: phrases,
  others: phrases,
  counts: phrases,
  plain: phrases,
  breaks: phrases,
})

const count = z.strictObject({
  amounts: valued,
  zero: phrases,
  vague: phrases,
  refused: phrases,
  others: phrases,
  aside: phrases,
  total: phrases,
  totalBefore: phrases,
  correction: phrases,
})

const ways = z.strictObject({ opens: phrases, whole: phrases })
const confirm = z.strictObject({ yes: ways, no: ways, unsure: ways, neither: phrases })

const list = z.strictObject({ done: phrases, around: phrases })

const time = z.strictObject({
  spans: valued,
  minutes: valued,
  days: valued,
  months: valued,
  one: phrases,
  of: phrases,
  ahead: valued,
  weekdays: z.array(phrases).length(7),
  weekLater: phrases,
  monthNames: z.array(phrases).length(12),
  feasts: z.record(phrase, z.string().regex(/^\d\d-\d\d$/, 'a feast is a date written MM-DD, such as 12-25')),
  dayBefore: phrases,
  dayAfter: phrases,
  parts: z.strictObject({
    morning: phrases,
    noon: phrases,
    afternoon: phrases,
    evening: phrases,
    night: phrases,
    tonight: phrases,
    midnight: phrases,
    small: phrases,
  }),
  am: phrases,
  pm: phrases,
  clocks: valued,
  minutesTo: phrases,
  minutesPast: phrases,
  hourAnd: phrases,
  hourLess: phrases,
  at: phrases,
  in: phrases,
  same: phrases,
  past: phrases,
  events: phrases,
  vague: phrases,
  correction: phrases,
})

const choose = z.strictObject({
  positions: valued,
  around: phrases,
  empty: phrases,
  endings: phrases,
  refused: phrases,
  refusedAfter: phrases,
  breaks: phrases,
  correction: phrases,
  several: phrases,
  both: phrases,
  asks: phrases,
  asksIfMarked: phrases,
  meanings: z.record(z.string(), phrases),
})

const command = z.union([z.enum(commands), z.templateLiteral(['language:', z.string().regex(/^[a-z]{2}$/)])])
const commandWays = z.strictObject({
  alone: phrases.optional(),
  faint: phrases.optional(),
  clause: phrases.optional(),
  within: phrases.optional(),
})

const logWays = z.strictObject({ opens: phrases, within: phrases, whole: phrases, except: phrases })
const log = z.strictObject({ lead: phrases, except: phrases, use: logWays, step: logWays, mood: logWays })

export const wordsSchema = z.strictObject({
  language: z.enum(['en', 'es']),
  skip: z.array(phrase),
  courtesies: phrases,
  openers: phrases,
  classes: z.record(z.string().regex(/^[a-z]+$/, 'a class is named in lower-case letters'), phrases),
  numbers,
  rate,
  confirm,
  count,
  list,
  commands: z.partialRecord(command, commandWays),
  reported: phrases,
  time,
  choose,
  log,
  ordinary: phrases,
})

/** The words of one language, as their file holds them. */
export type Words = z.infer<typeof wordsSchema>
