/**
 * A small linear model over the words of a message and the letters inside them, beside the signs: it hears what was never
 * written down as a sign. Trained by `node test/reading/train.ts` on the labelled lines, kept as data in
 * `flows/safety/model.*.json`, and explainable: each part of a message weighs so much, and the heaviest can be named.
 */

import { z } from 'zod'
import type { Words } from './text.ts'

/** For each class a bias, and for each part a weight per class, all in hundredths. */
export const modelSchema = z.strictObject({
  classes: z.array(z.string()).min(1),
  bias: z.array(z.int()),
  parts: z.record(z.string(), z.array(z.int())),
})

export interface Model {
  readonly classes: readonly string[]
  readonly bias: readonly number[]
  readonly parts: ReadonlyMap<string, readonly number[]>
}

export function compileModel(source: unknown): Model {
  const { classes, bias, parts } = modelSchema.parse(source)
  return { classes, bias, parts: new Map(Object.entries(parts)) }
}

/** Called with each part of a message: the part, and the words it spans. A part may come more than once. */
type Take = (part: string, first: number, last: number) => void

/**
 * Takes a stretch of a message apart as the model sees it: words, pairs of neighbouring words, the lists a word stands
 * in, the cues heard, and three to five letters in a row within words.
 */
export function eachPart(
  said: Words,
  from: number,
  to: number,
  listed: ReadonlyMap<string, readonly string[]>,
  take: Take,
): void {
  let before = '^'
  let listsBefore: readonly string[] = none
  for (let at = from; at < to; at++) {
    const word = plain(said.words[at]!)
    take(word, at, at)
    take(`${before} ${word}`, Math.max(from, at - 1), at)
    const lists = listed.get(said.words[at]!) ?? none
    for (const list of lists) {
      take(`<${list}>`, at, at)
      take(`${before} <${list}>`, Math.max(from, at - 1), at)
      for (const earlier of listsBefore) take(`<${earlier}> <${list}>`, at - 1, at)
    }
    for (const earlier of listsBefore) take(`<${earlier}> ${word}`, at - 1, at)
    if (word.length > 3) {
      const padded = `#${word}#`
      for (let size = 4; size <= 5; size++)
        for (let begin = 0; begin + size <= padded.length; begin++) take(`~${padded.slice(begin, begin + size)}`, at, at)
    }
    before = word
    listsBefore = lists
  }
}

const none: readonly string[] = []

/** A number says how many digits it has; which one it was is for the signs. */
const plain = (word: string): string => {
  const code = word.charCodeAt(0)
  if (code < 48 || code > 57) return word
  const number = Number(word)
  return number >= 10 && number <= 17 ? '0t' : `0${Math.min(word.length, 4)}`
}

export interface Weighed {
  /** One per class of the model: the odds of the class as a logarithm. */
  readonly scores: readonly number[]
  /** Weight of each word for the first class. */
  readonly byWord: readonly number[]
}

/** Longer messages are weighed a window at a time, and the heaviest counts, so that nothing drowns in a long story. */
const windowWords = 48

export function weigh(
  model: Model,
  said: Words,
  listed: ReadonlyMap<string, readonly string[]>,
  cues: Iterable<string>,
): Weighed & { readonly from: number } {
  const cueNames = [...cues]
  let best: (Weighed & { readonly from: number }) | undefined
  const count = said.words.length
  for (let from = 0; from === 0 || from + windowWords / 2 < count; from += windowWords / 2) {
    const to = Math.min(count, from + windowWords)
    const weighed = weighWindow(model, said, from, to, listed, cueNames)
    if (!best || weighed.scores[0]! > best.scores[0]!) best = { ...weighed, from }
    if (to === count) break
  }
  return best!
}

function weighWindow(
  model: Model,
  said: Words,
  from: number,
  to: number,
  listed: ReadonlyMap<string, readonly string[]>,
  cues: readonly string[],
): Weighed {
  const size = model.classes.length
  const sums = new Float64Array(size)
  const byWord: number[] = Array.from({ length: to - from }, () => 0)
  const seen = new Set<readonly number[]>()
  eachPart(said, from, to, listed, (part, first, last) => {
    const weights = model.parts.get(part)
    if (!weights || seen.has(weights)) return
    seen.add(weights)
    for (let index = 0; index < size; index++) sums[index]! += weights[index]!
    const share = weights[0]! / (last - first + 1)
    for (let at = first; at <= last; at++) byWord[at - from]! += share
  })
  for (const cue of cues) {
    const weights = model.parts.get(`@${cue}`)
    if (weights) for (let index = 0; index < size; index++) sums[index]! += weights[index]!
  }
  const scale = scaleOf(to - from)
  return { scores: Array.from(sums, (sum, index) => (sum * scale + model.bias[index]!) / 100), byWord }
}

/** Words say less each in a longer message. */
export const scaleOf = (words: number): number => 1 / Math.sqrt(Math.max(4, words))
