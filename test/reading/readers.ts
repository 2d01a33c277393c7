/** What the tests of answers, commands and logs read with: the words as they are shipped. */
import fc from 'fast-check'
import { loadReading } from '../../src/library/reading.ts'
import { decide, type Decided } from '../../src/reading/decide.ts'
import type { Answer, Command, Language, Log, Message, Question } from '../../src/reading/reading.ts'

export const data = loadReading('flows')

export function decided(language: Language, text: string, question?: Question, at?: Pick<Message, 'now' | 'zone'>): Decided {
  const readers = data.answers[language]
  return decide(readers, readers.hear(text), { text, language, ...(question ? { question } : {}), ...at })
}

export const answerTo = (language: Language, question: Question, text: string): Answer =>
  decided(language, text, question).answer

export const commandIn = (language: Language, text: string): Command | null => decided(language, text).command

export function logIn(language: Language, text: string): Log | null {
  const readers = data.answers[language]
  return readers.log(readers.hear(text))
}

export const languages = fc.constantFrom<Language>('en', 'es')

const listenedFor =
  'no yes sí not one una two 3 10 10/10 - or o to a las half media y and , . ? stop para pause at in en hour horas tomorrow ' +
  'mañana pm the last beer cerveza done eso es todo please 👍 % was ½ £ 6-8 8:30 in tonight dos skip menu'

/** Anything at all, and words that are listened for in any order: what readers have to bear. */
export const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc
    .array(fc.constantFrom(...listenedFor.split(' ')), { maxLength: 12 })
    .map((words) => words.join(' ')),
)
