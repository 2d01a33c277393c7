/** When a program is staffed, and from when until when someone is on call. All times are the program's own. */
import { DateTime } from 'luxon'

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** Minutes since midnight. One that does not end after it begins ends on the next day. */
export interface Hours {
  readonly from: number
  readonly to: number
}

export type Week = { readonly [Day in (typeof weekdays)[number]]?: readonly Hours[] | undefined }

/** `unstaffed`: whenever the program is not staffed. */
export type When = 'always' | 'staffed' | 'unstaffed' | Week

/** What hours are judged by. */
export interface Calendar {
  /** IANA. */
  readonly zone: string
  readonly staffed: Week
  /** ISO dates on which nobody is staffed. Hours that began the day before go on until their end. */
  readonly holidays: readonly string[]
}

/** From an instant until another, in epoch milliseconds. */
export interface Shift {
  readonly from: number
  readonly until: number
}

/** Someone who is always on call is asked anew every day at this hour. */
const dayBegins = 9
/** How far back the staffed hours before a long holiday are looked for, in days. */
const longestBreak = 40

export function isStaffed(calendar: Calendar, now: number): boolean {
  return spanAt(staffedSpans(calendar, now), now) !== undefined
}

/** The shift that runs at `now`. None is longer than a day, so that being on call is said anew every day. */
export function shiftAt(when: When, calendar: Calendar, now: number): Shift | undefined {
  if (when === 'always') return dayAt(calendar, now)
  if (when === 'unstaffed') return unstaffedAt(calendar, now)
  if (when === 'staffed') return spanAt(staffedSpans(calendar, now), now)
  return spanAt(spansOf(when, calendar.zone, now, 2), now)
}

function spanAt(spans: readonly Shift[], now: number): Shift | undefined {
  return spans.find(({ from, until }) => from <= now && now < until)
}

function dayAt({ zone }: Calendar, now: number): Shift {
  const time = DateTime.fromMillis(now, { zone })
  const today = time.set({ hour: dayBegins, minute: 0, second: 0, millisecond: 0 })
  const from = time < today ? today.minus({ days: 1 }) : today
  return { from: from.toMillis(), until: from.plus({ days: 1 }).toMillis() }
}

function unstaffedAt(calendar: Calendar, now: number): Shift | undefined {
  const spans = staffedSpans(calendar, now)
  if (spanAt(spans, now)) return undefined
  const began = Math.max(...spans.flatMap(({ until }) => (until <= now ? until : [])))
  if (!Number.isFinite(began)) return dayAt(calendar, now)
  const ends = Math.min(...spans.flatMap(({ from }) => (from > now ? from : [])))
  const time = DateTime.fromMillis(now, { zone: calendar.zone })
  const start = DateTime.fromMillis(began, { zone: calendar.zone })
  const from = start.plus({ days: Math.floor(time.diff(start, 'days').days) })
  return { from: from.toMillis(), until: Math.min(ends, from.plus({ days: 1 }).toMillis()) }
}

function staffedSpans({ staffed, zone, holidays }: Calendar, now: number): Shift[] {
  return spansOf(staffed, zone, now, longestBreak, holidays)
}

/** The hours of a week as they fall on the days around `now`, but for those that begin on a holiday. */
function spansOf(week: Week, zone: string, now: number, back: number, holidays: readonly string[] = []): Shift[] {
  const today = DateTime.fromMillis(now, { zone }).startOf('day')
  return Array.from({ length: back + 3 }, (_, index) => today.plus({ days: index - back })).flatMap((day) =>
    holidays.includes(day.toISODate()!)
      ? []
      : (week[weekdays[day.weekday - 1]!] ?? []).map(({ from, to }) => ({
          from: at(day, from),
          until: at(to <= from ? day.plus({ days: 1 }) : day, to),
        })),
  )
}

/** A clock time on a day, also across a change of clocks. */
function at(day: DateTime, minutes: number): number {
  if (minutes === 24 * 60) return day.plus({ days: 1 }).toMillis()
  return day.set({ hour: Math.floor(minutes / 60), minute: minutes % 60 }).toMillis()
}
