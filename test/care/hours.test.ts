import * as fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { isStaffed, shiftAt, weekdays, type Calendar, type Hours, type Week, type When } from '../../src/care/hours.ts'

const zone = 'America/New_York'
const nine = [{ from: 9 * 60, to: 17 * 60 }]
const office: Week = { monday: nine, tuesday: nine, wednesday: nine, thursday: nine, friday: nine }
const calendar: Calendar = { zone, staffed: office, holidays: ['2026-12-25'] }
const at = (text: string, where = zone) => DateTime.fromISO(text, { zone: where }).toMillis()
const shown = (when: When, text: string, by = calendar) => {
  const shift = shiftAt(when, by, at(text))
  const time = (millis: number) => DateTime.fromMillis(millis, { zone: by.zone }).toFormat('MM-dd HH:mm')
  return shift && `${time(shift.from)} to ${time(shift.until)}`
}

describe('staffed hours', () => {
  it('are by the program’s clocks, with their first minute and without their last', () => {
    expect(['08:59', '09:00', '16:59', '17:00'].map((time) => isStaffed(calendar, at(`2026-11-23T${time}`)))).toEqual([
      false,
      true,
      true,
      false,
    ])
    expect(isStaffed(calendar, at('2026-11-23T14:00', 'UTC'))).toBe(true)
  })

  it('are none on a holiday', () => {
    expect([24, 25, 26, 28].map((day) => isStaffed(calendar, at(`2026-12-${day}T12:00`)))).toEqual([
      true,
      false,
      false,
      true,
    ])
  })
})

describe('a shift', () => {
  it('without staff lasts from the end of staffed hours until they begin', () => {
    expect(shown('unstaffed', '2026-11-23T20:00')).toBe('11-23 17:00 to 11-24 09:00')
    expect(shown('unstaffed', '2026-11-24T08:59')).toBe('11-23 17:00 to 11-24 09:00')
    expect(shown('unstaffed', '2026-11-24T12:00')).toBeUndefined()
  })

  it('over a weekend or a holiday is asked about anew every day', () => {
    expect(shown('unstaffed', '2026-11-20T18:00')).toBe('11-20 17:00 to 11-21 17:00')
    expect(shown('unstaffed', '2026-11-21T18:00')).toBe('11-21 17:00 to 11-22 17:00')
    expect(shown('unstaffed', '2026-11-22T23:00')).toBe('11-22 17:00 to 11-23 09:00')
    expect(shown('unstaffed', '2026-12-25T12:00')).toBe('12-24 17:00 to 12-25 17:00')
  })

  it('that is always goes from morning to morning, also where nobody is ever staffed', () => {
    expect(shown('always', '2026-11-23T08:59')).toBe('11-22 09:00 to 11-23 09:00')
    expect(shown('always', '2026-11-23T09:00')).toBe('11-23 09:00 to 11-24 09:00')
    expect(shown('unstaffed', '2026-11-23T09:00', { ...calendar, staffed: {} })).toBe('11-23 09:00 to 11-24 09:00')
  })

  it('with hours of its own may go over midnight, and over a change of clocks', () => {
    const nights: Week = { saturday: [{ from: 22 * 60, to: 6 * 60 }] }
    expect(shown(nights, '2026-11-01T01:30')).toBe('10-31 22:00 to 11-01 06:00')
    const shift = shiftAt(nights, calendar, at('2026-11-01T01:30'))!
    expect(shift.until - shift.from).toBe(9 * 3_600_000)
    expect(shown(nights, '2026-11-01T06:00')).toBeUndefined()
  })

  it('holds the moment it is asked for, is one and the same throughout, and lasts a day at most', () => {
    const minutes = fc.integer({ min: 0, max: 24 * 60 - 1 })
    const hours: fc.Arbitrary<Hours> = fc.record({ from: minutes, to: minutes })
    const week: fc.Arbitrary<Week> = fc
      .array(fc.tuple(fc.constantFrom(...weekdays), hours), { maxLength: 7 })
      .map((days) => Object.fromEntries(days.map(([day, one]) => [day, [one]])))
    const when: fc.Arbitrary<When> = fc.oneof(fc.constantFrom('always', 'staffed', 'unstaffed'), week)
    const moment = fc.integer({ min: at('2026-01-01'), max: at('2028-12-31') })
    const zones = fc.constantFrom(zone, 'Europe/Madrid', 'Australia/Lord_Howe', 'UTC')
    fc.assert(
      fc.property(
        week,
        when,
        zones,
        moment,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (staffed, own, where, now, part) => {
          const by: Calendar = { zone: where, staffed, holidays: ['2026-12-25', '2027-01-01'] }
          const shift = shiftAt(own, by, now)
          if (!shift) return
          expect(shift.from <= now && now < shift.until).toBe(true)
          expect(shift.until - shift.from).toBeLessThanOrEqual(26 * 3_600_000)
          if (own === 'unstaffed') expect(isStaffed(by, now)).toBe(false)
          if (own === 'always' || own === 'unstaffed') {
            const other = shift.from + Math.floor(part * (shift.until - shift.from - 1))
            expect(shiftAt(own, by, other)).toEqual(shift)
          }
        },
      ),
      { numRuns: 300 },
    )
  })
})
