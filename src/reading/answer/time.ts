/**
 * What a message says to "when?".
 *
 * Hours and minutes from now are elapsed time; days, weeks and months keep the wall clock, and so does a day without an
 * hour. An hour without a day is its next occurrence; without morning or evening either, whichever comes first. On a
 * named day an hour from 1 to 6 is taken for the afternoon. What hangs on a life event ("after work") has no time.
 */
import { DateTime } from 'luxon'
import type { Amount, Numbers } from '../numbers.ts'
import { type Lexicon, Phrases } from '../phrases.ts'
import type { Said } from '../said.ts'

const parts = ['morning', 'noon', 'afternoon', 'evening', 'night', 'tonight', 'midnight', 'small'] as const
type Part = (typeof parts)[number]

/** How people tell times: `time` in `words.*.yaml`. */
export interface TimeWords {
  /** Spans of elapsed time by their minutes; the phrase says the whole span. */
  readonly spans: Readonly<Record<string, number>>
  /** Words after a number, by their minutes, days and months. */
  readonly minutes: Readonly<Record<string, number>>
  readonly days: Readonly<Record<string, number>>
  readonly months: Readonly<Record<string, number>>
  /** "A", before one of these. */
  readonly one: readonly string[]
  /** Between a number and one of these. */
  readonly of: readonly string[]
  /** Days by how far off they are. */
  readonly ahead: Readonly<Record<string, number>>
  /** Monday first. */
  readonly weekdays: readonly (readonly string[])[]
  /** After or before a weekday: the week after. */
  readonly weekLater: readonly string[]
  readonly monthNames: readonly (readonly string[])[]
  /** Days of the year, as `MM-DD`. */
  readonly feasts: Readonly<Record<string, string>>
  /** Before a day of the month, after it. */
  readonly dayBefore: readonly string[]
  readonly dayAfter: readonly string[]
  readonly parts: Readonly<Record<Part, readonly string[]>>
  readonly am: readonly string[]
  readonly pm: readonly string[]
  /** An hour's number stands in the phrase: minutes to add to it. */
  readonly clocks: Readonly<Record<string, number>>
  /** Two numbers stand in the phrase: minutes before, minutes after, hour then minutes after, hour then minutes before. */
  readonly minutesTo: readonly string[]
  readonly minutesPast: readonly string[]
  readonly hourAnd: readonly string[]
  readonly hourLess: readonly string[]
  /** Before an hour; before a span. */
  readonly at: readonly string[]
  readonly in: readonly string[]
  readonly same: readonly string[]
  readonly past: readonly string[]
  readonly events: readonly string[]
  readonly vague: readonly string[]
  /** What is said before is taken back. */
  readonly correction: readonly string[]
}

type Sign =
  | { readonly is: 'span' | 'minutes' | 'days' | 'months' | 'ahead' | 'clock'; readonly by: number }
  | { readonly is: 'weekday' | 'month'; readonly by: number }
  | { readonly is: 'feast'; readonly month: number; readonly day: number }
  | { readonly is: 'part'; readonly part: Part }
  | {
      readonly is:
        'am' | 'pm' | 'weekLater' | 'dayBefore' | 'dayAfter' | 'minutesTo' | 'minutesPast' | 'hourAnd' | 'hourLess'
    }
  | { readonly is: 'at' | 'in' | 'same' | 'past' | 'event' | 'vague' | 'correction' }

/** What was told of a moment so far. */
interface Told {
  /** Elapsed minutes. */
  span?: number
  days?: number
  months?: number
  weekday?: number
  month?: number
  dayOfMonth?: number
  year?: number
  weeksLater?: number
  hour?: number
  minute?: number
  /** The hour is told on 24, so that 8 is the morning. */
  full?: boolean
  half?: 'am' | 'pm'
  part?: Part
  same?: boolean
}

export interface TimeReader {
  /** Local ISO minute after `now`, or null. `now` is a local ISO minute in `zone`. */
  (said: Said, now: string | undefined, zone: string | undefined): string | null
  readonly vocabulary: ReadonlySet<string>
}

