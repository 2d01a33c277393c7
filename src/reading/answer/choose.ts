/** Which of the options a message picks. */
import { type Found, isInside, type Lexicon, Phrases } from '../phrases.ts'
import { fold, type Said } from '../said.ts'
import { isTypoOf } from '../typos.ts'
import type { ChooseWords } from '../words.ts'
import { createOptionBook, type Options } from './options.ts'

const roles = ['refused', 'refusedAfter', 'breaks', 'correction', 'several', 'asks', 'asksIfMarked'] as const
type Role = (typeof roles)[number]
type Mark = Found<Role>

/** A place in the message that speaks of an option. */
interface Mention {
  readonly option: number
  readonly start: number
  readonly end: number
  /** By the option's own words rather than by what they mean. */
  readonly own: boolean
  readonly weight: number
}

export interface ChooseReader {
  /** One of the options, exactly as given, or null. */
  (text: string, said: Said, options: readonly string[]): string | null
  /** Whether the message is an option word by word, or its position and nothing else. */
  readonly plainly: (text: string, said: Said, options: readonly string[]) => string | null
  readonly vocabulary: ReadonlySet<string>
}

export function createChooseReader(words: ChooseWords, skip: ReadonlySet<string>, lexicon: Lexicon): ChooseReader {
  const positions = new Phrases(Object.entries(words.positions), lexicon)
  const around = new Set(words.around)
  const empty = new Set(words.empty.map(fold))
  const phrases = new Phrases(
    roles.flatMap((role) => words[role].map((phrase) => [phrase, role] as const)),
    lexicon,
  )
  const meanings = new Phrases(
    Object.entries(words.meanings).flatMap(([meaning, list]) => list.map((phrase) => [phrase, meaning] as const)),
    lexicon,
  )
  const both = new Set(words.both)
  const book = createOptionBook(words, meanings)

  const read = (text: string, said: Said, options: readonly string[]): string | null => {
    const plain = plainly(text, said, options)
    if (plain !== null) return plain
    if (options.length === 0 || said.words.length === 0) return null
    const known = book.look(options)
    const marks = marksIn(said)
    if (marks.some((mark) => isQuestion(mark, said))) return null
    const picked = pick(said, mentionsIn(said, known), marks, known)
    return picked === undefined ? null : (options[picked] ?? null)
  }

  function plainly(text: string, said: Said, options: readonly string[]): string | null {
    const folded = squeeze(text)
    const exact = options.findIndex((option) => squeeze(option) === folded)
    if (exact >= 0) return options[exact] ?? null
    const position = positionIn(said, options.length)
    return position === undefined ? null : (options[position] ?? null)
  }

  /** The option picked by its position, when nothing else is said; an index. */
  function positionIn(said: Said, count: number): number | undefined {
    const picked = new Set<number>()
    for (let at = 0; at < said.words.length;) {
      const found = positions.longestAt(said, at)
      const digits = /^\d{1,2}$/.test(said.words[at]!) ? Number(said.words[at]) : undefined
      if (found !== undefined) picked.add(placed(found.label, count))
      else if (digits !== undefined) picked.add(digits - 1)
      else if (!around.has(said.words[at]!) && !skip.has(said.words[at]!)) return undefined
      at = found?.end ?? at + 1
    }
    const [only] = picked
    return picked.size === 1 && only !== undefined && only >= 0 && only < count ? only : undefined
  }

  function mentionsIn(said: Said, options: Options): Mention[] {
    const mentions: Mention[] = []
    const { count } = options
    for (let at = 0; at < said.words.length; at++) {
      const word = said.words[at]!
      for (const option of ownOf(word, options)) {
        mentions.push({ option, start: at, end: at + 1, own: true, weight: 2 })
      }
      for (const { label, end } of meanings.at(said, at)) {
        const meant = options.meanings.get(label)
        if (meant === undefined || meant.length === count) continue
        for (const option of meant)
          mentions.push({ option, start: at, end, own: false, weight: (1 + (end - at)) / meant.length })
      }
      if (isNumber(word)) {
        const inside = options.ranges.flatMap((range, option) =>
          range && range[0] <= Number(word) && Number(word) <= range[1] ? [option] : [],
        )
        for (const option of inside)
          mentions.push({ option, start: at, end: at + 1, own: true, weight: 2 / inside.length })
      }
    }
    return mentions
  }

  function ownOf(word: string, { stems, words: full }: Options): readonly number[] {
    if (empty.has(word)) return []
    const own = stems.get(book.stem(word))
    if (own !== undefined) return own
    if (word.length >= 4) for (const [one, options] of full) if (one.length >= 4 && isTypoOf(word, one)) return options
    return []
  }

  /** From left to right, none inside another. */
  function marksIn(said: Said): Mark[] {
    const marks: Mark[] = []
    for (let at = 0; at < said.words.length;) {
      const found = phrases.at(said, at)
      const end = Math.max(at + 1, ...found.map((one) => one.end))
      marks.push(...found.filter((one) => one.end === end))
      at = end
    }
    return marks
  }

  function pick(said: Said, all: readonly Mention[], marks: readonly Mark[], options: Options): number | undefined {
    const edges = new Set([
      ...said.clauses,
      ...marks.filter(({ label }) => label === 'breaks').map(({ start }) => start),
    ])
    const meant = all.filter(
      (mention) => !marks.some((mark) => isInside(mention, mark) || isRefused(mention, mark, edges, said)),
    )
    const corrected = Math.max(
      -1,
      ...marks.filter(({ label, start }) => label === 'correction' && start > 0).map(({ start }) => start),
    )
    const late = meant.filter(({ start }) => start > corrected)
    const mentions = late.length > 0 ? late : meant
    const several = marks.some(
      (mark) => mark.label === 'several' && !mentions.some(({ start, end }) => start <= mark.start && end >= mark.end),
    )
    return several ? undefined : strongest(said, mentions, options)
  }

  /** The option spoken of, unless two are and neither is part of the other. */
  function strongest(said: Said, mentions: readonly Mention[], { sizes }: Options): number | undefined {
    const scores = new Map<number, number>()
    // Of two readings of the same words the longer holds.
    const kept = mentions.filter((one) => one.own || !mentions.some((other) => isInside(one, other)))
    for (const [index, { option, weight, start }] of kept.entries()) {
      const here = kept.filter((other) => other.start === start)
      // Said once, it counts once: by the option's own word or by what it means.
      const again = here.some(
        (other) =>
          other.option === option &&
          (other.weight > weight || (other.weight === weight && kept.indexOf(other) < index)),
      )
      const shared = here.filter((other) => other.option !== option && other.weight >= weight).length
      if (!again) scores.set(option, (scores.get(option) ?? 0) + weight / (1 + shared))
    }
    const ranked = [...scores].toSorted(([, a], [, b]) => b - a)
    const [best, next] = ranked
    if (best === undefined || next === undefined) return best?.[0]
    if (joined(said, kept, best[0], next[0])) return undefined
    if (best[1] > next[1] * 1.3) return best[0]
    // "On my sofa" is "at home" rather than "at home with friends", which says more than was said.
    const places = (option: number): string =>
      kept
        .filter((one) => one.option === option)
        .map(({ start }) => start)
        .join()
    const least = ranked.filter(([option, score]) => score === best[1] && places(option) === places(best[0]))
    const bySize = least.map(([option]) => option).toSorted((a, b) => sizes[a]! - sizes[b]!)
    const rivals = ranked.filter(([option, score]) => score * 1.3 >= best[1] && !bySize.includes(option))
    const [smallest = -1, second = -1] = bySize
    return rivals.length === 0 && bySize.length > 1 && sizes[smallest]! < sizes[second]! ? smallest : undefined
  }

  /** "Sleep and money": both are meant. */
  function joined({ words: told }: Said, mentions: readonly Mention[], one: number, other: number): boolean {
    const places = mentions.filter(({ option }) => option === one)
    const others = mentions.filter(({ option }) => option === other)
    return places.some((a) =>
      others.some((b) => {
        const [first, second] = a.start < b.start ? [a, b] : [b, a]
        if (first.end > second.start) return false
        const between = told.slice(first.end, second.start)
        return between.length <= 3 && between.some((word) => both.has(word))
      }),
    )
  }

  return Object.assign(read, {
    plainly,
    vocabulary: phrases.vocabulary.union(meanings.vocabulary).union(positions.vocabulary),
  })
}

