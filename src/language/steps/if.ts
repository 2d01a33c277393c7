import { z } from 'zod'
import { holds } from '../expression.ts'
import { defineKind } from '../kind.ts'
import { at, expression, steps } from './fields.ts'

/** Walks one of two branches. */
export const ifStep = defineKind({
  name: 'if',
  about:
    'Walks the steps under `then` when a condition holds, else those under `else`. A condition that touches a missing answer is false.',
  example: `- rate: How much would you like some change?
  as: importance
- if: importance >= 2
  then:
    - ask: What puts you there?
      as: reasons
  else:
    - say: That’s fine as it is.`,
  schema: z.strictObject({ if: expression, then: steps, else: steps.optional() }),
  blocks: ['then', 'else'],
  texts: () => [],
  expressions: (data) => [at(['if'], { source: data.if, types: ['bool', 'dyn'] })],
  compile: (step, next, compiler) => {
    const condition = compiler.expression(step.data.if)
    const after = compiler.join(next)
    return compiler.fork(
      step.data.if,
      (scope) => holds(condition, scope),
      compiler.block(step.blocks['then'] ?? [], after),
      compiler.block(step.blocks['else'] ?? [], after),
    )
  },
})
