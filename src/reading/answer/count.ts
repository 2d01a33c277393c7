/** What a message says to "how many?". */
import type { Amount, Numbers } from '../numbers.ts'
import { type Lexicon, Phrases } from '../phrases.ts'
import type { Said } from '../said.ts'

/** How people count: `count` in `words.*.yaml`. */
export interface CountWords {
  /** Phrases that are a number of things: "a pint", "another". */
  readonly amounts: Readonly<Record<string, number>>
  readonly zero: readonly string[]
  /** As many as nobody can say. */
  readonly vague: readonly string[]
  /** Around a number that is not meant: "not three", "my limit is two". */
  readonly refused: readonly string[]
  /** Somebody else had this many. */
  readonly others: readonly string[]
  /** Around a number that counts something else. */
  readonly aside: readonly string[]
  /** After or before the sum of what is listed. */
  readonly total: readonly string[]
  readonly totalBefore: readonly string[]
  /** Between a number and the one that replaces it. */
  readonly correction: readonly string[]
}

type Role = 'zero' | 'vague' | 'refused' | 'others' | 'aside' | 'total' | 'totalBefore' | 'correction'
interface Mark {
  readonly label: Role
  readonly start: number
  readonly end: number
}

const roles = ['zero', 'vague', 'refused', 'others', 'aside', 'total', 'totalBefore', 'correction'] as const

export interface CountReader {
  /** A number ≥ 0, summed over what is listed, a range as its midpoint; null where it is vague or there is none. */
  (said: Said): number | null
  readonly vocabulary: ReadonlySet<string>
}

export function createCountReader(words: CountWords, numbers: Numbers, lexicon: Lexicon): CountReader {
  const things = new Phrases(Object.entries(words.amounts), lexicon)
  const phrases = new Phrases(
    roles.flatMap((role) => words[role].map((phrase) => [phrase, role] as const)),
    lexicon,
  )

  const read = (said: Said): number | null => {
    const marks = marksIn(said, phrases)
    const amounts = numbers
      .in(said, things)
      .filter((amount) => amount.value >= 0 && !marks.some(setsAside(amount, said)))
    if (said.asks && said.words.length > 3) return null
    const total = totalOf(amounts, marks)
    if (total !== undefined) return total
    const kept = withoutCorrected(amounts, marks)
    if (kept.length > 0) return kept.reduce((sum, { value }) => sum + value, 0)
    const none = marks.some(({ label, start }) => label === 'zero' && !marks.some((other) => coversOther(other, start)))
    return none && !marks.some(({ label }) => label === 'vague') ? 0 : null
  }
  return Object.assign(read, { vocabulary: phrases.vocabulary.union(things.vocabulary) })
}

function marksIn(said: Said, phrases: Phrases<Role>): Mark[] {
  const marks: Mark[] = []
  for (let at = 0; at < said.words.length; at++) marks.push(...phrases.at(said, at))
  return marks
}

function setsAside(amount: Amount, said: Said): (mark: Mark) => boolean {
  return ({ label, start, end }) => {
    switch (label) {
      case 'aside':
      case 'refused':
        return start < amount.end && end > amount.start
      case 'others':
        // To the end of the clause.
        return start < amount.start && !said.begins.slice(end, amount.start + 1).includes(true)
      case 'vague':
        return start <= amount.start && end >= amount.end
      default:
        return false
    }
  }
}

const coversOther = ({ label, start, end }: Mark, at: number): boolean => label === 'others' && start <= at && end > at

function totalOf(amounts: readonly Amount[], marks: readonly Mark[]): number | undefined {
  for (const { label, start, end } of marks) {
    const told =
      label === 'total'
        ? amounts.find((amount) => amount.end === start || amount.end === start - 1)
        : label === 'totalBefore'
          ? amounts.find((amount) => amount.start === end || amount.start === end + 1)
          : undefined
    if (told !== undefined) return told.value
  }
  return undefined
}

/** "Eight, no, nine" is nine. */
function withoutCorrected(amounts: readonly Amount[], marks: readonly Mark[]): readonly Amount[] {
  return amounts.filter((amount, index) => {
    const next = amounts[index + 1]
    if (next === undefined) return true
    return !marks.some(
      ({ label, start, end }) =>
        label === 'correction' && start >= amount.end && end <= next.start && end >= next.start - 2,
    )
  })
}
