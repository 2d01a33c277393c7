/**
 * Which way a message leans: towards change, towards carrying on, or neither (Miller & Rollnick's client talk). What counts is
 * data under `flows/safety/talk.*.yaml`; a small linear model weighs it. A mixed line takes the side it ends on, so what is
 * said after the last turn ("but", "though") counts twice.
 */

import { z } from 'zod'
import type { Evidence, Model } from './model.ts'
import { weighStretch } from './model.ts'
import type { Found, Patterns } from './pattern.ts'
import { compilePatterns } from './pattern.ts'
import type { Language, Talk } from './reading.ts'
import type { Spelling, Words } from './text.ts'
import { takeApart } from './text.ts'

const name = z.string().regex(/^[a-z][a-z0-9_]*$/)
const strings = z.array(z.string().min(1)).min(1)

export const talkSchema = z.strictObject({
  language: z.enum(['en', 'es']),
  /** Words after which the side a line ends on begins. */
  turns: strings,
  lists: z.record(name, strings),
  cues: z.record(name, z.strictObject({ about: z.string().min(1), hear: strings })),
})

export interface TalkCues {
  readonly spelling: Spelling
  readonly turns: ReadonlySet<string>
  readonly patterns: Patterns
  /** By pattern. */
  readonly names: readonly string[]
}

/** What to hear talk with. The model's classes are change, sustain and neutral. */
export interface TalkEar {
  readonly cues: TalkCues
  readonly model: Model
}

export type TalkEars = Readonly<Record<Language, TalkEar>>

/**
 * Checks and compiles one language's cues, as parsed from YAML; `spelling` is that of the language's signs.
 * @throws {Error} that names the fault and where it stands.
 */
export function compileTalk(source: unknown, spelling: Spelling): TalkCues {
  const data = talkSchema.parse(source)
  const cues = Object.entries(data.cues)
  return {
    spelling,
    turns: new Set(data.turns.flatMap((turn) => takeApart(turn, spelling).words)),
    patterns: compilePatterns(
      cues.flatMap(([, { hear }]) => hear),
      new Map(Object.entries(data.lists)),
      spelling,
    ),
    names: cues.flatMap(([name, { hear }]) => hear.map(() => name)),
  }
}

/** Longer messages are judged by how they end. In words. */
const longest = 64

export function hearTalk(text: string, language: Language, ears: TalkEars): Talk {
  const { cues, model } = ears[language]
  const evidence = talkEvidence(text, cues)
  const count = evidence.said.words.length
  if (count === 0) return 'neutral'
  const { scores } = weighStretch(model, evidence, Math.max(0, count - longest), count)
  const best = scores.reduce((top, score, index) => (score > scores[top]! ? index : top), 0)
  return model.classes[best] as Talk
}

export function talkEvidence(text: string, { spelling, turns, patterns, names }: TalkCues): Evidence {
  const said = takeApart(text, spelling)
  const side = lastSide(said, turns)
  const found = new Map<string, Found>()
  const others = new Set<string>()
  for (const one of patterns.find(said)) {
    const name = names[one.pattern]!
    if (!found.has(name)) found.set(name, one)
    // Where the cue stands: on the side the line ends on.
    if (one.last >= side) others.add(`>@${name}`)
  }
  if (said.asks.length > 0) others.add('?')
  if (said.asks.includes(said.words.length - 1)) others.add('ends?')
  return { said, cues: found, others }
}

/** Where the last side of a line begins: after its last turn or its last sentence's start, if words enough follow. */
function lastSide(said: Words, turns: ReadonlySet<string>): number {
  const count = said.words.length
  for (let at = count - 3; at > 0; at--) if (turns.has(said.words[at]!) || said.sentences.includes(at)) return at
  return 0
}
