/**
 * What clients say to questions, to Gradual itself and unasked: the schema of `flows/system/words.*.yaml`.
 *
 * The files are for clinicians and translators. How phrases are written stands at their head and in phrases.ts.
 */
import { z } from 'zod'
import { commands } from './reading.ts'

const phrase = z.string().min(1)
const phrases = z.array(phrase)
/** Phrases and what they stand for. Files are read without guessing at types, so a number comes as text. */
const valued = z.record(phrase, z.coerce.number())

const numbers = z.strictObject({
  words: valued,
  /** Words that are numbers only after and before certain words or the edge of a clause ("one"). */
  shy: z.strictObject({ words: phrases, after: phrases, before: phrases }),
  /** Phrases that are a number: "a couple". */
  amounts: valued,
  /** Said after a number: half more. */
  halves: phrases,
  /** Between a number and its decimal. */
  point: phrases,
  minus: phrases,
  /** Between tens and ones ("treinta y dos"); empty where nothing stands there. */
  tensAnd: phrases,
  /** Between the ends of a range; `and` only after `between`. */
  or: phrases,
  to: phrases,
  between: phrases,
  and: phrases,
  /** Between a number and the top of its scale. */
  outOf: phrases,
})

const rate = z.strictObject({
  /** Of the scale, not on it: "from 0 to 10". */
  scale: phrases,
  /** On another scale: no answer to this one. */
  otherScale: phrases,
  past: phrases,
  now: phrases,
  /** From one number to another: the second holds. */
  moved: phrases,
  /** Around a number that is not meant. */
  refused: phrases,
  /** Somebody or something else has this number. */
  others: phrases,
  /** After a number: what it counts. Words that end in s do too, but for those in `plain`. */
  counts: phrases,
  plain: phrases,
  /** Part what was from what is, where no comma does. */
  breaks: phrases,
})

const count = z.strictObject({
  /** A number of things: "a pint", "another". */
  amounts: valued,
  zero: phrases,
  /** As many as nobody can say. */
  vague: phrases,
  /** Around a number that is not meant: "my limit is two". */
  refused: phrases,
  /** Somebody else had this many. */
  others: phrases,
  /** Around a number that counts something else. */
  aside: phrases,
  /** After, or before, the sum of what is listed. */
  total: phrases,
  totalBefore: phrases,
  /** Between a number and the one that replaces it. */
  correction: phrases,
})

/** `opens`: at the beginning of a clause, whatever follows; `whole`: only as a clause of its own. */
const ways = z.strictObject({ opens: phrases, whole: phrases })
const confirm = z.strictObject({
  yes: ways,
  no: ways,
  unsure: ways,
  /** What looks like an answer and is none: questions back, what others would say. */
  neither: phrases,
})

const list = z.strictObject({
  /** Nothing more to say, when the whole message says so. */
  done: phrases,
  /** What may stand around that. */
  around: phrases,
})

export const dayParts = ['morning', 'noon', 'afternoon', 'evening', 'night', 'tonight', 'midnight', 'small'] as const
export type DayPart = (typeof dayParts)[number]

const time = z.strictObject({
  /** Whole spans of elapsed time, in minutes. */
  spans: valued,
  /** Words after a number, by their minutes, days and months. */
  minutes: valued,
  days: valued,
  months: valued,
  /** "A", before one of these; "of", between a number and one of these. */
  one: phrases,
  of: phrases,
  /** Days by how far off they are. */
  ahead: valued,
  /** Monday first. */
  weekdays: z.array(phrases).length(7),
  /** Beside a weekday: the week after. */
  weekLater: phrases,
  monthNames: z.array(phrases).length(12),
  /** Days of the year. */
  feasts: z.record(phrase, z.string().regex(/^\d\d-\d\d$/, 'a feast is a date written MM-DD, such as 12-25')),
  /** Before, and after, the number of a day of the month. */
  dayBefore: phrases,
  dayAfter: phrases,
  /** `small` are the hours after midnight. */
  parts: z.record(z.enum(dayParts), phrases),
  am: phrases,
  pm: phrases,
  /** With the number of an hour in them: minutes to add. */
  clocks: valued,
  /** With two numbers in them: minutes before the hour, minutes past it, the hour and minutes, the hour less minutes. */
  minutesTo: phrases,
  minutesPast: phrases,
  hourAnd: phrases,
  hourLess: phrases,
  /** Before an hour; before a span. */
  at: phrases,
  in: phrases,
  /** At the hour it is now. */
  same: phrases,
  past: phrases,
  /** What the time hangs on, so that there is none. */
  events: phrases,
  vague: phrases,
  /** What is said before is taken back. */
  correction: phrases,
})

