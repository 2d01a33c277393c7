import { z } from 'zod'
import { dangerKinds } from '../../reading/reading.ts'
import { defineKind } from '../kind.ts'

export const alertKinds = [...dangerKinds, 'human'] as const

/** Tells the program that someone needs a person. */
export const alert = defineKind({
  name: 'alert',
  about:
    'Tells the program’s contacts that someone needs a person. It holds the kind and the time, never the client’s words.',
  example: `- confirm: Are you thinking about killing yourself?
  as: thinking
- if: thinking
  then:
    - alert: suicide`,
  schema: z.strictObject({ alert: z.enum(alertKinds) }),
  texts: () => [],
  expressions: () => [],
  compile: (step, next, compiler) => compiler.act(step, { type: 'alert', kind: step.data.alert }, next),
})
