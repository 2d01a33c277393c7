/**
 * What to listen for: the schema of `flows/safety/signs.*.yaml`, and the form the danger reader uses it in.
 *
 * Terminology:
 * - list: words that may stand in each other's place ("pills": tablets, meds, tabs …)
 * - cue: something heard that is no danger by itself ("has stopped drinking"), for signs to build on
 * - sign: what tells of a danger, by its own patterns (`hear`), or by cues heard together anywhere in the message
 * - ordinary: what takes a sign back: idiom, negation, past told as past, film and song, asking for information
 *
 * Patterns are written as `pattern.ts` says.
 */

import { z } from 'zod'
import type { Found, Patterns } from './pattern.ts'
import { compilePatterns } from './pattern.ts'
import type { DangerKind, Language } from './reading.ts'
import { dangerKinds } from './reading.ts'
import type { Spelling, Words } from './text.ts'
import { takeApart } from './text.ts'

const name = z.string().regex(/^[a-z][a-z0-9_]*$/)
const patterns = z.array(z.string().min(1)).min(1)
const about = z.string().min(1)

const cue = z.strictObject({ about, hear: patterns })

const sign = z
  .strictObject({
    about,
    /** False: ask plainly before acting. */
    sure: z.boolean(),
    hear: patterns.optional(),
    /** Cues that must all be heard in the message. */
    together: z.array(name).min(1).optional(),
    /** Cues of which none may be heard in the message. */
    unless: z.array(name).optional(),
  })
  .refine((one) => one.hear ?? one.together, { message: 'a sign needs "hear" or "together"' })

const ordinary = z.strictObject({
  about,
  hear: patterns,
  /** How far it reaches: the words it overlaps, the three words after it, or its sentence. */
  takes_back: z.enum(['words', 'next', 'sentence']),
  /** The dangers it takes back; all when left out. */
  of: z.array(z.enum(dangerKinds)).optional(),
})

export const signsSchema = z.strictObject({
  language: z.enum(['en', 'es']),
  /** A spelling people use, and the words it stands for. */
  spelling: z.record(z.string(), z.string()),
  /** Words by which a message in another language is known to hold this one too. */
  marks: z.array(z.string()).min(1),
  /** Words at which the reach of a "not" ends: "I don't, I will". */
  joints: z.array(z.string()).min(1),
  lists: z.record(name, z.array(z.string()).min(1)),
  cues: z.record(name, cue),
  signs: z.partialRecord(z.enum(dangerKinds), z.array(sign)),
  ordinary: z.array(ordinary),
})
export type SignsSource = z.infer<typeof signsSchema>
export type Sign = z.infer<typeof sign> & { readonly kind: DangerKind }
export type Ordinary = z.infer<typeof ordinary>

/** What a pattern belongs to. */
export type Owner =
  | { readonly type: 'cue'; readonly name: string }
  | { readonly type: 'sign'; readonly sign: Sign }
  | { readonly type: 'ordinary'; readonly ordinary: Ordinary }

export interface Signs {
  readonly language: Language
  readonly spelling: Spelling
  /** Marks of this language, as the words of the other one are folded. */
  readonly marks: ReadonlySet<string>
  readonly joints: ReadonlySet<string>
  readonly owners: readonly Owner[]
  readonly patterns: Patterns
  /** Signs that are only cues heard together. */
  readonly combined: readonly Sign[]
}

/**
 * Checks and compiles one language's signs, as parsed from YAML.
 * @throws {Error} that names the file's fault and where it stands.
 */
export function compileSigns(source: unknown): Signs {
  const data = signsSchema.parse(source)
  const spelling = spellingOf(data.language, data.spelling)
  const lists = new Map(Object.entries(data.lists))
  const sources: string[] = []
  const owners: Owner[] = []
  const own = (owner: Owner, hear: readonly string[]): void => {
    for (const pattern of hear) {
      sources.push(pattern)
      owners.push(owner)
    }
  }
  const combined: Sign[] = []
  const cues = new Set(Object.keys(data.cues))
  for (const [name, { hear }] of Object.entries(data.cues)) own({ type: 'cue', name }, hear)
  for (const kind of dangerKinds)
    for (const source of data.signs[kind] ?? []) {
      const sign = { ...source, kind }
      requireCues(cues, [...(sign.together ?? []), ...(sign.unless ?? [])], `sign "${sign.about}"`)
      if (sign.hear) own({ type: 'sign', sign }, sign.hear)
      else combined.push(sign)
    }
  for (const ordinary of data.ordinary) {
    own({ type: 'ordinary', ordinary }, ordinary.hear)
  }
  const wordsOf = (entries: readonly string[], as: Spelling = spelling): Set<string> =>
    new Set(entries.flatMap((one) => takeApart(one, as).words))
  return {
    language: data.language,
    spelling,
    marks: wordsOf(data.marks, { language: data.language === 'en' ? 'es' : 'en', written: new Map() }),
    joints: wordsOf(data.joints),
    owners,
    patterns: compilePatterns(sources, lists, spelling),
    combined,
  }
}

