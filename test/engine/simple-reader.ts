/** A reader of few words for tests of the engine and the loop, where what counts is what happens and not how it was read. */
import { commands, type Answer, type Message, type Question, type Reading } from '../../src/reading/reading.ts'

export function simpleRead({ text, question }: Message): Reading {
  const words = text.trim().toLowerCase()
  const danger = /kill myself/.test(words) ? ({ kind: 'suicide', sure: true, words: 'kill myself' } as const) : null
  const command = commands.find((name) => name === words) ?? null
  return {
    danger,
    command,
    answer: command === null && question ? answerOf(text.trim(), question) : null,
    log: null,
    talk: 'neutral',
  }
}

function answerOf(text: string, question: Question): Answer {
  switch (question.type) {
    case 'choose':
      return question.options.find((option) => option.toLowerCase() === text.toLowerCase()) ?? null
    case 'confirm':
      return /^y/i.test(text) ? 'yes' : /^not sure/i.test(text) ? 'unsure' : /^n/i.test(text) ? 'no' : null
    case 'rate':
    case 'count': {
      const number = /\d+/.exec(text)
      return number ? Number(number[0]) : null
    }
    case 'time':
      return /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text) ? text : null
    case 'list':
      return /^that.s it$/i.test(text) ? { done: true } : { item: text }
  }
}
