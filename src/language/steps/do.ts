import { z } from 'zod'
import { defineKind } from '../kind.ts'
import { deeds } from '../words.ts'

/** Does what only Gradual itself can. */
export const doStep = defineKind({
  name: 'do',
  about:
    'Does what only Gradual itself can: `erase` this client’s whole file, `stop` sending anything, `pause` until they write again, `rest` without asking anything further for now, `leave` what is unfinished.',
  example: `- confirm: Erase everything you wrote here?
  as: sure
- if: sure
  then:
    - do: erase`,
  schema: z.strictObject({ do: z.enum(deeds) }),
  texts: () => [],
  expressions: () => [],
  compile: (step, next, compiler) => compiler.act(step, { type: 'do', what: step.data.do }, next),
})