function requireCues(known: ReadonlySet<string>, used: readonly string[], where: string): void {
  for (const name of used)
    if (!known.has(name)) throw new Error(`${where}: no cue "${name}". Cues: ${[...known].join(', ')}`)
}

/** Spellings as takeApart wants them: keys folded, and for Spanish the words as they sound. */
export function spellingOf(language: Language, written: Readonly<Record<string, string>>): Spelling {
  const plain: Spelling = { language, written: new Map() }
  const folded = new Map<string, readonly string[]>()
  const latin: Spelling = { language: 'en', written: new Map() }
  for (const [spelled, words] of Object.entries(written)) {
    const key = takeApart(spelled, latin).words[0] ?? spelled
    folded.set(key, takeApart(words, plain).words)
  }
  return { language, written: folded }
}

export interface Heard {
  readonly said: Words
  readonly cues: ReadonlyMap<string, Found>
  /** Signs that stand after what is ordinary was taken out, with where each was heard. */
  readonly signs: readonly { readonly sign: Sign; readonly first: number; readonly last: number }[]
  /** What ordinary things were heard, by what they are about, and whether something was asked. */
  readonly others: ReadonlySet<string>
}

/** Which signs stand in the message, after what is ordinary has taken its own back. */
export function hearSigns(said: Words, signs: Signs): Heard {
  const cueHits = new Map<string, Found[]>()
  const candidates: { found: Found; sign: Sign }[] = []
  const ordinaries: Taking[] = []
  for (const found of signs.patterns.find(said)) {
    const owner = signs.owners[found.pattern]!
    if (owner.type === 'sign') candidates.push({ found, sign: owner.sign })
    else if (owner.type === 'ordinary') ordinaries.push({ found, ordinary: owner.ordinary })
    else {
      const hits = cueHits.get(owner.name)
      if (!hits) cueHits.set(owner.name, [found])
      else if (hits.length < mostHits) hits.push(found)
    }
  }
  const bySentence = Map.groupBy(ordinaries, ({ found }) => found.sentence)
  const isTakenBack = (hit: Found, kind: DangerKind | undefined): boolean =>
    bySentence
      .get(hit.sentence)
      ?.some(
        ({ found, ordinary }) =>
          (kind === undefined ? !ordinary.of : !ordinary.of || ordinary.of.includes(kind)) &&
          reaches(found, ordinary, hit, said, signs.joints),
      ) ?? false

  const cues = new Map<string, Found>()
  for (const [name, hits] of cueHits) {
    const hit = hits.find((one) => !isTakenBack(one, undefined))
    if (hit) cues.set(name, hit)
  }
  const holds = (sign: Sign): boolean =>
    (sign.together?.every((name) => cues.has(name)) ?? true) && !sign.unless?.some((name) => cueHits.has(name))

  const standing: { sign: Sign; first: number; last: number }[] = []
  for (const { found, sign } of candidates)
    if (holds(sign) && !isTakenBack(found, sign.kind)) standing.push({ sign, first: found.first, last: found.last })
  for (const sign of signs.combined) {
    if (!holds(sign)) continue
    const parts = sign.together!.map((name) => cues.get(name)!)
    if (!parts.some((part) => isTakenBack(part, sign.kind))) standing.push({ sign, ...span(parts) })
  }
  const others = new Set(ordinaries.map(({ ordinary }) => `!${ordinary.about}`))
  if (said.asks.length > 0) others.add('?')
  return { said, cues, signs: standing, others }
}

interface Taking {
  readonly found: Found
  readonly ordinary: Ordinary
}

/** A cue heard this often says nothing more by being heard again. */
const mostHits = 16

/** From the first part to the last when they are near each other, else the last part: the words shown should be short. */
function span(parts: readonly Found[]): { first: number; last: number } {
  const first = Math.min(...parts.map((part) => part.first))
  const last = Math.max(...parts.map((part) => part.last))
  if (last - first <= 30) return { first, last }
  const latest = parts.reduce((best, part) => (part.last > best.last ? part : best))
  return { first: latest.first, last: latest.last }
}

function reaches(found: Found, ordinary: Ordinary, hit: Found, said: Words, joints: ReadonlySet<string>): boolean {
  switch (ordinary.takes_back) {
    case 'sentence':
      return true
    case 'words':
      return found.first <= hit.last && hit.first <= found.last
    case 'next': {
      if (found.last >= hit.first || hit.first - found.last > 3) return false
      for (let at = found.last + 1; at < hit.first; at++) if (joints.has(said.words[at]!)) return false
      return true
    }
  }
}
