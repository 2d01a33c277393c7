import { z } from 'zod'
import { defineKind } from '../kind.ts'
import { types } from '../words.ts'
import { flowName, name, withExpressions, withFields } from './fields.ts'

/** Walks another flow, then comes back. */
export const call = defineKind({
  name: 'call',
  about:
    'Walks another flow and comes back. `call` is a flow’s name, or the name of an answer that holds one; `with` hands values in, `as` takes the result.',
  example: `- say: First, a minute of breathing.
- call: relax`,
  schema: z.strictObject({ call: z.union([flowName, name]), with: withFields.optional(), as: name.optional() }),
  texts: () => [],
  expressions: withExpressions,
  collects: (data) => (data.as === undefined ? [] : [{ name: data.as, type: types.any }]),
  waits: (data) => `call:${data.as ?? data.call}`,
  compile: (step, next, compiler) => {
    const { call, as } = step.data
    return compiler.wait(
      step,
      `call:${as ?? call}`,
      {
        waits: 'call',
        flow: compiler.isName(call) ? compiler.expression(call) : call,
        with: Object.fromEntries(
          Object.entries(step.data.with ?? {}).map(([key, source]) => [key, compiler.expression(source)]),
        ),
        ...(as !== undefined && { as }),
        tail: next.state === 'end' && next.acts.length === 0,
      },
      { NEXT: next },
    )
  },
})
