import { z } from 'zod'
import { defineKind } from '../kind.ts'
import { types } from '../words.ts'
import { question, questionExpressions, questionTexts, text } from './fields.ts'
import { compileQuestion } from './question.ts'

/** How many or how much, in the client's own measure. */
export const count = defineKind({
  name: 'count',
  about: 'Asks how many or how much, in the client’s own measure. The answer is a number, 0 or more.',
  example: `- count: How many drinks were there, in your own measure?
  as: drinks`,
  schema: z.strictObject({ count: text, ...question }),
  texts: (data) => questionTexts('count', data.count, data),
  expressions: questionExpressions,
  collects: (data) => [{ name: data.as, type: types.number }],
  waits: (data) => data.as,
  compile: (step, next, compiler) =>
    compileQuestion(
      step,
      step.data.count,
      {
        open: false,
        prompt: () => ({ kind: 'count' }),
        reading: () => ({ type: 'count' }),
        accept: ({ answer }) =>
          typeof answer === 'number' && answer >= 0 ? { event: 'NEXT', set: { [step.data.as]: answer } } : undefined,
      },
      next,
      compiler,
    ),
})
