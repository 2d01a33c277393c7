import fc from 'fast-check'
import { expect, it } from 'vitest'
import { answerTo, anyText, commandIn, decided, languages } from './readers.ts'

const say = (text: string) => answerTo('en', { type: 'confirm' }, text)
const di = (text: string) => answerTo('es', { type: 'confirm' }, text)

it.each(['yes', 'Yeah go on then', 'why not', "wouldn't say no", 'no problem', '👍', 'yess', 'I do', 'sí'])('"%s" is yes', (text) => {
  expect(say(text)).toBe('yes')
})

it.each(['no', 'nah', "I'd rather not", 'not really', 'yeah right', 'over my dead body', "I don't", "that's not it"])('"%s" is no', (text) => {
  expect(say(text)).toBe('no')
})

it.each(['idk', 'maybe', 'not sure tbh', 'yes and no', "I really couldn't say", 'it depends', "I'm torn"])('"%s" says that they do not know', (text) => {
  expect(say(text)).toBe('unsure')
})

it.each(['what do you mean?', 'I had toast', 'my sister would say yes', 'what happens if i say yes?', 'banana', ''])('"%s" is no answer', (text) => {
  expect(say(text)).toBeNull()
})

it('of several answers the last holds', () => {
  expect(say('yeah nah')).toBe('no')
  expect(say('no, actually yes')).toBe('yes')
  expect(di('sí, bueno no, mejor no')).toBe('no')
})

it.each([
  ['claro que sí', 'yes'],
  ['no digo que no, sí quiero', 'yes'],
  ['ninguna duda, sí', 'yes'],
  ['nel', 'no'],
  ['todavía no', 'no'],
  ['no sabría decirte', 'unsure'],
  ['capaz que sí, no te sabría decir', 'unsure'],
  ['por qué lo preguntas?', null],
  ['hoy comí paella', null],
])('Spanish: "%s" is %s', (text, answer) => {
  expect(di(text)).toBe(answer)
})

it('a faint command is an answer where it can be one, and a command where it cannot', () => {
  expect(decided('en', 'not today', { type: 'confirm' })).toEqual({ command: null, answer: 'no' })
  expect(commandIn('en', 'not today')).toBe('pause')
})

it('whatever is said, the answer is yes, no, unsure or none', () => {
  fc.assert(
    fc.property(languages, anyText, (language, text) => {
      expect(['yes', 'no', 'unsure', null]).toContain(answerTo(language, { type: 'confirm' }, text))
    }),
  )
})
