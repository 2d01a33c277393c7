import { z } from 'zod'
import { defineKind } from '../kind.ts'
import { at, name, text } from './fields.ts'

const beat = z.strictObject({
  say: text,
  seconds: z.number().min(1).max(60),
  breath: z.enum(['in', 'out', 'hold']).optional(),
})

/** Timed lines: a breathing rhythm, a minute of sitting with an urge. */
export const pace = defineKind({
  name: 'pace',
  about: 'Shows lines in time, such as a breathing rhythm. It ends by itself, or at any message.',
  example: `- pace:
    - { say: Breathe in, seconds: 4, breath: in }
    - { say: And slowly out, seconds: 6, breath: out }
  times: 6`,
  schema: z.strictObject({
    pace: z.array(beat).min(1),
    times: z.number().int().min(1).max(40).optional().meta({ description: 'How often the lines go round.' }),
    as: name.optional().meta({ description: 'Names it, where a flow has more than one.' }),
  }),
  texts: (data) => data.pace.map(({ say }, index) => at(['pace', index, 'say'], say)),
  expressions: () => [],
  waits: (data) => data.as ?? 'pace',
  compile: (step, next, compiler) => {
    const round = step.data.pace.map(({ say, seconds, breath }) => ({
      text: compiler.message(say),
      seconds,
      ...(breath && { breath }),
    }))
    const beats = Array.from({ length: step.data.times ?? 1 }, () => round).flat()
    return compiler.wait(step, step.data.as ?? 'pace', { waits: 'pace', beats }, { NEXT: next })
  },
})
