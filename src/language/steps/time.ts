import { z } from 'zod'
import { defineKind } from '../kind.ts'
import { types } from '../words.ts'
import { question, questionExpressions, questionTexts, text } from './fields.ts'
import { compileQuestion } from './question.ts'

/** A moment ahead, in the client's own time zone. */
export const time = defineKind({
  name: 'time',
  about: 'Asks when: “tonight”, “sunday morning”, “in 20 mins”. The answer is a minute in the client’s own time zone.',
  example: `- time: When would you like to try it?
  as: when`,
  schema: z.strictObject({ time: text, ...question }),
  texts: (data) => questionTexts('time', data.time, data),
  expressions: questionExpressions,
  collects: (data) => [{ name: data.as, type: types.time }],
  waits: (data) => data.as,
  compile: (step, next, compiler) =>
    compileQuestion(
      step,
      step.data.time,
      {
        open: false,
        prompt: () => ({ kind: 'time' }),
        reading: () => ({ type: 'time' }),
        accept: ({ answer }) =>
          typeof answer === 'string' ? { event: 'NEXT', set: { [step.data.as]: answer } } : undefined,
      },
      next,
      compiler,
    ),
})
