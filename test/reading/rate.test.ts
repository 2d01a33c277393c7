import fc from 'fast-check'
import { expect, it } from 'vitest'
import { answerTo, anyText, languages } from './readers.ts'

const rate = (text: string) => answerTo('en', { type: 'rate' }, text)
const puntua = (text: string) => answerTo('es', { type: 'rate' }, text)

it.each([
  ['7', 7],
  ['a solid eight', 8],
  ['sevn', 7],
  ['six and a half', 6.5],
  ['10/10', 10],
  ['4 out of ten', 4],
  ['3ish', 3],
  ["1-10 i'm a 9", 9],
  ['0.5', 0.5],
])('"%s" is %d', (text, answer) => {
  expect(rate(text)).toBe(answer)
})

it.each([
  ['like a 6 or 7', 6.5],
  ['between 6 and 8', 7],
  ['2-3', 2.5],
  ['5 maybe 6', 5.5],
])('a range is its midpoint: "%s" is %d', (text, answer) => {
  expect(rate(text)).toBe(answer)
})

it.each([
  ["it was a 9 yesterday, today it's a 4", 4],
  ['6, was 8', 6],
  ['went from 9 to 5', 5],
  ['hmm. seven. no, six', 6],
  ['Six. Not a five, not a seven.', 6],
])('the present number that is meant wins: "%s" is %d', (text, answer) => {
  expect(rate(text)).toBe(answer)
})

it.each(['12', '-2', '80%', '3 out of 5', 'five stars', 'Was an eight last week', 'my daughter is 7', "ask my wife, she'd say ten", 'i have 2 jobs', 'a lot', 'one day at a time', 'what does ten mean?'])(
  '"%s" is no answer',
  (text) => {
    expect(rate(text)).toBeNull()
  },
)

it('what is counted beside it is not the answer', () => {
  expect(rate("3 beers and I'm a 2 now")).toBe(2)
})

it.each([
  ['un ocho clavado', 8],
  ['seis punto cinco', 6.5],
  ['de 7 a 8', 7.5],
  ['bajó de 9 a 5', 5],
  ['ayer era un 3, hoy un 6', 6],
  ['del cero al diez, nueve', 9],
  ['antes 8', null],
  ['80 por ciento', null],
  ['un once', null],
])('Spanish: "%s" is %s', (text, answer) => {
  expect(puntua(text)).toBe(answer)
})

it('whatever is said, the answer is from 0 to 10 or none', () => {
  fc.assert(
    fc.property(languages, anyText, (language, text) => {
      const answer = answerTo(language, { type: 'rate' }, text)
      return answer === null || (typeof answer === 'number' && answer >= 0 && answer <= 10)
    }),
  )
})

it('every number from 0 to 10 is read as itself', () => {
  fc.assert(
    fc.property(languages, fc.integer({ min: 0, max: 100 }), (language, tenths) => {
      expect(answerTo(language, { type: 'rate' }, String(tenths / 10))).toBe(tenths / 10)
    }),
  )
})
