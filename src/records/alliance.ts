import { z } from 'zod'
import { defineRecord, line } from './kind.ts'

/** How the client finds the work here: its aims, its ways, and how they are met (goals, tasks and bond; Greenson 1967). */
export const alliance = defineRecord({
  kind: 'alliance',
  about: 'How the client finds the work here: its aims, its ways, and how they are met (goals, tasks and bond).',
  schema: z
    .strictObject({
      goals: z.number(),
      tasks: z.number(),
      bond: z.number(),
      /** What would make it fit better. */
      better: z.string(),
    })
    .partial(),
  summary: (data) => line(data.goals, data.tasks, data.bond, data.better),
})
