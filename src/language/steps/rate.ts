import { z } from 'zod'
import { defineKind } from '../kind.ts'
import { types } from '../words.ts'
import { at, question, questionExpressions, questionTexts, text } from './fields.ts'
import { compileQuestion } from './question.ts'

/** A 0–10 scale: the ruler of motivational interviewing, tension readings, ratings of one's own harms. */
export const rate = defineKind({
  name: 'rate',
  about: 'Asks for a number from 0 to 10. `ends` puts words to 0 and 10.',
  example: `- rate: How tense are you right now?
  as: tension
  ends: { 0: not at all, 10: as tense as can be }`,
  schema: z.strictObject({
    rate: text,
    ...question,
    ends: z.strictObject({ 0: text, 10: text }).optional().meta({ description: 'What 0 and 10 mean.' }),
  }),
  texts: (data) => [
    ...questionTexts('rate', data.rate, data),
    ...(data.ends ? [at(['ends', 0], data.ends[0]), at(['ends', 10], data.ends[10])] : []),
  ],
  expressions: questionExpressions,
  collects: (data) => [{ name: data.as, type: types.number }],
  waits: (data) => data.as,
  compile: (step, next, compiler) => {
    const { as, ends } = step.data
    const low = ends && compiler.message(ends[0])
    const high = ends && compiler.message(ends[10])
    return compileQuestion(
      step,
      step.data.rate,
      {
        open: false,
        prompt: (asking) => ({
          kind: 'rate',
          ...(low && high && { ends: { low: asking.say(low) ?? '', high: asking.say(high) ?? '' } }),
        }),
        reading: () => ({ type: 'rate' }),
        accept: ({ answer, tapped }) => {
          const value = tapped ? Number(tapped[0]) : answer
          if (typeof value !== 'number' || !(value >= 0 && value <= 10)) return undefined
          return { event: 'NEXT', set: { [as]: value } }
        },
      },
      next,
      compiler,
    )
  },
})