/** Whether this mark says that what is spoken of is not picked. */
function isRefused({ start, end }: Mention, mark: Mark, edges: ReadonlySet<number>, said: Said): boolean {
  if (mark.label === 'refused') {
    // "Not sure" may be what an option is called.
    if (start <= mark.start && end >= mark.end) return false
    return (mark.start <= start && mark.end >= end) || (mark.end <= start && inOneClause(mark.start, start, edges))
  }
  const closes = mark.end === said.words.length || said.begins[mark.end] === true
  return mark.label === 'refusedAfter' && closes && mark.start >= end && inOneClause(start, mark.start, edges)
}

function inOneClause(from: number, to: number, edges: ReadonlySet<number>): boolean {
  for (let at = from + 1; at <= to; at++) if (edges.has(at)) return false
  return true
}

const isQuestion = ({ label, start }: Mark, { begins, asks }: Said): boolean =>
  begins[start] === true && ((label === 'asks' && (asks || start === 0)) || (label === 'asksIfMarked' && asks))

/** -1 is the last, 0 the middle. */
function placed(position: number, count: number): number {
  if (position < 0) return count + position
  return position === 0 ? (count % 2 === 1 ? (count - 1) / 2 : -1) : position - 1
}

const squeeze = (text: string): string =>
  fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const isNumber = (word: string): boolean => /^\d+$/.test(word)
