/** The moment that was told: from what a message says of it to a time in the client's zone. */
import type { DateTime } from 'luxon'
import type { DayPart } from '../words.ts'

/** What was told of a moment so far. */
export interface Told {
  /** Elapsed minutes. */
  span?: number
  days?: number
  months?: number
  weekday?: number
  month?: number
  dayOfMonth?: number
  weeksLater?: number
  hour?: number
  minute?: number
  /** The hour is told on 24, so that 8 is the morning. */
  full?: boolean
  half?: 'am' | 'pm'
  part?: DayPart
}

/** Whether a day is told, by whatever means. */
export const hasDay = (told: Told): boolean =>
  told.days !== undefined ||
  told.months !== undefined ||
  told.weekday !== undefined ||
  told.dayOfMonth !== undefined ||
  told.weeksLater !== undefined

const hourOfPart: Readonly<Record<DayPart, number>> = {
  morning: 9,
  noon: 12,
  afternoon: 15,
  evening: 20,
  night: 20,
  tonight: 20,
  midnight: 24,
  small: 3,
}

/** The moment after `now`, or undefined where what is told makes none. */
export function momentOf(told: Told, now: DateTime): DateTime | undefined {
  if (told.span !== undefined && told.hour === undefined) return now.plus({ minutes: told.span })
  const day = dayOf(told, now)
  if (day === undefined) return nextClock(told, now)
  const clock = clockOn(told)
  if (clock === undefined) return day.set({ hour: now.hour, minute: now.minute })
  const at = atClock(day, clock)
  // "Today at 11" in the afternoon is 23:00.
  const evening = at.plus({ hours: 12 })
  if (
    at <= now &&
    evening.hasSame(now, 'day') &&
    told.hour !== undefined &&
    told.full !== true &&
    halfOf(told) === undefined
  )
    return evening
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
