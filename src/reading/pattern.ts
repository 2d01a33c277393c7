/**
 * The notation signs are written in, and finding many of them at once in a message.
 *
 * A pattern is read word by word within one sentence:
 * - `wake`: this word; `wak*`: a word that begins so; `blue/grey`: one of these; `wake_up`: these words in a row
 * - `<pills>`: one of a list; `<pills>?`: or not; `!stop`: and the next word is not this
 * - `^` at the front: the sentence begins here, but for a word or two
 * - `..`, `...`, `....`: at most 2, 4 or 8 words of any kind; `10-17`: a number in this range, in digits
 *
 * Finding takes no backtracking: a sentence (or 31 words of it at a time) is looked up once in an index of all words; each
 * element of a pattern then has the places it was met at as the bits of a number, and a pattern is walked by shifting the
 * set of places reached. Only patterns whose every word occurs are walked. Time is linear in the length of the message.
 */

import type { Step } from './elements.ts'
import { bitsOf, elementsOf } from './elements.ts'
import type { Spelling, Words } from './text.ts'

export interface Found {
  /** Index of the pattern. */
  readonly pattern: number
  /** First and last word, and the sentence they stand in. */
  readonly first: number
  readonly last: number
  readonly sentence: number
}

export interface Patterns {
  readonly count: number
  find(said: Words): Found[]
}

/** Words looked at together: as many as a number has bits. Longer sentences are seen through windows that overlap. */
const window = 31
const stride = 20
/** More of the same pattern in a window tells nothing new. */
const enough = 3
/** Words that may stand before the front of a sentence: "so", "hi there". */
const frontWords = 2
/** Elements may take up to seven words. */
const lengths = 8

export function compilePatterns(
  sources: readonly string[],
  lists: ReadonlyMap<string, readonly string[]>,
  spelling: Spelling,
): Patterns {
  const { steps, sizes, meaning } = elementsOf(sources, lists, spelling)
  const atFront = sources.map((source) => source.startsWith('^ '))
  const anchored: number[][] = Array.from(sizes, () => [])
  const needed = steps.map((walk, pattern) => {
    const needs = walk.filter((step) => step.element >= 0 && !step.optional && !step.not).map((step) => step.element)
    if (needs.length === 0 || needs[0] !== walk[0]!.element)
      throw new Error(`pattern "${sources[pattern]}" must begin with a word that is not optional`)
    const rarest = needs.reduce((best, element) => (sizes[element]! < sizes[best]! ? element : best))
    anchored[rarest]!.push(pattern)
    return needs.filter((element) => element !== rarest)
  })

  const anchors = bitsOf(
    anchored.flatMap((patterns, element) => (patterns.length > 0 ? [element] : [])),
    sizes.length,
  )
  // Reused from window to window: which elements were met at all, what each word is, and the places of the elements asked for,
  // by how many words they took there. Places are worked out when first asked for, and hold while the stamp is ours.
  const met = new Int32Array(anchors.length)
  const heard: (Int32Array | undefined)[] = []
  const phrased: { element: number; place: number; length: number }[] = []
  const places = new Int32Array(Math.max(1, sizes.length) * lengths)
  const stamps = new Int32Array(Math.max(1, sizes.length))
  let stamp = 0

  const lookUp = (said: Words, from: number, to: number): void => {
    stamp++
    met.fill(0)
    heard.length = 0
    phrased.length = 0
    for (let at = from; at < to; at++) {
      const { alone, entries, phrases } = meaning(said.words[at]!)
      heard.push(alone)
      for (const index of entries) met[index]! |= alone![index]!
      for (const { words, element } of phrases) {
        let same = 1
        while (same < words.length && at + same < to && words[same] === said.words[at + same]) same++
        if (same < words.length) continue
        phrased.push({ element, place: at - from, length: words.length })
        met[element >>> 5]! |= 1 << (element & 31)
      }
    }
  }

  const isMet = (element: number): boolean => (met[element >>> 5]! & (1 << (element & 31))) !== 0

  const place = (element: number): void => {
    stamps[element] = stamp
    const base = element * lengths
    places.fill(0, base, base + lengths)
    const entry = element >>> 5
    const bit = 1 << (element & 31)
    for (let at = 0; at < heard.length; at++)
      if (heard[at] && (heard[at]![entry]! & bit) !== 0) places[base + 1]! |= 1 << at
    for (const one of phrased) if (one.element === element) places[base + one.length]! |= 1 << one.place
  }

  /** The places reached just after the pattern, begun at any of `reached`. */
  const walk = (steps: readonly Step[], begun: number, all: number): number => {
    let reached = begun
    for (const step of steps) {
      if (step.gap > 0) {
        for (let more = 0; more < step.gap; more++) reached |= reached << 1
        reached &= all
        continue
      }
      const live = isMet(step.element)
      if (live && stamps[step.element] !== stamp) place(step.element)
      const base = step.element * lengths
      if (step.not) {
        if (live) for (let length = 1; length < lengths; length++) reached &= ~places[base + length]!
      } else {
        let next = step.optional ? reached : 0
        if (live)
          for (let length = 1; length < lengths; length++) {
            const met = places[base + length]! & reached
            if (met !== 0) next |= met << length
          }
        reached = next & all
      }
      if (reached === 0) return 0
    }
    return reached
  }

  const findIn = (said: Words, from: number, to: number, sentence: number, isFront: boolean, found: Found[]): void => {
    lookUp(said, from, to)
    // A place for each word and one after the last; with 31 words that is every bit there is.
    const size = to - from
    const all = size >= 31 ? -1 : (1 << (size + 1)) - 1
    const front = (1 << Math.min(size, frontWords + 1)) - 1
    for (let entry = 0; entry < met.length; entry++)
      for (let left = met[entry]! & anchors[entry]!; left !== 0; left &= left - 1)
        for (const pattern of anchored[entry * 32 + 31 - Math.clz32(left & -left)]!) {
          if (atFront[pattern] && !isFront) continue
          const needs = needed[pattern]!
          let need = 0
          while (need < needs.length && isMet(needs[need]!)) need++
          if (need < needs.length) continue
          let begun = atFront[pattern] ? front : size >= 31 ? 0x7fffffff : (1 << size) - 1
          if (walk(steps[pattern]!, begun, all) === 0) continue
          for (let times = 0; begun !== 0 && times < enough; begun &= begun - 1) {
            const reached = walk(steps[pattern]!, begun & -begun, all)
            if (reached === 0) continue
            const first = 31 - Math.clz32(begun & -begun)
            const last = 30 - Math.clz32(reached & -reached)
            found.push({ pattern, first: from + first, last: from + last, sentence })
            times++
          }
        }
  }

  const find = (said: Words): Found[] => {
    const found: Found[] = []
    for (let sentence = 0; sentence + 1 < said.sentences.length; sentence++) {
      const end = said.sentences[sentence + 1]!
      for (let from = said.sentences[sentence]!; ; from += stride) {
        const to = Math.min(end, from + window)
        findIn(said, from, to, sentence, from === said.sentences[sentence], found)
        if (to === end) break
      }
    }
    return found
  }

  return { count: sources.length, find }
}
