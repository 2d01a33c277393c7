import { z } from 'zod'
import { pictureKinds } from '../../pictures/index.ts'
import { defineKind } from '../kind.ts'
import { withExpressions, withFields } from './fields.ts'

/** Shows a picture drawn from answers. */
export const show = defineKind({
  name: 'show',
  about:
    'Shows a picture drawn from answers, with the same in words for those who can’t see it. Left out when a value it needs is missing.',
  example: `- show: jar
  with: { pebbles: 3 }`,
  schema: z.strictObject({
    show: z.enum(Object.keys(pictureKinds) as [string, ...string[]]).meta({ description: 'Which picture.' }),
    with: withFields.optional(),
  }),
  texts: () => [],
  expressions: withExpressions,
  compile: (step, next, compiler) =>
    compiler.act(
      step,
      {
        type: 'show',
        picture: step.data.show,
        with: Object.fromEntries(
          Object.entries(step.data.with ?? {}).map(([key, source]) => [key, compiler.expression(source)]),
        ),
      },
      next,
    ),
})
