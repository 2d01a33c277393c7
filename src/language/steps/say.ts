import { z } from 'zod'
import { defineKind } from '../kind.ts'
import { at, optional, text } from './fields.ts'

/** Says something, and goes on. */
export const say = defineKind({
  name: 'say',
  about:
    'Says something and goes on. A line that touches a missing answer is left out; `or` gives another. `any` varies the wording.',
  example: `- say: Part of you may like things as they are, and part of you may not.
- say:
    any:
      - Take your time.
      - There is no hurry.`,
  schema: z.strictObject({
    say: z.union([text, z.strictObject({ any: z.array(text).min(2) })]),
    or: text.optional().meta({ description: 'Said instead when a value in the text is missing.' }),
  }),
  texts: ({ say, or }) => [
    ...(typeof say === 'string' ? [at(['say'], say)] : say.any.map((line, index) => at(['say', 'any', index], line))),
    ...optional(['or'], or),
  ],
  expressions: () => [],
  compile: (step, next, compiler) => {
    const { say, or } = step.data
    const lines = typeof say === 'string' ? [say] : say.any
    return compiler.act(step, { type: 'say', say: lines.map((line) => compiler.variant(line, or)) }, next)
  },
})
