import { z } from 'zod'
import { defineKind } from '../kind.ts'
import { types } from '../words.ts'
import { question, questionExpressions, questionTexts, text } from './fields.ts'
import { compileQuestion } from './question.ts'

/** A question answered in the client's own words, kept verbatim. */
export const ask = defineKind({
  name: 'ask',
  about:
    'Asks a question that is answered in the client’s own words. What they write is kept verbatim, over as many messages as they need.',
  example: `- ask: What was going on just before?
  as: before
  again: What do you remember of the hour before?`,
  schema: z.strictObject({ ask: text, ...question }),
  texts: (data) => questionTexts('ask', data.ask, data),
  expressions: questionExpressions,
  collects: (data) => [{ name: data.as, type: types.text }],
  waits: (data) => data.as,
  compile: (step, next, compiler) =>
    compileQuestion(
      step,
      step.data.ask,
      {
        open: true,
        prompt: () => ({ kind: 'ask' }),
        accept: ({ text }) => (text.trim() === '' ? undefined : { event: 'NEXT', set: { [step.data.as]: text } }),
      },
      next,
      compiler,
    ),
})
