/**
 * The notation signs are written in, and finding many of them at once in a message.
 *
 * A pattern is read word by word within one sentence:
 * - `wake`: this word; `wak*`: a word that begins so; `blue/grey`: one of these; `wake_up`: these words in a row
 * - `<pills>`: one of a list; `<pills>?`: or not; `!stop`: and the next word is not this
 * - `..`, `...`, `....`: at most 2, 4 or 8 words of any kind; `10-17`: a number in this range, in digits
 *
 * Finding takes no backtracking: each sentence (64 words at most) is looked up once in an index of all words, and only
 * patterns whose every word occurs in the sentence are tried, each by carrying a set of places reached from word to word.
 */

import type { Spelling, Words } from './text.ts'
import { sound, takeApart } from './text.ts'

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
  /** Whether the word occurs in any pattern. */
  knows(word: string): boolean
}

/** A step of a pattern: an element by number, or a gap of so many words. */
interface Step {
  readonly element: number
  readonly gap: number
  readonly optional: boolean
  readonly not: boolean
}

const gaps: Readonly<Record<string, number>> = { '..': 2, '...': 4, '....': 8 }
const width = 64
/** Places are carried in a 31-bit set. */
const reach = 31
/** More of the same pattern in a sentence tells nothing new. */
const enough = 3

