import fc from 'fast-check'
import { expect, it } from 'vitest'
import { answerTo, anyText, decided, languages } from './readers.ts'

const goals = ['Use more safely', 'Cut down', 'Take a break', 'Stop', 'Not sure']
const next = ['Rest', 'Talk to a person', 'Carry on']
const feelings = ['Calm', 'Tense', 'Sad', 'Angry']
const pick = (options: readonly string[], text: string) => answerTo('en', { type: 'choose', options }, text)
const elige = (options: readonly string[], text: string) => answerTo('es', { type: 'choose', options }, text)

it.each([
  ['Cut down', 'Cut down'],
  ['cut down!!', 'Cut down'],
  ['i think cutting down', 'Cut down'],
  ['tke a brake', 'Take a break'],
])('an option is picked by its own words, small typos and endings aside: %s', (text, option) => {
  expect(pick(goals, text)).toBe(option)
})

it.each([
  ['2', 'Cut down'],
  ['the second one', 'Cut down'],
  ['number four please', 'Stop'],
  ['the last', 'Not sure'],
  ['the one in the middle', 'Take a break'],
  ['B', 'Cut down'],
  ['1st', 'Use more safely'],
])('an option is picked by its position: %s', (text, option) => {
  expect(pick(goals, text)).toBe(option)
})

it.each([
  ['im skint', ['Money', 'Sleep', 'Work'], 'Money'],
  ['i lie awake til four', ['Money', 'Sleep', 'Work'], 'Sleep'],
  ['quit for good', goals, 'Stop'],
  ["haven't a clue", goals, 'Not sure'],
  ['wound up like a spring', feelings, 'Tense'],
  ['vodka mostly', ['Alcohol', 'Cannabis', 'Opioids'], 'Alcohol'],
])('an option is picked by what is meant: %s', (text, options, option) => {
  expect(pick(options, text)).toBe(option)
})

it.each([
  ['not angry, more on edge', feelings, 'Tense'],
  ['Money. No wait, work.', ['Money', 'Sleep', 'Work'], 'Work'],
  ['not stopping, just drinking less', goals, 'Cut down'],
])('what is refused or taken back is not picked: %s', (text, options, option) => {
  expect(pick(options, text)).toBe(option)
})

it.each([
  ['cut down and take a break', goals],
  ['2 and 3', goals],
  ['9', goals],
  ['either, I do not mind', next],
  ['what is the difference between the first two?', goals],
  ['why do you ask', goals],
  ['my cousin is getting married', goals],
  ['anything but stopping', goals],
  ['', goals],
])('nothing is picked by more than one, a question back, or something else: %s', (text, options) => {
  expect(pick(options, text)).toBeNull()
})

it('of two options that fit the same words the one that says no more than was said is picked', () => {
  expect(elige(['En casa', 'En casa de amigos', 'En la calle'], 'en mi sofá')).toBe('En casa')
})

it.each([
  ['la segunda', 'Usar menos'],
  ['bajarle nomás', 'Usar menos'],
  ['quiero dejarlo del todo', 'Dejarlo'],
  ['ni idea, ando dudando', 'No estoy seguro'],
  ['dejarlo o usar menos, cualquiera de las dos', null],
  ['cuál me recomiendas tú?', null],
])('Spanish options are picked the same ways: %s', (text, option) => {
  expect(elige(['Usar con menos riesgo', 'Usar menos', 'Tomarme un descanso', 'Dejarlo', 'No estoy seguro'], text)).toBe(option)
})

it('a number picks the option whose range holds it', () => {
  expect(pick(['0', '1-2', '3-4', '5 or more'], 'about 7 i think')).toBe('5 or more')
})

it('an option wins over the command its words could be', () => {
  expect(decided('en', 'a person, please', { type: 'choose', options: next })).toEqual({ command: null, answer: 'Talk to a person' })
  expect(decided('en', 'Stop', { type: 'choose', options: goals })).toEqual({ command: null, answer: 'Stop' })
  expect(decided('en', 'skip this one', { type: 'choose', options: goals })).toEqual({ command: 'skip', answer: null })
})

it('whatever is said, the answer is one of the options or none', () => {
  const options = fc.array(fc.oneof(fc.string(), fc.constantFrom(...goals, '1', 'yes', 'No')), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(languages, anyText, options, (language, text, options) => {
      const answer = answerTo(language, { type: 'choose', options }, text)
      return answer === null || options.includes(answer as string)
    }),
  )
})

it('every option picks itself', () => {
  fc.assert(
    fc.property(languages, fc.constantFrom(...goals, ...next, ...feelings), (language, option) => {
      expect(answerTo(language, { type: 'choose', options: [...goals, ...next, ...feelings] }, option)).toBe(option)
    }),
  )
})