export function createTimeReader(
  words: TimeWords,
  numbers: Numbers,
  skip: ReadonlySet<string>,
  lexicon: Lexicon,
): TimeReader {
  const signs = new Phrases(signsOf(words), lexicon)
  const one = new Phrases(
    words.one.map((word) => [word, 1] as const),
    lexicon,
  )
  const of = new Set(words.of)

  const read = (said: Said, now: string | undefined, zone: string | undefined): string | null => {
    if (now === undefined || said.words.length > longest) return null
    const told = tell(said)
    if (told === undefined) return null
    const from = DateTime.fromISO(now, { zone: zone ?? 'utc' })
    const moment = from.isValid ? momentOf(told, from) : undefined
    return moment !== undefined && moment > from ? moment.toFormat(minute) : null
  }

  function tell(said: Said): Told | undefined {
    let told: Told = {}
    let loose: number[] = []
    let event = false
    let vague = false
    let at = 0
    let afterAt = false
    let afterIn = false
    while (at < said.words.length) {
      const clock = clockAt(said, at, afterIn)
      const sign = signs.longestAt(said, at, skip)
      const amount = numbers.at(said, at, one)
      if (clock !== undefined && (clock.written || clock.end >= (sign?.end ?? 0))) {
        told.hour = clock.hour
        told.minute = clock.minute
        if (clock.full) told.full = true
        for (let inside = at; inside < clock.end; inside++) takeHalf(said, inside, told)
        at = clock.end
        afterAt = afterIn = false
        continue
      }
      if (amount !== undefined && !(sign !== undefined && sign.end > amount.end)) {
        const end = takeAmount(said, amount, told, { afterAt, afterIn }, loose)
        at = end
        afterAt = afterIn = false
        continue
      }
      if (sign === undefined) {
        if (!skip.has(said.words[at]!)) afterAt = afterIn = false
        at += 1
        continue
      }
      const { label } = sign
      if (label.is === 'past') return undefined
      if (label.is === 'vague') vague = true
      if (label.is === 'correction' && Object.keys(told).length > 0) {
        told = {}
        loose = []
      } else if (label.is === 'event') event = true
      else takeSign(label, told, said, sign.end)
      afterAt = label.is === 'at'
      afterIn = label.is === 'in'
      at = sign.end
    }
    if (told.hour === undefined && told.span === undefined && loose.length === 1) {
      const [hour] = loose
      const alone = said.words.filter((word) => !skip.has(word)).length <= 2
      if (hour !== undefined && hour <= 24 && (alone || told.part !== undefined || hasDay(told))) {
        Object.assign(told, { hour: hour % 24, minute: 0, ...(hour > 12 || hour === 0 ? { full: true } : {}) })
      }
    }
    if ((event || vague) && told.hour === undefined && (event || told.span === undefined)) return undefined
    return told.span !== undefined || told.hour !== undefined || told.part !== undefined || hasDay(told)
      ? told
      : undefined
  }

  /** What is said inside of an hour's phrase of the half of the day it is in. */
  function takeHalf(said: Said, at: number, told: Told): void {
    for (const { label, end } of signs.at(said, at)) {
      if (label.is === 'am' || label.is === 'pm' || label.is === 'part') takeSign(label, told, said, end)
    }
  }

  /** A number and what it counts; the word index after it. */
  function takeAmount(
    said: Said,
    amount: Amount,
    told: Told,
    { afterAt, afterIn }: { readonly afterAt: boolean; readonly afterIn: boolean },
    loose: number[],
  ): number {
    // "An hour and a half" holds its unit inside.
    for (let at = amount.start + 1; at < amount.end; at++) {
      if (signs.at(said, at).some(({ label }) => addUnit(label, amount.value, told))) return amount.end
    }
    let next = amount.end
    while (of.has(said.words[next] ?? '')) next += 1
    const unit = said.begins[next] === true ? undefined : signs.longestAt(said, next)
    if (!afterAt && unit !== undefined && addUnit(unit.label, amount.value, told)) return unit.end
    if (!afterAt && one.longestAt(said, amount.start)?.end === amount.end) return amount.end
    if (unit?.label.is === 'month') {
      Object.assign(told, { month: unit.label.by, dayOfMonth: amount.value })
      return unit.end
    }
    if (unit?.label.is === 'dayAfter') {
      told.dayOfMonth = amount.value
      return unit.end
    }
    if (!Number.isInteger(amount.value) || amount.value < 0) return amount.end
    if (afterIn) told.span = (told.span ?? 0) + amount.value
    else if (afterAt && amount.value <= 24) {
      Object.assign(told, { hour: amount.value % 24, minute: 0 })
      if (amount.value > 12 || amount.value === 0) told.full = true
      // "A las 21 horas".
      if (unit?.label.is === 'minutes' && unit.label.by === 60) return unit.end
    } else if (told.month !== undefined && told.dayOfMonth === undefined && amount.value <= 31)
      told.dayOfMonth = amount.value
    else if (said.words[amount.start - 1] !== undefined && isDayBefore(said, amount.start) && amount.value <= 31)
      told.dayOfMonth = amount.value
    else loose.push(amount.value)
    return amount.end
  }

  function isDayBefore(said: Said, at: number): boolean {
    return (
      signs.at(said, at - 1).some(({ label }) => label.is === 'dayBefore') &&
      !signs.at(said, at).some(({ label }) => label.is === 'clock')
    )
  }

  /** An hour as it is written, or with the phrases of the language. */
  function clockAt(said: Said, at: number, afterIn: boolean): Clock | undefined {
    const word = said.words[at]!
    const written = /^(\d{1,2})[:.](\d{2})$/.exec(word)
    if (written !== null && Number(written[1]) < 25 && Number(written[2]) < 60) {
      const hour = Number(written[1])
      const full = hour > 12 || hour === 0 || written[1]!.startsWith('0')
      return { hour: hour % 24, minute: Number(written[2]), full, end: at + 1, written: true }
    }
    let best: Clock | undefined
    for (const { label, end } of signs.at(said, at)) {
      const clock = afterIn ? undefined : clockOf(label, said, at, end)
      if (clock !== undefined && (best === undefined || end > best.end)) best = { ...clock, end }
    }
    return best
  }

  function clockOf(label: Sign, said: Said, from: number, to: number): Clock | undefined {
    const told: number[] = []
    for (let at = from; at < to;) {
      const amount = numbers.at(said, at)
      // "9 y media" is nine here, and the half its phrase's.
      if (amount !== undefined && amount.end <= to && amount.value !== 0.5) told.push(Math.floor(amount.value))
      at = amount !== undefined && amount.end <= to ? amount.end : at + 1
    }
    const [first, second] = told
    if (first === undefined || first < 0) return undefined
    if (label.is === 'clock') return clockFrom(first, label.by, to)
    if (second === undefined || second < 0) return undefined
    if (label.is === 'minutesTo' && first < 60) return clockFrom(second, -first, to)
    if (label.is === 'minutesPast' && first < 60) return clockFrom(second, first, to)
    if (label.is === 'hourAnd' && second < 60) return clockFrom(first, second, to)
    if (label.is === 'hourLess' && second < 60) return clockFrom(first, -second, to)
    return undefined
  }

  return Object.assign(read, { vocabulary: signs.vocabulary })
}

