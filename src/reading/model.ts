/**
 * A small linear model beside the signs: it hears what was never written down as a sign, from the words of a message, pairs
 * of neighbouring words, the cues heard and which of them came together, and what ordinary things were said. Trained by
 * `node test/reading/train.ts` on the labelled lines, kept as data in `flows/safety/model.*.json`, and explainable: each part
 * of a message weighs so much, and the heaviest words can be named.
 */

import { z } from 'zod'
import type { Heard } from './signs.ts'

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

/** Called with each part of a message and the words it spans. A part may come more than once. */
type Take = (part: string, first: number, last: number) => void

/** Cues whose names begin so weigh in pairs too: words that weigh (`w_`), words that calm (`c_`), who and when (`p_`). */
const paired = /^[wcp]_/

/** The parts of words `from` up to `to`: words, and pairs of neighbours. Cues and what is ordinary belong to the whole message. */
export function eachPart({ said, cues, ordinary }: Heard, from: number, to: number, take: Take): void {
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
  for (const about of ordinary) take(`!${about}`, -1, -1)
  if (said.asks.length > 0) take('?', -1, -1)
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

export function weigh(model: Model, heard: Heard): Weighed {
  const count = heard.said.words.length
  let best = weighWindow(model, heard, 0, Math.min(count, windowWords))
  for (let from = windowWords / 2; from + windowWords / 2 < count; from += windowWords / 2) {
    const weighed = weighWindow(model, heard, from, Math.min(count, from + windowWords))
    if (weighed.scores[0]! > best.scores[0]!) best = weighed
  }
  return best
}

function weighWindow(model: Model, heard: Heard, from: number, to: number): Weighed {
  const size = model.classes.length
  const sums = new Float64Array(size)
  const byWord: number[] = Array.from({ length: to - from }, () => 0)
  const seen = new Set<Weights>()
  eachPart(heard, from, to, (part, first, last) => {
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
