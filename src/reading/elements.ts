/** The elements patterns are made of, numbered, and which of them a word of a message may begin. */

import type { Spelling } from './text.ts'
import { sound, takeApart } from './text.ts'

/** A step of a pattern: an element by number, or a gap of so many words. */
export interface Step {
  readonly element: number
  readonly gap: number
  readonly optional: boolean
  readonly not: boolean
}

interface Phrase {
  readonly words: readonly string[]
  readonly element: number
}

/** The elements a word is by itself, as a set of bits (none for a word no pattern holds), and the phrases it may begin. */
export interface Meaning {
  readonly alone: Int32Array | undefined
  /** Which entries of `alone` hold any: few of very many. */
  readonly entries: readonly number[]
  readonly phrases: readonly Phrase[]
}

export interface Elements {
  /** By pattern. */
  readonly steps: readonly (readonly Step[])[]
  /** By element: how many words it may be. */
  readonly sizes: readonly number[]
  readonly meaning: (word: string) => Meaning
}

const gaps: Readonly<Record<string, number>> = { '..': 2, '...': 4, '....': 8 }
const longestPhrase = 7
/** Words remembered, so that their endings and slips are worked out once. */
const mostRemembered = 20_000

export function elementsOf(
  sources: readonly string[],
  lists: ReadonlyMap<string, readonly string[]>,
  spelling: Spelling,
): Elements {
  const numbers = new Map<string, number>()
  const sizes: number[] = []
  const words = new Map<string, number[]>()
  const beginnings = new Map<string, number[]>()
  const phrases = new Map<string, Phrase[]>()
  const ranges: { element: number; from: number; to: number }[] = []
  const apart = new Map<string, readonly string[]>()

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
      if (!/^[a-z]{2,}$/.test(begins))
        throw new Error(`pattern "${source}": "${alternative}" needs at least two letters before *`)
      push(beginnings, spelling.language === 'es' ? sound(begins) : begins, element)
      return
    }
    let parts = apart.get(alternative)
    if (!parts) apart.set(alternative, (parts = takeApart(alternative.replaceAll('_', ' '), spelling).words))
    if (parts.length === 0) throw new Error(`pattern "${source}": "${alternative}" holds no word`)
    if (parts.length === 1) push(words, parts[0]!, element)
    else if (parts.length <= longestPhrase) push(phrases, parts[0]!, { words: parts, element })
    else throw new Error(`pattern "${source}": "${alternative}" is longer than ${longestPhrase} words`)
  }

  const stepOf = (token: string, source: string): Step => {
    const gap = gaps[token]
    if (gap !== undefined) return { element: -1, gap, optional: false, not: false }
    const not = token.startsWith('!')
    const optional = token.endsWith('?')
    const inner = token.slice(not ? 1 : 0, optional ? -1 : undefined)
    let element = numbers.get(inner)
    if (element === undefined) {
      element = numbers.size
      numbers.set(inner, element)
      sizes.push(0)
      for (const alternative of inner.split('/')) add(alternative, element, source)
    }
    return { element, gap: 0, optional, not }
  }
  const steps = sources.map((source) =>
    source
      .replace(/^\^ /, '')
      .trim()
      .split(/\s+/)
      .map((token) => stepOf(token, source)),
  )

  const near = nearly([...words.keys()])
  const beginningLengths = [...new Set([...beginnings.keys()].map((begin) => begin.length))]
  const workOut = (word: string): Meaning => {
    const begun = beginningLengths.flatMap((length) =>
      length <= word.length ? (beginnings.get(word.slice(0, length)) ?? []) : [],
    )
    const known = words.has(word) || phrases.has(word) || begun.length > 0
    const meant = known ? word : (near(word) ?? word)
    const number = /^\d{1,6}$/.test(word) ? Number(word) : undefined
    const ranged = number === undefined ? [] : ranges.filter(({ from, to }) => number >= from && number <= to)
    const alone = [...(words.get(meant) ?? []), ...begun, ...ranged.map(({ element }) => element)]
    return {
      alone: alone.length > 0 ? bitsOf(alone, sizes.length) : undefined,
      entries: [...new Set(alone.map((element) => element >>> 5))],
      phrases: phrases.get(meant) ?? none,
    }
  }
  const remembered = new Map<string, Meaning>()
  const meaning = (word: string): Meaning => {
    let known = remembered.get(word)
    if (!known) {
      known = workOut(word)
      if (remembered.size >= mostRemembered) remembered.clear()
      remembered.set(word, known)
    }
    return known
  }
  return { steps, sizes, meaning }
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

const none: readonly Phrase[] = []

/** A set of numbers below `size` as bits, 32 to an entry. */
export function bitsOf(numbers: Iterable<number>, size: number): Int32Array {
  const bits = new Int32Array((size >>> 5) + 1)
  for (const number of numbers) bits[number >>> 5]! |= 1 << (number & 31)
  return bits
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