/** Beyond this nobody names a time. In words. */
const longest = 60
const minute = "yyyy-MM-dd'T'HH:mm"

interface Clock {
  readonly hour: number
  readonly minute: number
  readonly full: boolean
  readonly end: number
  readonly written: boolean
}

function clockFrom(hour: number, minutes: number, end: number): Clock | undefined {
  if (hour > 24) return undefined
  // On a 12-hour clock "quarter to one" is 12:45.
  const total = hour * 60 + minutes + (hour <= 1 && minutes < 0 ? 12 * 60 : 0)
  return { hour: Math.floor(total / 60) % 24, minute: total % 60, full: hour > 12 || hour === 0, end, written: false }
}

function addUnit(sign: Sign, amount: number, told: Told): boolean {
  switch (sign.is) {
    case 'minutes':
      told.span = (told.span ?? 0) + amount * sign.by
      return true
    case 'days':
      if (amount !== Math.floor(amount)) told.span = (told.span ?? 0) + amount * sign.by * 24 * 60
      else told.days = (told.days ?? 0) + amount * sign.by
      return true
    case 'months':
      told.months = (told.months ?? 0) + amount * sign.by
      return true
    default:
      return false
  }
}

function takeSign(sign: Sign, told: Told, said: Said, end: number): void {
  switch (sign.is) {
    case 'span':
      told.span = (told.span ?? 0) + sign.by
      break
    case 'ahead':
      told.days = (told.days ?? 0) + sign.by
      break
    case 'weekday':
      told.weekday = sign.by
      break
    case 'month':
      told.month = sign.by
      break
    case 'feast':
      told.month = sign.month
      told.dayOfMonth = sign.day
      break
    case 'weekLater':
      told.weeksLater = 1
      break
    case 'part':
      // The part of the day beside an hour tells which half it is in; a narrower part holds.
      if (told.part === undefined || sign.part !== 'night') told.part = sign.part
      break
    case 'am':
    case 'pm':
      if (told.hour !== undefined && said.begins[end - 1] !== true) told.half = sign.is
      break
    case 'same':
      told.same = true
      break
    default:
  }
}

