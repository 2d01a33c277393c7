import fc from 'fast-check'
import { expect, it } from 'vitest'
import { answerTo, anyText, decided, languages } from './readers.ts'

const more = (text: string) => answerTo('en', { type: 'list' }, text)
const mas = (text: string) => answerTo('es', { type: 'list' }, text)

it.each(["that's it", 'done', 'nope that’s everything', 'nothing else', "can't think of anything else", 'No. Thank you.', "I think that's all for now", 'nah im good'])(
  '"%s" ends the list',
  (text) => {
    expect(more(text)).toEqual({ done: true })
  },
)

it.each(['nothing ever feels as good', "I'm done being the funny one", 'no hangover', 'the end of the night when they all leave', 'nothing to do on Sundays'])(
  '"%s" is an item, word for word',
  (text) => {
    expect(more(text)).toEqual({ item: text })
  },
)

it('an item given means not done, also after an end', () => {
  expect(more("that's it, oh and the money")).toEqual({ item: "that's it, oh and the money" })
  expect(mas('eso es todo, bueno, y mi perro')).toEqual({ item: 'eso es todo, bueno, y mi perro' })
})

it.each(['eso es todo', 'no, nada mas', 'ya', 'con eso basta', 'creo que eso sería todo por hoy', "that's it"])('Spanish: "%s" ends the list', (text) => {
  expect(mas(text)).toEqual({ done: true })
})

it.each(['nada me llena como antes', 'ya no me duele la espalda', 'terminé mal con mi jefe', 'no discutir'])('Spanish: "%s" is an item', (text) => {
  expect(mas(text)).toEqual({ item: text })
})

it('a plain command is a command, and what only could be one is an item', () => {
  expect(decided('en', 'skip this question', { type: 'list' })).toEqual({ command: 'skip', answer: null })
  expect(decided('en', 'my counselor', { type: 'list' })).toEqual({ command: null, answer: { item: 'my counselor' } })
})

it('whatever is said is done, or the item trimmed and otherwise untouched', () => {
  fc.assert(
    fc.property(languages, anyText, (language, text) => {
      const { answer, command } = decided(language, text, { type: 'list' })
      if (command !== null || text.trim() === '') expect(answer).toBeNull()
      else expect([{ done: true }, { item: text.trim() }]).toContainEqual(answer)
    }),
  )
})
