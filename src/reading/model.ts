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
}

export function compileModel(source: unknown): Model {
  const { classes, bias, parts } = modelSchema.parse(source)
  return { classes, bias, parts: new Map(Object.entries(parts)) }
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

/** The parts of the words `from` up to `to`; cues and others belong to the whole message. */
export function eachPart({ said, cues, others }: Evidence, from: number, to: number, take: Take): void {
  let before = '^'
  for (let at = from; at < to; at++) {
    const word = plain(said.words[at]!)
    take(word, at, at)
    take(`${before} ${word}`, Math.max(from, at - 1), at)
    before = word
  }
  const names: string[] = []
  for (const [name, { first, last }] of cues) {
    take(`@${name}`, first, last)
    if (paired.test(name)) names.push(name)
  }
  names.sort()
  for (let one = 0; one < names.length; one++)
    for (let other = one + 1; other < names.length; other++) take(`@${names[one]}&${names[other]}`, -1, -1)
  for (const other of others) take(other, -1, -1)
}

/** A number says how many digits it has; which one it was is for the signs. */
const plain = (word: string): string => {
  const code = word.charCodeAt(0)
  return code < 48 || code > 57 ? word : `0${Math.min(word.length, 4)}`
}

export interface Weighed {
  /** One per class of the model: the odds of the class as a logarithm. */
  readonly scores: readonly number[]
  /** Weight of each word for the first class, from the word `from` on. */
  readonly byWord: readonly number[]
  readonly from: number
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
  const size = model.classes.length
  const sums = new Float64Array(size)
  const byWord: number[] = Array.from({ length: to - from }, () => 0)
  const seen = new Set<Weights>()
  eachPart(evidence, from, to, (part, first, last) => {
    const weights = model.parts.get(part)
    if (!weights || seen.has(weights)) return
    seen.add(weights)
    for (let index = 0; index < size; index++) sums[index]! += weights[index]!
    const share = weights[0]! / (last - first + 1)
    for (let at = Math.max(from, first); at <= last && at < to; at++) byWord[at - from]! += share
  })
  const scale = scaleOf(to - from)
  return { scores: Array.from(sums, (sum, index) => (sum * scale + model.bias[index]!) / 100), byWord, from }
}

/** Words say less each in a longer message. */
export const scaleOf = (words: number): number => 1 / Math.sqrt(Math.max(4, words))
