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
import type { TimeWords } from '../words.ts'
import { hasDay, momentOf, type Told } from './moment.ts'
import { addUnit, type Sign, signsOf, takeSign } from './time-signs.ts'

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
      else takeSign(label, told)
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
    for (const { label } of signs.at(said, at)) {
      if (label.is === 'am' || label.is === 'pm' || label.is === 'part') takeSign(label, told)
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
