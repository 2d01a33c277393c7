/** What a message says to "how many?". */
import type { Amount, Numbers } from '../numbers.ts'
import { type Lexicon, Phrases } from '../phrases.ts'
import type { Said } from '../said.ts'
import type { CountWords } from '../words.ts'

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
    if (label === 'aside' || label === 'refused') return start < amount.end && end > amount.start
    // What others had goes on to the end of the clause.
    if (label === 'others') return start < amount.start && !said.begins.slice(end, amount.start + 1).includes(true)
    return label === 'vague' && start <= amount.start && end >= amount.end
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
