import { z } from 'zod'
import { earnings } from '../../records/earnings.ts'
import { defineKind } from '../kind.ts'

/** Gives what a small step earns. */
export const reward = defineKind({
  name: 'reward',
  about: 'Gives what a small step earns, once a run. Nothing earned is ever taken back.',
  example: `- say: Thank you. I kept that in your words.
- reward: reflection`,
  schema: z.strictObject({ reward: z.enum(earnings).meta({ description: 'What it is for. All are worth the same.' }) }),
  texts: () => [],
  expressions: () => [],
  compile: (step, next, compiler) => {
    const count = compiler.count(`reward:${step.data.reward}`)
    return compiler.act(
      step,
      { type: 'reward', for: step.data.reward, ref: count === 1 ? step.data.reward : `${step.data.reward}.${count}` },
      next,
    )
  },
})
