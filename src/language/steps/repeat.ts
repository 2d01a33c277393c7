import { z } from 'zod'
import { holds } from '../expression.ts'
import { defineKind } from '../kind.ts'
import { types } from '../words.ts'
import { at, expression, name, steps } from './fields.ts'

/** Walks the same steps while a condition holds, a bounded number of times. */
export const repeat = defineKind({
  name: 'repeat',
  about:
    'Walks the same steps again while a condition holds after a round, at most `most` times. Answers inside make one row a round, kept under `as`.',
  example: `- repeat:
    - ask: What is one harm that bothers you?
      as: harm
    - confirm: Is there another?
      as: another
  as: harms
  while: another
  most: 3`,
  schema: z.strictObject({
    repeat: steps,
    as: name,
    while: expression.meta({ description: 'After a round: walk another one. A skipped answer makes it false.' }),
    most: z.number().int().min(1).max(50).meta({ description: 'The most rounds there can be.' }),
  }),
  blocks: ['repeat'],
  texts: () => [],
  expressions: (data) => [at(['while'], { source: data.while, types: ['bool', 'dyn'] })],
  collects: (data) => [{ name: data.as, type: types.rows }],
  rounds: (data) => ({ rows: data.as }),
  compile: (step, next, compiler) => {
    const { as, most } = step.data
    const goesOn = compiler.expression(step.data.while)
    const after = compiler.join(next)
    const loop = compiler.later()
    const again = compiler.act(step, { type: 'round', rows: as, next: 'next' }, loop.target)
    const another = compiler.fork(
      step.data.while,
      (scope, rounds) => holds(goesOn, scope) && (rounds[as] ?? 0) + 1 < most,
      again,
      after,
    )
    loop.is(compiler.block(step.blocks['repeat']!, another))
    return compiler.act(step, { type: 'round', rows: as, next: 'first' }, loop.target)
  },
})
