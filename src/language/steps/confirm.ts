import { z } from 'zod'
import { defineKind, type Asking } from '../kind.ts'
import { types } from '../words.ts'
import { optional, question, questionExpressions, questionTexts, text } from './fields.ts'
import { compileQuestion } from './question.ts'

/** Yes, no, or not sure. Not sure counts as no answer: nothing that follows from "yes" happens. */
export const confirm = defineKind({
  name: 'confirm',
  about:
    'Asks for yes, no or not sure. Not sure leaves the answer missing, so that nothing that follows from “yes” happens.',
  example: `- confirm: Would you like to say what puts you there?
  as: wants_to_say
- if: wants_to_say
  then:
    - ask: What puts you there?
      as: reasons`,
  schema: z.strictObject({
    confirm: text,
    ...question,
    yes: text.optional().meta({ description: 'The label for yes.' }),
    no: text.optional().meta({ description: 'The label for no.' }),
  }),
  texts: (data) => [
    ...questionTexts('confirm', data.confirm, data),
    ...optional(['yes'], data.yes),
    ...optional(['no'], data.no),
  ],
  expressions: questionExpressions,
  collects: (data) => [{ name: data.as, type: types.yesno }],
  waits: (data) => data.as,
  compile: (step, next, compiler) => {
    const { as } = step.data
    const yes = step.data.yes === undefined ? undefined : compiler.message(step.data.yes)
    const no = step.data.no === undefined ? undefined : compiler.message(step.data.no)
    return compileQuestion(
      step,
      step.data.confirm,
      {
        open: false,
        prompt: (asking) => ({
          kind: 'confirm',
          options: [
            { value: 'yes', label: (yes && asking.say(yes)) ?? asking.phrase('yes') },
            { value: 'no', label: (no && asking.say(no)) ?? asking.phrase('no') },
            { value: 'unsure', label: asking.phrase('unsure') },
          ],
        }),
        reading: () => ({ type: 'confirm' }),
        accept: ({ text, answer, tapped }, asking) => {
          const said = tapped?.[0] ?? answer ?? ownLabel(text, asking)
          if (said === 'unsure') return { event: 'NEXT', set: { [as]: undefined } }
          return said === 'yes' || said === 'no' ? { event: 'NEXT', set: { [as]: said === 'yes' } } : undefined
        },
      },
      next,
      compiler,
    )

    /** Labels of the author's own may not read as yes or no by themselves. */
    function ownLabel(words: string, asking: Asking): 'yes' | 'no' | undefined {
      const labels = { yes: yes && asking.say(yes), no: no && asking.say(no) }
      const picked = asking.read(words, {
        type: 'choose',
        options: Object.values(labels).filter((label) => label !== undefined),
      })
      return picked === null ? undefined : picked === labels.yes ? 'yes' : picked === labels.no ? 'no' : undefined
    }
  },
})
