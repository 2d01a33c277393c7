import { z } from 'zod'
import { recordKinds } from '../../records/index.ts'
import { defineKind } from '../kind.ts'
import { at, expression, withExpressions, withFields } from './fields.ts'

/** Keeps a record in the client's file. */
export const keep = defineKind({
  name: 'keep',
  about:
    'Keeps a record in the client’s file. Missing values are left out of it. `revises` makes a new version of an earlier record instead of a new one.',
  example: `- list: What does using do for you?
  as: likes
  more: Anything else?
- keep: balance
  with: { likes: likes }`,
  schema: z.strictObject({
    keep: z.enum(Object.keys(recordKinds) as [string, ...string[]]).meta({ description: 'The kind of record.' }),
    with: withFields,
    revises: expression.optional().meta({ description: 'The earlier record, from `reads`.' }),
  }),
  texts: () => [],
  expressions: (data) => [
    ...withExpressions(data),
    ...(data.revises === undefined ? [] : [at(['revises'], { source: data.revises, types: ['map', 'dyn'] })]),
  ],
  compile: (step, next, compiler) => {
    const { keep, revises } = step.data
    const count = compiler.count(`keep:${keep}`)
    return compiler.act(
      step,
      {
        type: 'keep',
        kind: keep,
        ref: count === 1 ? keep : `${keep}.${count}`,
        with: Object.fromEntries(
          Object.entries(step.data.with).map(([key, source]) => [key, compiler.expression(source)]),
        ),
        ...(revises !== undefined && { revises: compiler.expression(revises) }),
      },
      next,
    )
  },
})
