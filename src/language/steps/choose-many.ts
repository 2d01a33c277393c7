import { z } from 'zod'
import type { Option } from '../../channel.ts'
import { defineKind, type Asking } from '../kind.ts'
import { types } from '../words.ts'
import { question, questionExpressions, questionTexts, text } from './fields.ts'
import { compileOptions, optionExpressions, optionFields, optionTexts } from './options.ts'
import { compileQuestion } from './question.ts'

/** A question answered by picking any number of options. */
export const chooseMany = defineKind({
  name: 'choose-many',
  about:
    'Asks to pick any number of options, by tapping or in words with commas between. The answer is the list of their values.',
  example: `- choose-many: Which days would you like to keep free?
  as: days
  options: { weekend: The weekend, weekdays: Weekdays, some: Some days }
  own: true`,
  schema: z
    .strictObject({ 'choose-many': text, ...question, ...optionFields })
    .refine(
      (data) => data.options !== undefined || data.from !== undefined,
      'needs `options`, or a list to pick from with `from`',
    ),
  texts: (data) => [...questionTexts('choose-many', data['choose-many'], data), ...optionTexts(data)],
  expressions: (data) => [...questionExpressions(data), ...optionExpressions(data)],
  collects: (data) => [{ name: data.as, type: types.choices }],
  waits: (data) => data.as,
  compile: (step, next, compiler) => {
    const { as, own } = step.data
    const optionsAt = compileOptions(step.data, compiler)
    return compileQuestion(
      step,
      step.data['choose-many'],
      {
        open: false,
        prompt: (asking) => ({ kind: 'choose-many', options: optionsAt(asking) }),
        accept: ({ text, tapped }, asking) => {
          const options = optionsAt(asking)
          const values = tapped
            ? tapped.filter((value) => options.some((option) => option.value === value))
            : readAll(text, options, asking, own)
          return values.length > 0 ? { event: 'NEXT', set: { [as]: [...new Set(values)] } } : undefined
        },
      },
      next,
      compiler,
    )
  },
})

/** Each part between commas, "and" or line breaks is one pick. Own words stay whole where none of their parts is an option. */
function readAll(text: string, options: readonly Option[], asking: Asking, own: boolean | undefined): string[] {
  const labels = options.map(({ label }) => label)
  const pick = (words: string) =>
    options[labels.indexOf(String(asking.read(words, { type: 'choose', options: labels })))]?.value
  const whole = pick(text)
  if (whole !== undefined) return [whole]
  const parts = text
    .split(/[,;\n]| and | y | e /i)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const picked = parts.map((words) => ({ words, value: pick(words) }))
  if (picked.every(({ value }) => value === undefined)) return own && text.trim() !== '' ? [text] : []
  return picked.flatMap(({ words, value }) => value ?? (own ? words : []))
}
