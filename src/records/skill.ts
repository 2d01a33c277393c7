import { z } from 'zod'
import { defineRecord, line } from './kind.ts'

/** A coping skill tried out on one real situation. */
export const skill = defineRecord({
  kind: 'skill',
  about: 'A coping skill tried out on one real situation.',
  schema: z
    .strictObject({
      skill: z.enum(['think-it-through', 'dispute', 'stress-inoculation', 'say-it', 'say-no', 'anger']),
      situation: z.string(),
      /** The way it goes when acted on, and the other way. */
      goes: z.array(z.string()),
      other_way: z.array(z.string()),
      thought: z.string(),
      speaks_for: z.string(),
      speaks_against: z.string(),
      true_before: z.number(),
      true_after: z.number(),
      /** Words to oneself: before, in the middle, when it is strongest, afterwards. */
      before: z.string(),
      during: z.string(),
      strongest: z.string(),
      after: z.string(),
      /** What is going on, how it is for them, what they would like. */
      when: z.string(),
      feel: z.string(),
      would_like: z.string(),
      /** A no, the same no again, and a way out. */
      no: z.string(),
      again: z.string(),
      way_out: z.string(),
      signs: z.array(z.string()),
      cools: z.array(z.string()),
      under: z.string(),
      /** The line they take along. */
      line: z.string(),
      sure: z.number(),
    })
    .partial(),
  summary: (data) => line(data.situation, data.line ?? data.no ?? data.would_like),
})
