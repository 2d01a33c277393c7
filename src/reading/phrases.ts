/**
 * Phrases as a clinician or translator writes them, and finding them in what was said.
 *
 * A phrase is words in order, inside one clause. In it stand
 * - `a`, `a/b`: this word, either word; `word*`: any word beginning so (at least three letters)
 * - `<class>`: any word of that class, as listed under `classes`; `<n>`: any number, in digits or words
 * - `a?`: what may be missing (any of the above)
 * - `..`, `...`: at most two or four words of any kind
 * - `,`: what follows may stand in the next clause
 *
 * The notation is that of the signs (see pattern.ts); the finder is another, because answers turn on clauses, on numbers
 * and on how a phrase fills its clause, where signs turn on sentences.
 */
import { fold, type Said } from './said.ts'

export interface Found<Label> {
  readonly label: Label
  /** Word indexes: from the first word to the one after the last. */
  readonly start: number
  readonly end: number
}

interface Span {
  readonly start: number
  readonly end: number
}

/** Whether the other is longer and holds this one. */
export const isInside = (one: Span, other: Span): boolean =>
  other.start <= one.start && other.end >= one.end && other.end - other.start > one.end - one.start

/** What phrases may refer to. */
export interface Lexicon {
  readonly classes: Readonly<Record<string, readonly string[]>>
  /** Words that are numbers. */
  readonly numbers: ReadonlySet<string>
}

interface Part {
  readonly words: ReadonlySet<string>
  readonly prefixes: readonly string[]
  readonly number: boolean
  readonly optional: boolean
  /** At most so many words of any kind. */
  readonly gap: number
  readonly breaks: boolean
}

interface Compiled<Label> {
  readonly label: Label
  readonly parts: readonly Part[]
}

const gaps: Readonly<Record<string, number>> = { '..': 2, '...': 4 }
const prefixKey = 3

export class Phrases<Label> {
  /** Every word that stands in a phrase in full, for mending typos. */
  readonly vocabulary: ReadonlySet<string>
  readonly #byWord = new Map<string, Compiled<Label>[]>()
  readonly #byPrefix = new Map<string, Compiled<Label>[]>()
  readonly #byNumber: Compiled<Label>[] = []
  readonly #lexicon: Lexicon

  /** Throws `PhraseError` where a phrase can't be understood. */
  constructor(phrases: Iterable<readonly [phrase: string, label: Label]>, lexicon: Lexicon) {
    this.#lexicon = lexicon
    const vocabulary = new Set<string>()
    for (const [phrase, label] of phrases) {
      const compiled = { label, parts: compile(phrase, lexicon) }
      this.#index(compiled)
      for (const part of compiled.parts) for (const word of part.words) vocabulary.add(word)
    }
    this.vocabulary = vocabulary
  }

  /**
   * Every phrase that begins at this word.
   *
   * @param skip - words passed over where they stand between
   * @param ends - whether a phrase may end before this word index; a phrase that ends in `...` goes on until it may
   */
  at(said: Said, start: number, skip: ReadonlySet<string> = none, ends: Ends = anywhere): readonly Found<Label>[] {
    const word = said.words[start]
    if (word === undefined) return nothing
    let found: Found<Label>[] | undefined
    for (let index = 0; index < 3; index++) {
      const candidates = this.#beginning(word, index)
      if (candidates === undefined) continue
      for (const { label, parts } of candidates) {
        if (!this.#mayMatch(said, start, parts, skip)) continue
        const end = this.#match({ said, start, parts, skip, ends }, start, 0, false)
        if (end > start) (found ??= []).push({ label, start, end })
      }
    }
    return found ?? nothing
  }

  /** The longest phrase that begins at this word. */
  longestAt(said: Said, start: number, skip?: ReadonlySet<string>, ends?: Ends): Found<Label> | undefined {
    let best: Found<Label> | undefined
    for (const found of this.at(said, start, skip, ends)) if (best === undefined || found.end > best.end) best = found
    return best
  }

  /** Phrases that may begin with this word: in full, by its first letters, as a number. */
  #beginning(word: string, index: number): readonly Compiled<Label>[] | undefined {
    if (index === 0) return this.#byWord.get(word)
    if (index === 1) return word.length >= prefixKey ? this.#byPrefix.get(word.slice(0, prefixKey)) : undefined
    return this.#byNumber.length > 0 && isNumber(word, this.#lexicon) ? this.#byNumber : undefined
  }

