/** What in a message tells of a time, and what each sign adds to the moment told. */
import { type DayPart, dayParts, type TimeWords } from '../words.ts'
import type { Told } from './moment.ts'

export type Sign =
  | { readonly is: 'span' | 'minutes' | 'days' | 'months' | 'ahead' | 'clock'; readonly by: number }
  | { readonly is: 'weekday' | 'month'; readonly by: number }
  | { readonly is: 'feast'; readonly month: number; readonly day: number }
  | { readonly is: 'part'; readonly part: DayPart }
  | {
      readonly is:
        'am' | 'pm' | 'weekLater' | 'dayBefore' | 'dayAfter' | 'minutesTo' | 'minutesPast' | 'hourAnd' | 'hourLess'
    }
  | { readonly is: 'at' | 'in' | 'same' | 'past' | 'event' | 'vague' | 'correction' }

/** Adds so many of a unit. False where the sign is none. */
export function addUnit(sign: Sign, amount: number, told: Told): boolean {
  if (sign.is === 'minutes') told.span = (told.span ?? 0) + amount * sign.by
  else if (sign.is === 'days' && !Number.isInteger(amount)) told.span = (told.span ?? 0) + amount * sign.by * 24 * 60
  else if (sign.is === 'days') told.days = (told.days ?? 0) + amount * sign.by
  else if (sign.is === 'months') told.months = (told.months ?? 0) + amount * sign.by
  else return false
  return true
}

/** Adds what a sign says by itself. */
export function takeSign(sign: Sign, told: Told): void {
  if (sign.is === 'span') told.span = (told.span ?? 0) + sign.by
  else if (sign.is === 'ahead') told.days = (told.days ?? 0) + sign.by
  else if (sign.is === 'weekday') told.weekday = sign.by
  else if (sign.is === 'month') told.month = sign.by
  else if (sign.is === 'weekLater') told.weeksLater = 1
  else if (sign.is === 'feast') {
    told.month = sign.month
    told.dayOfMonth = sign.day
  } else if (sign.is === 'part') {
    // Of "Saturday night, late evening" the narrower part holds.
    if (told.part === undefined || sign.part !== 'night') told.part = sign.part
  } else if ((sign.is === 'am' || sign.is === 'pm') && told.hour !== undefined) told.half = sign.is
}

/** Every phrase that tells of a time. */
export function* signsOf(words: TimeWords): Generator<readonly [string, Sign]> {
  for (const is of ['minutes', 'days', 'months', 'ahead'] as const) {
    for (const [phrase, by] of Object.entries(words[is])) yield [phrase, { is, by }]
  }
  for (const [phrase, by] of Object.entries(words.spans)) yield [phrase, { is: 'span', by }]
  for (const [phrase, by] of Object.entries(words.clocks)) yield [phrase, { is: 'clock', by }]
  for (const [index, names] of words.weekdays.entries())
    for (const name of names) yield [name, { is: 'weekday', by: index + 1 }]
  for (const [index, names] of words.monthNames.entries())
    for (const name of names) yield [name, { is: 'month', by: index + 1 }]
  for (const [phrase, date] of Object.entries(words.feasts)) {
    yield [phrase, { is: 'feast', month: Number(date.slice(0, 2)), day: Number(date.slice(3)) }]
  }
  for (const part of dayParts) for (const phrase of words.parts[part]) yield [phrase, { is: 'part', part }]
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
