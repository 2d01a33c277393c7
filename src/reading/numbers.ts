/** The numbers in a message: digits and words, halves, ranges, "a couple", "3/10", "out of ten". */
import { Phrases, type Lexicon } from './phrases.ts'
import type { Said } from './said.ts'
import type { NumberWords } from './words.ts'

export interface Amount {
  readonly value: number
  /** "7 out of 10": the 10. */
  readonly of?: number
  /** Word indexes: from the first word to the one after the last. */
  readonly start: number
  readonly end: number
}

type Join = 'or' | 'to' | 'and' | 'between' | 'outOf' | 'half'

export class Numbers {
  readonly #words: ReadonlyMap<string, number>
  readonly #shy: ReadonlySet<string>
  readonly #after: ReadonlySet<string>
  readonly #before: ReadonlySet<string>
  readonly #point: ReadonlySet<string>
  readonly #minus: ReadonlySet<string>
  readonly #tensAnd: ReadonlySet<string>
  readonly #amounts: Phrases<number>
  readonly #joins: Phrases<Join>

  constructor(data: NumberWords, lexicon: Lexicon) {
    this.#words = new Map(Object.entries(data.words))
    this.#shy = new Set(data.shy.words)
    this.#after = new Set(data.shy.after)
    this.#before = new Set(data.shy.before.flatMap((word) => lexicon.classes[word.slice(1, -1)] ?? [word]))
    this.#point = new Set(data.point)
    this.#minus = new Set(data.minus)
    this.#tensAnd = new Set(data.tensAnd)
    this.#amounts = new Phrases(Object.entries(data.amounts), lexicon)
    this.#joins = new Phrases(
      [
        ...data.or.map((phrase) => [phrase, 'or'] as const),
        ...data.to.map((phrase) => [phrase, 'to'] as const),
        ...data.and.map((phrase) => [phrase, 'and'] as const),
        ...data.between.map((phrase) => [phrase, 'between'] as const),
        ...data.outOf.map((phrase) => [phrase, 'outOf'] as const),
        ...data.halves.map((phrase) => [phrase, 'half'] as const),
      ],
      lexicon,
    )
  }

  get vocabulary(): ReadonlySet<string> {
    return this.#amounts.vocabulary.union(new Set(this.#words.keys()))
  }

  /** Every number told, in order, ranges joined to their midpoint. `things` are phrases that are numbers only here. */
  in(said: Said, things?: Phrases<number>): Amount[] {
    const singles: Amount[] = []
    for (let at = 0; at < said.words.length;) {
      const amount = this.at(said, at, things)
      if (amount !== undefined) singles.push(amount)
      at = amount?.end ?? at + 1
    }
    return this.#joined(said, singles)
  }

  /** The number that begins at this word. */
  at(said: Said, at: number, things?: Phrases<number>): Amount | undefined {
    const digits = this.#digits(said, at)
    if (digits !== undefined) return this.#withHalf(said, digits)
    const thing = things?.longestAt(said, at)
    // "Another" is one more, "another two" is two.
    const isCounted = thing !== undefined && (said.begins[thing.end] === true || !this.#isNumber(said, thing.end))
    const phrase = longer(this.#amounts.longestAt(said, at), isCounted ? thing : undefined)
    const word = this.#word(said, at)
    if (phrase !== undefined && phrase.end >= (word?.end ?? 0)) {
      return this.#withHalf(said, { value: phrase.label, start: at, end: phrase.end })
    }
    return word === undefined ? undefined : this.#withHalf(said, word)
  }

  #digits(said: Said, at: number): Amount | undefined {
    const word = said.words[at]!
    const code = word.charCodeAt(0)
    if (code < 48 || code > 57) return undefined
    const sign = this.#minus.has(said.words[at - 1] ?? '') && !isDigits(said.words[at - 2]) ? -1 : 1
    const fraction = /^(\d+)\/(\d+)$/.exec(word)
    if (fraction !== null) {
      const [above, below] = [Number(fraction[1]), Number(fraction[2])]
      if (below === 2 || (below === 4 && above < 4)) return { value: above / below, start: at, end: at + 1 }
      return { value: above, of: below, start: at, end: at + 1 }
    }
    // A time, a date or a version is not a number of anything.
    if (!/^\d+([.,]\d+)?$/.test(word)) return undefined
    const value = Number(/^\d{1,3},\d{3}$/.test(word) ? word.replace(',', '') : word.replace(',', '.'))
    return { value: sign * value, start: at, end: at + 1 }
  }

  #word(said: Said, at: number): Amount | undefined {
    const word = said.words[at]!
    const value = this.#words.get(word)
    if (value === undefined || (this.#shy.has(word) && !this.#isBold(said, at))) return undefined
    const sign = this.#minus.has(said.words[at - 1] ?? '') ? -1 : 1
    let end = at + 1
    let total = value
    if (value >= 20 && value < 100 && value % 10 === 0) {
      const gap = this.#tensAnd.has(said.words[end] ?? '') ? 1 : 0
      const ones = this.#words.get(said.words[end + gap] ?? '')
      if (
        ones !== undefined &&
        ones > 0 &&
        ones < 10 &&
        said.begins[end] !== true &&
        (gap === 1 || this.#tensAnd.size === 0)
      ) {
        total += ones
        end += gap + 1
      }
    } else if (this.#words.get(said.words[end] ?? '') === 100 && value > 0 && value < 10 && said.begins[end] !== true) {
      total = value * 100
      end += 1
    }
    if (this.#point.has(said.words[end] ?? '')) {
      const decimal = this.#words.get(said.words[end + 1] ?? '') ?? Number(said.words[end + 1])
      if (decimal >= 0 && decimal < 10) return { value: sign * (total + decimal / 10), start: at, end: end + 2 }
    }
    return { value: sign * total, start: at, end }
  }

  /** Whether a word such as "one" stands where a number would. */
  #isBold({ words, begins }: Said, at: number): boolean {
    const [before, after] = [words[at - 1], words[at + 1]]
    const opens =
      before === undefined ||
      begins[at] === true ||
      this.#after.has(before) ||
      this.#words.has(before) ||
      isDigits(before)
    const closes = after === undefined || begins[at + 1] === true || this.#before.has(after)
    return opens && closes
  }

  #withHalf(said: Said, amount: Amount): Amount {
    for (const at of [amount.end, amount.end + 1]) {
      if (at > amount.end && (said.begins[at - 1] === true || this.#isNumber(said, at - 1))) break
      for (const { label, end } of this.#joins.at(said, at)) {
        if (label === 'half' && said.begins[at] !== true) return { ...amount, value: amount.value + 0.5, end }
      }
    }
    return amount
  }

  #joined(said: Said, singles: readonly Amount[]): Amount[] {
    const amounts: Amount[] = []
    for (let index = 0; index < singles.length; index++) {
      const [one, other] = [singles[index]!, singles[index + 1]]
      const join = other === undefined ? undefined : this.#join(said, one, other)
      if (other === undefined || join === undefined) {
        amounts.push(one)
        continue
      }
      index += 1
      if (join === 'outOf') amounts.push({ ...one, of: other.value, end: other.end })
      else {
        const of = other.of === undefined ? {} : { of: other.of }
        amounts.push({
          value: (Math.abs(one.value) + Math.abs(other.value)) / 2,
          ...of,
          start: one.start,
          end: other.end,
        })
      }
    }
    return amounts
  }

  #join(said: Said, one: Amount, other: Amount): 'range' | 'outOf' | undefined {
    const opened = this.#opensRange(said, one.start)
    // A word may stand between the first number and what joins it to the second: "5 beers or 6".
    for (const at of [one.end, one.end + 1]) {
      for (const { label, end } of this.#joins.at(said, at)) {
        if (end !== other.start && !(end === other.start - 1 && this.#minus.has(said.words[end]!))) continue
        if (label === 'outOf') return 'outOf'
        if (label === 'or' && one.value !== other.value) return 'range'
        if (label === 'to' && Math.abs(other.value) > one.value) return 'range'
        if (label === 'and' && opened) return 'range'
      }
    }
    return undefined
  }

  #opensRange(said: Said, start: number): boolean {
    for (const at of [start - 1, start - 2, start - 3]) {
      for (const { label, end } of at < 0 ? [] : this.#joins.at(said, at)) {
        if (label === 'between' && (end === start || end === start - 1)) return true
      }
    }
    return false
  }

  #isNumber(said: Said, at: number): boolean {
    const word = said.words[at] ?? ''
    return isDigits(word) || this.#words.has(word)
  }
}

function isDigits(word: string | undefined): boolean {
  const code = word?.charCodeAt(0) ?? 0
  return code >= 48 && code <= 57
}

function longer<T extends { end: number }>(one: T | undefined, other: T | undefined): T | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return other.end > one.end ? other : one
}
