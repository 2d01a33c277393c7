import fc from 'fast-check'
import { DateTime } from 'luxon'
import { expect, it } from 'vitest'
import type { Language } from '../../src/reading/reading.ts'
import { anyText, decided, languages } from './readers.ts'

const newYork = { now: '2026-03-06T18:00', zone: 'America/New_York' }
const when = (text: string, at: { now: string; zone: string } = newYork, language: Language = 'en') =>
  decided(language, text, { type: 'time' }, at).answer

it.each([
  ['at 9pm', '2026-03-06T21:00'],
  ['6am', '2026-03-07T06:00'],
  ['half 8', '2026-03-06T20:30'],
  ['twenty to nine', '2026-03-06T20:40'],
  ['quarter past seven', '2026-03-06T19:15'],
  ['14:20', '2026-03-07T14:20'],
  ['noon', '2026-03-07T12:00'],
  ['midnight', '2026-03-07T00:00'],
])('an hour without a day is its next occurrence: "%s"', (text, answer) => {
  expect(when(text)).toBe(answer)
})

it.each([
  ['tomorrow morning', '2026-03-07T09:00'],
  ['tonight', '2026-03-06T20:00'],
  ['sunday morning', '2026-03-08T09:00'],
  ['friday morning', '2026-03-13T09:00'],
  ['Wednesday, 7:30 in the evening.', '2026-03-11T19:30'],
  ['day after tomorrow at 7pm', '2026-03-08T19:00'],
  ['March 20 at noon', '2026-03-20T12:00'],
  ['2nd of August at 5pm', '2026-08-02T17:00'],
])('a day and a part of it are told together: "%s"', (text, answer) => {
  expect(when(text)).toBe(answer)
})

it('morning is nine today when it is still to come', () => {
  expect(when('in the morning', { now: '2026-07-15T01:00', zone: 'Europe/London' })).toBe('2026-07-15T09:00')
})

it.each([
  ['in 20 mins', '2026-03-06T18:20'],
  ['half an hour', '2026-03-06T18:30'],
  ['an hour and a half', '2026-03-06T19:30'],
  ['in an hour and 15 mins', '2026-03-06T19:15'],
  ['in ten', '2026-03-06T18:10'],
  ['in a couple of hours', '2026-03-06T20:00'],
])('hours and minutes from now: "%s"', (text, answer) => {
  expect(when(text)).toBe(answer)
})

it('across a clock change hours are elapsed and days keep the wall clock', () => {
  // New York springs forward on 8 March 2026, Los Angeles falls back on 1 November.
  expect(when('in 48 hours')).toBe('2026-03-08T19:00')
  expect(when('in 2 days')).toBe('2026-03-08T18:00')
  expect(when('same time next week')).toBe('2026-03-13T18:00')
  const fall = { now: '2026-11-01T00:30', zone: 'America/Los_Angeles' }
  expect(when('in 3 hours', fall)).toBe('2026-11-01T02:30')
  expect(when('a day from now', fall)).toBe('2026-11-02T00:30')
})

it.each(['after work', 'when the kids are down', 'tomorrow after work', 'before bed', 'soon', 'whenever', 'never', 'yesterday at five', 'last night', ''])(
  '"%s" tells no time',
  (text) => {
    expect(when(text)).toBeNull()
  },
)

it('what is taken back does not count', () => {
  expect(when('7pm, no, make it 8pm tomorrow')).toBe('2026-03-07T20:00')
})

it.each([
  ['en 20 minutos', '2026-03-06T18:20'],
  ['dentro de 3 días', '2026-03-09T18:00'],
  ['mañana por la mañana', '2026-03-07T09:00'],
  ['a las 9 y media de la mañana', '2026-03-07T09:30'],
  ['cuarto para las 12', '2026-03-06T23:45'],
  ['a las once menos cuarto de la noche', '2026-03-06T22:45'],
  ['a las 21', '2026-03-06T21:00'],
  ['en hora y media', '2026-03-06T19:30'],
  ['pasado mañana a la misma hora', '2026-03-08T18:00'],
  ['después del trabajo', null],
  ['al rato', null],
])('Spanish: "%s"', (text, answer) => {
  expect(when(text, newYork, 'es')).toBe(answer)
})

it('without now there is no time', () => {
  expect(decided('en', 'tomorrow at nine', { type: 'time' }).answer).toBeNull()
})

it('whatever is said, the answer is a local minute after now, or none', () => {
  fc.assert(
    fc.property(languages, anyText, (language, text) => {
      const answer = when(text, newYork, language)
      if (answer === null) return
      expect(answer).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/)
      const at = (minute: string) => DateTime.fromISO(minute, { zone: newYork.zone }).toMillis()
      expect(at(String(answer))).toBeGreaterThan(at(newYork.now))
    }),
  )
})

it('minutes from now are always elapsed minutes', () => {
  fc.assert(
    fc.property(languages, fc.integer({ min: 1, max: 5000 }), (language, minutes) => {
      const from = DateTime.fromISO(newYork.now, { zone: newYork.zone })
      const text = language === 'en' ? `in ${minutes} minutes` : `en ${minutes} minutos`
      expect(when(text, newYork, language)).toBe(from.plus({ minutes }).toFormat("yyyy-MM-dd'T'HH:mm"))
    }),
  )
})