export function compilePatterns(
  sources: readonly string[],
  lists: ReadonlyMap<string, readonly string[]>,
  spelling: Spelling,
): Patterns {
  const elements = new Map<string, number>()
  const words = new Map<string, number[]>()
  const beginnings = new Map<string, number[]>()
  const phrases = new Map<string, { words: readonly string[]; element: number }[]>()
  const ranges: { element: number; from: number; to: number }[] = []
  const sizes: number[] = []

  const add = (alternative: string, element: number, source: string): void => {
    const list = /^<(.+)>$/.exec(alternative)?.[1]
    if (list !== undefined) {
      const entries = lists.get(list)
      if (!entries) throw new Error(`pattern "${source}": no list "${list}". Lists: ${[...lists.keys()].join(', ')}`)
      for (const entry of entries) add(entry.trim().replaceAll(/\s+/g, '_'), element, source)
      return
    }
    sizes[element]!++
    const range = /^(\d+)-(\d+)$/.exec(alternative)
    if (range) {
      ranges.push({ element, from: Number(range[1]), to: Number(range[2]) })
      return
    }
    if (alternative.endsWith('*')) {
      const begins = alternative.slice(0, -1).toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
      if (!/^[a-z]{2,}$/.test(begins)) throw new Error(`pattern "${source}": "${alternative}" needs at least two letters before *`)
      push(beginnings, spelling.language === 'es' ? sound(begins) : begins, element)
      return
    }
    const parts = takeApart(alternative.replaceAll('_', ' '), spelling).words
    if (parts.length === 0) throw new Error(`pattern "${source}": "${alternative}" holds no word`)
    if (parts.length === 1) push(words, parts[0]!, element)
    else if (parts.length > 7) throw new Error(`pattern "${source}": "${alternative}" is longer than 7 words`)
    else push(phrases, parts[0]!, { words: parts, element })
  }

  const parse = (source: string): Step[] =>
    source
      .trim()
      .split(/\s+/)
      .map((token) => {
        const gap = gaps[token]
        if (gap !== undefined) return { element: -1, gap, optional: false, not: false }
        const not = token.startsWith('!')
        const optional = token.endsWith('?')
        const inner = token.slice(not ? 1 : 0, optional ? -1 : undefined)
        let element = elements.get(inner)
        if (element === undefined) {
          element = elements.size
          elements.set(inner, element)
          sizes.push(0)
          for (const alternative of inner.split('/')) add(alternative, element, source)
        }
        return { element, gap: 0, optional, not }
      })

  const compiled = sources.map(parse)
  const anchored: number[][] = Array.from({ length: elements.size }, () => [])
  const needed = compiled.map((steps, pattern) => {
    const needs = steps.filter((step) => step.element >= 0 && !step.optional && !step.not).map((step) => step.element)
    if (needs.length === 0 || needs[0] !== steps[0]!.element)
      throw new Error(`pattern "${sources[pattern]}" must begin with a word that is not optional`)
    const rarest = needs.reduce((best, element) => (sizes[element]! < sizes[best]! ? element : best))
    anchored[rarest]!.push(pattern)
    return needs
  })
  const lengths = [...new Set([...beginnings.keys()].map((begin) => begin.length))].toSorted((a, b) => a - b)
  const near = nearly([...words.keys()])

  // Which elements a sentence's words meet: by element and place, a set of how many words they take. Reused, cleared by use.
  const met = new Uint8Array(Math.max(1, elements.size) * width)
  const touchedAt = new Int32Array(Math.max(1, elements.size)).fill(-1)
  const touched: number[] = []
  let stamp = 0

  const meet = (element: number, place: number, length: number): void => {
    met[element * width + place]! |= 1 << length
    if (touchedAt[element] !== stamp) {
      touchedAt[element] = stamp
      touched.push(element)
    }
  }

  const lookUp = (said: Words, from: number, to: number): void => {
    for (let at = from; at < to; at++) {
      const place = at - from
      let word = said.words[at]!
      let known = words.get(word)
      let begun = false
      for (const length of lengths) {
        if (length > word.length) break
        const begins = beginnings.get(word.slice(0, length))
        if (begins) {
          begun = true
          for (const element of begins) meet(element, place, 1)
        }
      }
      if (!known && !begun && !phrases.has(word)) {
        const meant = near(word)
        if (meant !== undefined) {
          word = meant
          known = words.get(meant)
        }
      }
      if (known) for (const element of known) meet(element, place, 1)
      const begin = phrases.get(word)
      if (begin)
        for (const phrase of begin) {
          const length = phrase.words.length
          if (at + length > to) continue
          let same = 1
          while (same < length && phrase.words[same] === said.words[at + same]) same++
          if (same === length) meet(phrase.element, place, length)
        }
      const first = word.charCodeAt(0)
      if (first >= 48 && first <= 57) {
        const number = Number(word)
        for (const range of ranges) if (number >= range.from && number <= range.to) meet(range.element, place, 1)
      }
    }
  }

  /** The last word of the shortest match that begins at `place`, or -1. */
  const match = (steps: readonly Step[], place: number, size: number): number => {
    const room = Math.min(reach - 1, size - place)
    const all = room >= 31 ? -1 : (1 << (room + 1)) - 1
    let reached = 1
    for (const step of steps) {
      if (step.gap > 0) {
        for (let more = 0; more < step.gap; more++) reached |= reached << 1
        reached &= all
        continue
      }
      let next = step.optional ? reached : 0
      const base = step.element * width + place
      const live = touchedAt[step.element] === stamp
      for (let left = reached, k = 0; left !== 0; left >>>= 1, k++) {
        if ((left & 1) === 0) continue
        const takes = live && place + k < size ? met[base + k]! : 0
        if (step.not) {
          if (takes === 0) next |= 1 << k
        } else for (let lengths = takes >> 1, length = 1; lengths !== 0; lengths >>= 1, length++) if (lengths & 1) next |= 1 << (k + length)
      }
      reached = next & all
      if (reached === 0) return -1
    }
    return place + (31 - Math.clz32(reached & -reached)) - 1
  }

  const find = (said: Words): Found[] => {
    const found: Found[] = []
    for (let sentence = 0; sentence + 1 < said.sentences.length; sentence++) {
      const from = said.sentences[sentence]!
      const to = said.sentences[sentence + 1]!
      const size = to - from
      stamp++
      lookUp(said, from, to)
      for (const element of touched)
        for (const pattern of anchored[element]!) {
          if (!needed[pattern]!.every((need) => touchedAt[need] === stamp)) continue
          const steps = compiled[pattern]!
          const base = steps[0]!.element * width
          let times = 0
          for (let place = 0; place < size && times < enough; place++) {
            if (met[base + place] === 0) continue
            const last = match(steps, place, size)
            if (last < place) continue
            found.push({ pattern, first: from + place, last: from + last, sentence })
            times++
          }
        }
      for (const element of touched) met.fill(0, element * width, element * width + width)
      touched.length = 0
    }
    return found
  }

  return { count: sources.length, find, knows: (word) => words.has(word) || phrases.has(word) }
}

/**
 * Words of six letters or more by what is left of them when one letter is missing, to hear a slip of the finger: a letter
 * too few, too many, or two the wrong way round, the first letter right.
 */
function nearly(words: readonly string[]): (word: string) => string | undefined {
  const shortest = 6
  const known = new Set(words)
  const left = new Map<string, string>()
  for (const word of words)
    if (word.length >= shortest) for (let at = 1; at < word.length; at++) left.set(without(word, at), word)
  return (word) => {
    if (word.length < shortest || word.length > 20) return undefined
    const longer = left.get(word)
    if (longer !== undefined) return longer
    for (let at = 1; at < word.length; at++) {
      const rest = without(word, at)
      if (rest.length >= shortest && known.has(rest)) return rest
      const swapped = left.get(rest)
      if (swapped?.length === word.length && isSwapped(word, swapped)) return swapped
    }
    return undefined
  }
}

const without = (word: string, at: number): string => word.slice(0, at) + word.slice(at + 1)

function isSwapped(a: string, b: string): boolean {
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2)
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
