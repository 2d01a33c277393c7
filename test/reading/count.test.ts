import fc from 'fast-check'
import { expect, it } from 'vitest'
import { answerTo, anyText, languages } from './readers.ts'

const count = (text: string) => answerTo('en', { type: 'count' }, text)
const cuenta = (text: string) => answerTo('es', { type: 'count' }, text)

it.each([
  ['two pints and a shot', 3],
  ['2 beers, 1 wine', 3],
  ['one before dinner, one after', 2],
  ['a six pack plus 2', 8],
  ['2 lines, then another 2', 4],
  ['my usual six plus two extra', 8],
])('what is listed is summed: "%s" is %d', (text, answer) => {
  expect(count(text)).toBe(answer)
})

it.each([
  ['a couple', 2],
  ['half a dozen', 6],
  ['one and a half', 1.5],
  ['a glass and a half', 1.5],
  ['6-8', 7],
  ['5 or 6', 5.5],
  ['just the one', 1],
  ['twenty one', 21],
])('"%s" is %d', (text, answer) => {
  expect(count(text)).toBe(answer)
})

it.each(["didn't touch it", 'none', 'not a drop', 'dry day', 'no drinks today', 'zero'])('"%s" is none', (text) => {
  expect(count(text)).toBe(0)
})

it.each(['loads', 'a few', 'too many to count', 'I lost count', 'the usual', 'my brother had nine', 'what counts as one?'])(
  '"%s" is no answer',
  (text) => {
    expect(count(text)).toBeNull()
  },
)

it('a number that is taken back does not count, nor one that counts something else', () => {
  expect(count('eight, no, nine')).toBe(9)
  expect(count('I said two but it was four')).toBe(4)
  expect(count('started at 6pm, had 5')).toBe(5)
  expect(count('my mate had 8, i had 3')).toBe(3)
})

it.each([
  ['dos birras y un chupito', 3],
  ['dos copas y media', 2.5],
  ['una el viernes, tres el sábado y cero el domingo', 4],
  ['treinta y dos', 32],
  ['ni una', 0],
  ['de 10 a 12', 11],
  ['un chingo', null],
  ['el doble que ayer', null],
])('Spanish: "%s" is %s', (text, answer) => {
  expect(cuenta(text)).toBe(answer)
})

it('whatever is said, the answer is a number from 0 or none', () => {
  fc.assert(
    fc.property(languages, anyText, (language, text) => {
      const answer = answerTo(language, { type: 'count' }, text)
      return answer === null || (typeof answer === 'number' && answer >= 0)
    }),
  )
})
