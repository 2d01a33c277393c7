/** What the options of a question are about: their own words, and what these mean. */
import { type Found, isInside, type Phrases } from '../phrases.ts'
import { fold, hear, type Said } from '../said.ts'
import type { ChooseWords } from '../words.ts'

export interface Options {
  readonly count: number
  /** How much each option says: its words and meanings. */
  readonly sizes: readonly number[]
  /** Stems, and words in full, by the options they stand in. */
  readonly stems: ReadonlyMap<string, readonly number[]>
  readonly words: ReadonlyMap<string, readonly number[]>
  /** Meanings by the options they stand in. */
  readonly meanings: ReadonlyMap<string, readonly number[]>
  /** What numbers an option holds, if it is one of numbers. */
  readonly ranges: readonly (readonly [from: number, to: number] | undefined)[]
}

export interface OptionBook {
  /** Options are looked at once and remembered. */
  look(options: readonly string[]): Options
  /** A word without the ending that makes no other word of it. */
  stem(word: string): string
}

export function createOptionBook(words: ChooseWords, meanings: Phrases<string>): OptionBook {
  const empty = new Set(words.empty.map(fold))
  const names = new Map(
    Object.entries(words.meanings).map(([meaning, list]) => [
      meaning,
      new Set(list.slice(0, 2).map((name) => hear(name).words.map(stem).join(' '))),
    ]),
  )
  const prepared = new Map<string, Options>()

  function look(options: readonly string[]): Options {
    const key = options.join('\n')
    const known = prepared.get(key)
    if (known !== undefined) return known
    const stems = new Map<string, number[]>()
    const full = new Map<string, number[]>()
    const meant = new Map<string, number[]>()
    const sizes: number[] = []
    for (const [index, option] of options.entries()) {
      const said = hear(option)
      const content = said.words.filter((word) => !empty.has(word))
      for (const word of content.length > 0 ? content : said.words) {
        add(stems, stem(word), index)
        add(full, word, index)
      }
      const about = meaningsOf(said)
      for (const meaning of about) add(meant, meaning, index)
      sizes.push(content.length + about.size)
    }
    const fresh = {
      count: options.length,
      sizes,
      stems,
      words: full,
      meanings: meant,
      ranges: options.map(rangeOf),
    }
    // Flows have few questions; what clients make up on the way must not grow without bound.
    if (prepared.size > 500) prepared.clear()
    prepared.set(key, fresh)
    return fresh
  }

  /** What an option is about: of its phrases the longest at each place, and what they name before what they are listed under. */
  function meaningsOf(said: Said): Set<string> {
    const found = said.words.flatMap((_, at) => meanings.at(said, at))
    const longest = found.filter((one) => !found.some((other) => isInside(one, other)))
    const isName = ({ label, start, end }: Found<string>): boolean =>
      names.get(label)?.has(said.words.slice(start, end).map(stem).join(' ')) === true
    const meant = longest.filter(
      (one) => isName(one) || !longest.some((other) => other.start === one.start && isName(other)),
    )
    return new Set(meant.map(({ label }) => label))
  }

  function stem(word: string): string {
    const ending = words.endings.find((end) => word.length - end.length >= 3 && word.endsWith(end))
    return ending === undefined ? word : word.slice(0, word.length - ending.length)
  }

  return { look, stem }
}

/** "3–4", "5 or more", "less than 2": what the option's numbers hold. */
function rangeOf(option: string): readonly [number, number] | undefined {
  const numbers = option.match(/\d+/g)?.map(Number)
  if (numbers === undefined || numbers.length > 2) return undefined
  const [first = 0, second] = numbers
  if (second !== undefined) return [first, second]
  if (/\b(more|over|above|más|mas|o más)\b|\+/i.test(option)) return [first, Infinity]
  if (/\b(less|under|fewer|below|menos)\b/i.test(option)) return [0, first - 1]
  return [first, first]
}

function add(map: Map<string, number[]>, key: string, index: number): void {
  const known = map.get(key)
  if (known === undefined) map.set(key, [index])
  else if (!known.includes(index)) known.push(index)
}