const hasDay = (told: Told): boolean =>
  told.days !== undefined ||
  told.months !== undefined ||
  told.weekday !== undefined ||
  told.dayOfMonth !== undefined ||
  told.weeksLater !== undefined

const hourOfPart: Readonly<Record<Part, number>> = {
  morning: 9,
  noon: 12,
  afternoon: 15,
  evening: 20,
  night: 20,
  tonight: 20,
  midnight: 24,
  small: 3,
}

function momentOf(told: Told, now: DateTime): DateTime | undefined {
  if (told.span !== undefined && told.hour === undefined) return now.plus({ minutes: told.span })
  const day = dayOf(told, now)
  if (day === undefined) return nextClock(told, now)
  const clock = clockOn(told)
  if (clock === undefined) return day.set({ hour: now.hour, minute: now.minute })
  const at = atClock(day, clock)
  // "Today at 11" in the afternoon is 23:00.
  const evening = at.plus({ hours: 12 })
  if (at <= now && evening.hasSame(now, 'day') && told.hour !== undefined && told.full !== true && halfOf(told) === undefined) return evening
  // "Friday" said on a Friday after that hour is next Friday.
  return told.weekday !== undefined && told.weeksLater === undefined && at <= now ? at.plus({ weeks: 1 }) : at
}

/** Midnight of the day told, or undefined when none is. */
function dayOf(told: Told, now: DateTime): DateTime | undefined {
  const today = now.startOf('day')
  if (told.dayOfMonth !== undefined) return dateOf(told, today)
  if (told.weekday !== undefined) {
    const ahead = (told.weekday - today.weekday + 7) % 7
    const noHour = told.hour === undefined && told.part === undefined
    const weeks = (told.weeksLater ?? 0) + (told.days === undefined ? 0 : Math.floor(told.days / 7))
    return today.plus({ days: ahead === 0 && noHour ? 7 : ahead, weeks })
  }
  if (told.days === undefined && told.months === undefined) return undefined
  return today.plus({ days: told.days ?? 0, months: told.months ?? 0 })
}

function dateOf(told: Told, today: DateTime): DateTime | undefined {
  const date = today.set({ month: told.month ?? today.month, day: 1 })
  if (told.dayOfMonth! < 1 || told.dayOfMonth! > 31) return undefined
  const day = date.set({ day: Math.min(told.dayOfMonth!, date.daysInMonth ?? 31) })
  if (day >= today) return day
  return told.month === undefined ? day.plus({ months: 1 }) : day.plus({ years: 1 })
}