const choose = z.strictObject({
  /** 1 is the first, -1 the last, 0 the middle one. */
  positions: valued,
  /** Words that may stand around a position. */
  around: phrases,
  /** Words of an option that tell nothing of what it is. */
  empty: phrases,
  /** Endings that make no other word of a word, longest first. */
  endings: phrases,
  /** Before, and after, what is not picked; where such a refusal ends. */
  refused: phrases,
  refusedAfter: phrases,
  breaks: phrases,
  /** What was picked before is taken back. */
  correction: phrases,
  /** More than one, or any: no pick. */
  several: phrases,
  /** Between two picks that are both meant. */
  both: phrases,
  /** Questions back; those that are one only where a question mark follows. */
  asks: phrases,
  asksIfMarked: phrases,
  /**
   * Phrases by what they mean; an option and a message meet where they mean the same. The first two phrases name the
   * meaning: an option with one of them in it means this, and nothing else the words are listed under.
   */
  meanings: z.record(z.string(), phrases),
})

const command = z.union([z.enum(commands), z.templateLiteral(['language:', z.string().regex(/^[a-z]{2}$/)])])
const commandWays = z.strictObject({
  /** The whole message, courtesies and "can you" aside. */
  alone: phrases.optional(),
  /** The whole message too, but an answer to the open question if it can be one. */
  faint: phrases.optional(),
  /** The first or last clause, "I want to" aside too. */
  clause: phrases.optional(),
  /** Anywhere: only what nobody says about their life. */
  within: phrases.optional(),
})

const logWays = z.strictObject({
  /** At the beginning of a clause, `lead` aside. */
  opens: phrases,
  /** Anywhere. */
  within: phrases,
  /** Only as a whole clause. */
  whole: phrases,
  /** Not this after all. */
  except: phrases,
})
const log = z.strictObject({
  /** Passed over at the beginning and the end of a clause: "today I". */
  lead: phrases,
  /** Not told as done by them, now: plans, wishes, questions, other people, long ago. */
  except: phrases,
  use: logWays,
  step: logWays,
  mood: logWays,
})

export const wordsSchema = z.strictObject({
  language: z.enum(['en', 'es']),
  /** Words passed over wherever they stand. */
  skip: z.array(phrase),
  /** Said around what is meant. */
  courtesies: phrases,
  /** Before what Gradual is asked for: "can you". */
  openers: phrases,
  /** Words that phrases refer to as `<name>`. */
  classes: z.record(z.string().regex(/^[a-z]+$/, 'a class is named in lower-case letters'), phrases),
  numbers,
  rate,
  count,
  confirm,
  list,
  commands: z.partialRecord(command, commandWays),
  /** Before words that somebody else said. */
  reported: phrases,
  time,
  choose,
  log,
  /** Real words one slip from a word that is listened for. */
  ordinary: phrases,
})

/** The words of one language, as their file holds them. */
export type Words = z.infer<typeof wordsSchema>
export type NumberWords = Words['numbers']
export type RateWords = Words['rate']
export type CountWords = Words['count']
export type ConfirmWords = Words['confirm']
export type ListWords = Words['list']
export type TimeWords = Words['time']
export type ChooseWords = Words['choose']
export type LogWords = Words['log']
export type CommandWords = Pick<Words, 'commands' | 'openers' | 'courtesies' | 'reported'>
export type CommandWay = keyof z.infer<typeof commandWays>
