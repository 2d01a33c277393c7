import { z } from 'zod'
import { holds } from '../expression.ts'
import { defineKind } from '../kind.ts'
import { types } from '../words.ts'
import { at, expression, name, steps } from './fields.ts'

/** Walks the same steps until a condition holds, a bounded number of times. */
export const repeat = defineKind({
  name: 'repeat',
  about:
    'Walks the same steps again until a condition holds after a round, at most `most` times. Answers inside make one row a round, kept under `as`.',
  example: `- repeat:
    - ask: What is one harm that bothers you?
      as: harm
    - confirm: Is there another?
      as: another
  as: harms
  until: '!another'
  most: 3`,
  schema: z.strictObject({
    repeat: steps,
    as: name,
    until: expression,
    most: z.number().int().min(1).max(50).meta({ description: 'The most rounds there can be.' }),
  }),
  blocks: ['repeat'],
  texts: () => [],
  expressions: (data) => [at(['until'], { source: data.until, types: ['bool', 'dyn'] })],
  collects: (data) => [{ name: data.as, type: types.rows }],
  rounds: (data) => ({ rows: data.as }),
  compile: (step, next, compiler) => {
    const { as, most } = step.data
    const until = compiler.expression(step.data.until)
    const after = compiler.join(next)
    const loop = compiler.later()
    const again = compiler.act(step, { type: 'round', rows: as, next: 'next' }, loop.target)
    const enough = compiler.fork(
      step.data.until,
      (scope, rounds) => holds(until, scope) || (rounds[as] ?? 0) + 1 >= most,
      after,
      again,
    )
    loop.is(compiler.block(step.blocks['repeat']!, enough))
    return compiler.act(step, { type: 'round', rows: as, next: 'first' }, loop.target)
  },
})