/** Minutes into the day on a day that is told. */
function clockOn(told: Told): number | undefined {
  if (told.hour === undefined) return told.part === undefined ? undefined : hourOfPart[told.part] * 60
  const minute = told.minute ?? 0
  if (told.full === true || halfOf(told) !== undefined) return onHalf(told.hour, halfOf(told), told) * 60 + minute
  return (told.hour >= 1 && told.hour <= 6 ? told.hour + 12 : told.hour) * 60 + minute
}

/** Which half of the day an hour is in, by what is said beside it. */
function halfOf({ half, part, hour = 0 }: Told): 'am' | 'pm' | undefined {
  if (half !== undefined) return half
  if (part === 'morning' || part === 'small') return 'am'
  if (part === 'afternoon' || part === 'evening') return 'pm'
  if (part === 'night' || part === 'tonight') return hour >= 5 && hour < 12 ? 'pm' : 'am'
  if (part === 'noon') return hour >= 10 && hour < 12 ? 'am' : 'pm'
  return part === 'midnight' ? 'am' : undefined
}

function onHalf(hour: number, half: 'am' | 'pm' | undefined, { full, part }: Told): number {
  if (half === undefined || hour > 12 || (full === true && hour === 0)) return hour
  if (half === 'am') {
    // "Twelve tonight" is the end of today.
    const late = part === 'tonight' || part === 'night' || part === 'midnight' ? 24 : 0
    return hour === 12 ? late : hour + (part === 'tonight' ? 24 : 0)
  }
  return hour === 12 ? 12 : hour + 12
}

/** The next time the clock, or the part of the day, comes round. */
function nextClock(told: Told, now: DateTime): DateTime | undefined {
  const today = now.startOf('day')
  if (told.hour === undefined) {
    if (told.part === undefined) return undefined
    const at = atClock(today, hourOfPart[told.part] * 60)
    return at > now || told.part === 'tonight' ? at : atClock(today.plus({ days: 1 }), hourOfPart[told.part] * 60)
  }
  const half = halfOf(told)
  const hours =
    half !== undefined || told.full === true ? [onHalf(told.hour, half, told)] : [told.hour % 12, (told.hour % 12) + 12]
  for (const days of [0, 1]) {
    for (const hour of hours) {
      const at = atClock(today.plus({ days }), hour * 60 + (told.minute ?? 0))
      if (at > now) return at
    }
  }
  return undefined
}

const atClock = (day: DateTime, minutes: number): DateTime =>
  day.plus({ days: Math.floor(minutes / 1440) }).set({ hour: Math.floor((minutes % 1440) / 60), minute: minutes % 60 })

function* signsOf(words: TimeWords): Generator<readonly [string, Sign]> {
  const valued = {
    span: words.spans,
    minutes: words.minutes,
    days: words.days,
    months: words.months,
    ahead: words.ahead,
    clock: words.clocks,
  }
  for (const [is, phrases] of Object.entries(valued) as [keyof typeof valued, Record<string, number>][]) {
    for (const [phrase, by] of Object.entries(phrases)) yield [phrase, { is, by }]
  }
  for (const [index, names] of words.weekdays.entries())
    for (const name of names) yield [name, { is: 'weekday', by: index + 1 }]
  for (const [index, names] of words.monthNames.entries())
    for (const name of names) yield [name, { is: 'month', by: index + 1 }]
  for (const [phrase, date] of Object.entries(words.feasts)) {
    yield [phrase, { is: 'feast', month: Number(date.slice(0, 2)), day: Number(date.slice(3)) }]
  }
  for (const part of parts) for (const phrase of words.parts[part]) yield [phrase, { is: 'part', part }]
  const plain = [
    'am',
    'pm',
    'weekLater',
    'dayBefore',
    'dayAfter',
    'minutesTo',
    'minutesPast',
    'hourAnd',
    'hourLess',
    'at',
    'in',
    'same',
    'past',
    'vague',
    'correction',
  ] as const
  for (const is of plain) for (const phrase of words[is]) yield [phrase, { is }]
  for (const phrase of words.events) yield [phrase, { is: 'event' }]
}