  /** Most candidates fail at their second word: a look that saves the search. */
  #mayMatch(said: Said, start: number, parts: readonly Part[], skip: ReadonlySet<string>): boolean {
    const [first, second] = parts
    if (second === undefined || second.optional || second.gap > 0 || second.breaks || first!.optional) return true
    const next = said.words[start + 1]
    return next !== undefined && (fits(next, second, this.#lexicon) || skip.has(next))
  }

  #index(compiled: Compiled<Label>): void {
    // A phrase may begin with any of its parts up to the first that can't be missing.
    for (const part of compiled.parts) {
      for (const word of part.words) push(this.#byWord, word, compiled)
      for (const prefix of part.prefixes) push(this.#byPrefix, prefix.slice(0, prefixKey), compiled)
      if (part.number) this.#byNumber.push(compiled)
      if (!part.optional) return
    }
  }

  /** The word index after the match, or -1. Bounded: phrases are short and gaps at most four words. */
  #match(search: Search, at: number, next: number, crossed: boolean): number {
    const { said, start, parts, skip, ends } = search
    const part = parts[next]
    if (part === undefined) return ends(at) ? at : -1
    if (part.breaks) return this.#match(search, at, next + 1, true)
    if (part.gap > 0) {
      for (let width = 0; width <= part.gap && at + width <= said.words.length; width++) {
        if (width > 0 && said.begins[at + width - 1] === true && !crossed) return -1
        const end = this.#match(search, at + width, next + 1, crossed)
        if (end >= 0) return end
      }
      return -1
    }
    const word = said.words[at]
    if (word !== undefined && (at === start || crossed || said.begins[at] !== true)) {
      if (fits(word, part, this.#lexicon)) {
        const end = this.#match(search, at + 1, next + 1, false)
        if (end >= 0) return end
      }
      if (at > start && skip.has(word)) {
        const end = this.#match(search, at + 1, next, crossed)
        if (end >= 0) return end
      }
    }
    return part.optional ? this.#match(search, at, next + 1, crossed) : -1
  }
}

interface Search {
  readonly said: Said
  readonly start: number
  readonly parts: readonly Part[]
  readonly skip: ReadonlySet<string>
  readonly ends: Ends
}

export type Ends = (at: number) => boolean
const anywhere: Ends = () => true

/** A phrase that can't be understood, and why. */
export class PhraseError extends Error {
  override readonly name = 'PhraseError'
  /** As it is written in its file. */
  readonly phrase: string

  constructor(phrase: string, why: string) {
    super(`"${phrase}" ${why}`)
    this.phrase = phrase
  }
}

const none: ReadonlySet<string> = new Set()
const nothing: readonly never[] = []

function fits(word: string, part: Part, lexicon: Lexicon): boolean {
  if (part.words.has(word)) return true
  if (part.prefixes.length > 0) for (const prefix of part.prefixes) if (word.startsWith(prefix)) return true
  return part.number && isNumber(word, lexicon)
}

function isNumber(word: string, { numbers }: Lexicon): boolean {
  const code = word.charCodeAt(0)
  return (code >= 48 && code <= 57) || numbers.has(word)
}

function compile(phrase: string, lexicon: Lexicon): Part[] {
  const written = phrase
    .replaceAll(',', ' , ')
    .replace(/-(?=\p{L})/gu, ' ')
    .trim()
    .split(/\s+/)
  const parts = written.map((text) => compilePart(text, phrase, lexicon))
  if ((parts[0]?.gap ?? 0) > 0 || parts[0]?.breaks === true || parts.every((part) => part.optional || part.gap > 0)) {
    throw new PhraseError(phrase, `has to begin with a word that can't be missing; give it one before ".." and "?"`)
  }
  return parts
}

function compilePart(text: string, phrase: string, lexicon: Lexicon): Part {
  const optional = text.length > 1 && text.endsWith('?')
  const words = new Set<string>()
  const prefixes: string[] = []
  let number = false
  if (text in gaps || text === ',') {
    return { words, prefixes, number, optional: false, gap: gaps[text] ?? 0, breaks: text === ',' }
  }
  const whole = optional ? text.slice(0, -1) : text
  for (const choice of whole.length > 1 ? whole.split('/') : [whole]) {
    if (choice === '<n>') number = true
    else if (!choice.startsWith('<')) addWord(choice, phrase, words, prefixes)
    else for (const word of membersOf(choice, phrase, lexicon)) addWord(word, phrase, words, prefixes)
  }
  return { words, prefixes, number, optional, gap: 0, breaks: false }
}

function membersOf(written: string, phrase: string, lexicon: Lexicon): readonly string[] {
  const members = lexicon.classes[written.slice(1, -1)]
  if (members !== undefined) return members
  const known = Object.keys(lexicon.classes).join(', ')
  throw new PhraseError(phrase, `refers to the class ${written}, which is not listed. Listed are: n, ${known}`)
}

function addWord(written: string, phrase: string, words: Set<string>, prefixes: string[]): void {
  const word = fold(written).replace(/['’]/g, '')
  const stem = word.endsWith('*') ? word.slice(0, -1) : word
  if (!/^[\p{L}\d½¼¾?&+%/£$€#-]+$|^\p{Extended_Pictographic}$/u.test(stem)) {
    throw new PhraseError(
      phrase,
      `has "${written}", which is not a word, "a/b", "word*", "<class>", "..", "..." or ","`,
    )
  }
  if (stem === word) words.add(word)
  else if (stem.length >= prefixKey) prefixes.push(stem)
  else throw new PhraseError(phrase, `has "${written}"; give at least three letters before "*"`)
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const values = map.get(key)
  if (values === undefined) map.set(key, [value])
  else values.push(value)
}
