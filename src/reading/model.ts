/**
 * A small linear model beside the signs and cues: it hears what was never written down, from the words of a message, pairs of
 * neighbouring words, the cues heard and which of them came together, and whatever else the reader noticed. Trained by
 * `node test/reading/train.ts` on the labelled lines, kept as data in `flows/safety/model.*.json`, and explainable: each part
 * of a message weighs so much, and the heaviest words can be named.
 */

import { z } from 'zod'
import type { Found } from './pattern.ts'
import type { Words } from './text.ts'

/** For each class a bias, and for each part a weight per class, all in hundredths. */
export const modelSchema = z.strictObject({
  classes: z.array(z.string()).min(1),
  bias: z.array(z.int()),
  parts: z.record(z.string(), z.array(z.int())),
})

type Weights = readonly number[]

export interface Model {
  readonly classes: readonly string[]
  readonly bias: Weights
  readonly parts: ReadonlyMap<string, Weights>
  /** Of pairs of cues, by either and then the other. */
  readonly pairs: ReadonlyMap<string, ReadonlyMap<string, Weights>>
}

export function compileModel(source: unknown): Model {
  const { classes, bias, parts } = modelSchema.parse(source)
  const alone = new Map<string, Weights>()
  const pairs = new Map<string, Map<string, Weights>>()
  for (const [part, weights] of Object.entries(parts)) {
    const [, one, other] = /^@(.+)&@(.+)$/.exec(part) ?? []
    if (one === undefined || other === undefined) alone.set(part, weights)
    else
      // Both ways round, so that a message's cues need no sorting.
      for (const [a, b] of [
        [one, other],
        [other, one],
      ] as const)
        pairs.set(a, (pairs.get(a) ?? new Map<string, Weights>()).set(b, weights))
  }
  return { classes, bias, parts: alone, pairs }
}

/** What a message is weighed by. */
export interface Evidence {
  readonly said: Words
  readonly cues: ReadonlyMap<string, Pick<Found, 'first' | 'last'>>
  /** Parts of the whole message that are not words of it. */
  readonly others: Iterable<string>
}

/** Called with each part of a message and the words it spans, or -1 where it spans none. A part may come more than once. */
type Take = (part: string, first: number, last: number) => void

/** Cues whose names begin so weigh in pairs too: words that weigh (`w_`), words that calm (`c_`), who and when (`p_`). */
const paired = /^[wcp]_/

/** The parts of the words `from` up to `to`, all but pairs; cues and others belong to the whole message. */
function eachPart({ said, cues, others }: Evidence, from: number, to: number, take: Take): void {
  let before = '^'
  for (let at = from; at < to; at++) {
    const word = plain(said.words[at]!)
    take(word, at, at)
    take(`${before} ${word}`, Math.max(from, at - 1), at)
    before = word
  }
  for (const [name, { first, last }] of cues) take(`@${name}`, first, last)
  for (const other of others) take(other, -1, -1)
}

const pairedCues = ({ cues }: Evidence): string[] => [...cues.keys()].filter((name) => paired.test(name))

/** Every part of a message, once. */
export function partsOf(evidence: Evidence): string[] {
  const parts = new Set<string>()
  eachPart(evidence, 0, evidence.said.words.length, (part) => parts.add(part))
  const names = pairedCues(evidence).toSorted()
  for (const [index, one] of names.entries()) for (const other of names.slice(index + 1)) parts.add(`@${one}&@${other}`)
  return [...parts]
}

/** A number says how many digits it has; which one it was is for the signs. */
const plain = (word: string): string => {
  const code = word.charCodeAt(0)
  return code < 48 || code > 57 ? word : `0${Math.min(word.length, 4)}`
}

export interface Weighed {
  /** One per class of the model: the odds of the class as a logarithm. */
  readonly scores: readonly number[]
  /** The stretch of words that was weighed. */
  readonly from: number
  readonly to: number
}

/** Longer messages are weighed a window at a time, and the heaviest counts, so that nothing drowns in a long story. */
const windowWords = 48

export function weigh(model: Model, evidence: Evidence): Weighed {
  const count = evidence.said.words.length
  let best = weighStretch(model, evidence, 0, Math.min(count, windowWords))
  for (let from = windowWords / 2; from + windowWords / 2 < count; from += windowWords / 2) {
    const weighed = weighStretch(model, evidence, from, Math.min(count, from + windowWords))
    if (weighed.scores[0]! > best.scores[0]!) best = weighed
  }
  return best
}

/** The words `from` up to `to`. */
export function weighStretch(model: Model, evidence: Evidence, from: number, to: number): Weighed {
  const sums = model.classes.map(() => 0)
  const add = (weights: Weights): void => {
    for (let index = 0; index < sums.length; index++) sums[index]! += weights[index]!
  }
  const seen = new Set<string>()
  eachPart(evidence, from, to, (part) => {
    const weights = model.parts.get(part)
    if (!weights || seen.has(part)) return
    seen.add(part)
    add(weights)
  })
  const names = model.pairs.size > 0 ? pairedCues(evidence) : []
  for (let one = 0; one < names.length; one++) {
    const others = model.pairs.get(names[one]!)
    if (!others) continue
    for (let other = one + 1; other < names.length; other++) {
      const weights = others.get(names[other]!)
      if (weights) add(weights)
    }
  }
  const scale = scaleOf(to - from)
  return { scores: sums.map((sum, index) => (sum * scale + model.bias[index]!) / 100), from, to }
}

/** The run of words that weighed most towards the first class: first and last word. */
export function heaviest(model: Model, evidence: Evidence, { from, to }: Weighed): { first: number; last: number } {
  const byWord: number[] = Array.from({ length: to - from }, () => 0)
  eachPart(evidence, from, to, (part, first, last) => {
    const weight = model.parts.get(part)?.[0] ?? 0
    for (let at = Math.max(from, first); at <= last && at < to; at++) byWord[at - from]! += weight / (last - first + 1)
  })
  let best = { sum: -Infinity, first: 0, last: 0 }
  let run = { sum: 0, first: 0 }
  for (const [at, weight] of byWord.entries()) {
    if (run.sum <= 0) run = { sum: 0, first: at }
    run.sum += weight
    if (run.sum > best.sum) best = { sum: run.sum, first: run.first, last: at }
  }
  return { first: from + best.first, last: from + best.last }
}

/** Words say less each in a longer message. */
export const scaleOf = (words: number): number => 1 / Math.sqrt(Math.max(4, words))
