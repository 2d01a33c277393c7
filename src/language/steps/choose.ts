import { z } from 'zod'
import { defineKind } from '../kind.ts'
import { types } from '../words.ts'
import { question, questionExpressions, questionTexts, text } from './fields.ts'
import { compileOptions, optionExpressions, optionFields, optionTexts } from './options.ts'
import { compileQuestion } from './question.ts'

/** A question answered by picking one option. */
export const choose = defineKind({
  name: 'choose',
  about: 'Asks to pick one of several options, by tapping or in words. The answer is the option’s value.',
  example: `- choose: Where to from here?
  as: next
  options:
    step: Find one small step
    rest: Leave it there for today
- if: next == 'step'
  then:
    - say: Okay, one small step.`,
  schema: z
    .strictObject({ choose: text, ...question, ...optionFields })
    .refine(
      (data) => data.options !== undefined || data.from !== undefined,
      'needs `options`, or a list to pick from with `from`',
    ),
  texts: (data) => [...questionTexts('choose', data.choose, data), ...optionTexts(data)],
  expressions: (data) => [...questionExpressions(data), ...optionExpressions(data)],
  collects: (data) => [{ name: data.as, type: types.choice }],
  waits: (data) => data.as,
  compile: (step, next, compiler) => {
    const { as, own } = step.data
    const optionsAt = compileOptions(step.data, compiler)
    const picked = (value: string) => ({ event: 'NEXT', set: { [as]: value } })
    return compileQuestion(
      step,
      step.data.choose,
      {
        open: false,
        prompt: (asking) => ({ kind: 'choose', options: optionsAt(asking) }),
        reading: (asking) => ({ type: 'choose', options: optionsAt(asking).map(({ label }) => label) }),
        accept: ({ text, answer, tapped }, asking) => {
          const options = optionsAt(asking)
          const option =
            tapped === undefined
              ? options.find(({ label }) => label === answer)
              : options.find(({ value }) => value === tapped[0])
          // Where own words are welcome, a longer message is one, even if an option's words stand in it.
          const ownWords = own && tapped === undefined && text.trim() !== ''
          if (option && !(ownWords && text.length > option.label.length * 2 + 20)) return picked(option.value)
          return ownWords ? picked(text) : undefined
        },
      },
      next,
      compiler,
    )
  },
})
