import { z } from 'zod'
import { defineKind } from '../kind.ts'
import { at, expression, flowName, withExpressions, withFields } from './fields.ts'

/** Begins a flow later, by itself. */
export const schedule = defineKind({
  name: 'schedule',
  about:
    'Begins a flow later by itself, at a time the client gave (`at`) or after a while (`in`, an ISO 8601 duration such as P1D or PT4H).',
  example: `- time: When would you like to try it?
  as: when
- schedule: step-review
  at: when`,
  schema: z
    .strictObject({
      schedule: flowName,
      at: expression.optional(),
      in: z.iso.duration().optional(),
      with: withFields.optional(),
    })
    .refine((data) => (data.at === undefined) !== (data.in === undefined), 'needs either `at` or `in`'),
  texts: () => [],
  expressions: (data) => [
    ...withExpressions(data),
    ...(data.at === undefined ? [] : [at(['at'], { source: data.at, types: ['string', 'dyn'] })]),
  ],
  compile: (step, next, compiler) =>
    compiler.act(
      step,
      {
        type: 'schedule',
        flow: step.data.schedule,
        ref: step.data.schedule,
        with: Object.fromEntries(
          Object.entries(step.data.with ?? {}).map(([key, source]) => [key, compiler.expression(source)]),
        ),
        ...(step.data.at !== undefined && { at: compiler.expression(step.data.at) }),
        ...(step.data.in !== undefined && { in: step.data.in }),
      },
      next,
    ),
})
