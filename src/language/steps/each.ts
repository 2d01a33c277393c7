import { z } from 'zod'
import { defineKind } from '../kind.ts'
import { types } from '../words.ts'
import { at, expression, name, steps } from './fields.ts'

/** Walks the same steps once for each item of a list. */
export const each = defineKind({
  name: 'each',
  about: 'Walks the same steps once for each item of a list. Answers inside make one row a round, kept under `as`.',
  example: `- list: What happened first?
  as: moments
  more: And then?
- each: moments
  item: moment
  as: rows
  steps:
    - ask: "{moment} – what was going on inside you?"
      as: inside`,
  schema: z.strictObject({
    each: expression.meta({ description: 'The list, such as an answer of `list`.' }),
    item: name.meta({ description: 'What the item of this round is called inside.' }),
    as: name,
    steps,
  }),
  blocks: ['steps'],
  texts: () => [],
  expressions: (data) => [at(['each'], { source: data.each, types: ['list', 'dyn'] })],
  collects: (data) => [{ name: data.as, type: types.rows }],
  rounds: (data) => ({ rows: data.as, item: data.item }),
  compile: (step, next, compiler) => {
    const { as } = step.data
    const items = compiler.expression(step.data.each)
    const after = compiler.join(next)
    const loop = compiler.later()
    const body = compiler.block(
      step.blocks['steps']!,
      compiler.act(step, { type: 'round', rows: as, next: 'next' }, loop.target),
    )
    loop.is(
      compiler.fork(
        `more ${step.data.each}`,
        (scope, rounds) => lengthOf(items.value(scope)) > (rounds[as] ?? 0),
        body,
        after,
      ),
    )
    return compiler.act(step, { type: 'round', rows: as, next: 'first' }, loop.target)
  },
})

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0
}
