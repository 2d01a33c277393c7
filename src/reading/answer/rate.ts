/** What a message says to "how much, from 0 to 10?". */
import type { Amount, Numbers } from '../numbers.ts'
import { type Lexicon, Phrases } from '../phrases.ts'
import type { Said } from '../said.ts'
import type { RateWords } from '../words.ts'

type Role = 'scale' | 'otherScale' | 'past' | 'now' | 'moved' | 'refused' | 'others' | 'counts' | 'breaks'
interface Mark {
  readonly label: Role
  readonly start: number
  readonly end: number
}

const roles = ['scale', 'otherScale', 'past', 'now', 'moved', 'refused', 'others', 'counts', 'breaks'] as const

export interface RateReader {
  /** 0–10, the midpoint of a range, the present where several times are told; null where there is no such number. */
  (said: Said): number | null
  readonly vocabulary: ReadonlySet<string>
}

export function createRateReader(words: RateWords, numbers: Numbers, lexicon: Lexicon): RateReader {
  const phrases = new Phrases(
    roles.flatMap((role) => words[role].map((phrase) => [phrase, role] as const)),
    lexicon,
  )

  const plain = new Set(words.plain)

  const read = (said: Said): number | null => {
    const marks = marksIn(said, phrases)
    if (marks.some(({ label }) => label === 'otherScale')) return null
    const amounts = told(said, marks, numbers).filter(
      (amount) => !isOfThings(said, amount, plain) && !marks.some((mark) => setsAside(mark, amount)),
    )
    const meant = said.asks && amounts.length > 0 && said.words.length > 3 ? [] : present(said, amounts, marks)
    const last = meant.at(-1)
    if (last === undefined || (last.of !== undefined && last.of !== 10)) return null
    return last.value >= 0 && last.value <= 10 ? last.value : null
  }
  return Object.assign(read, { vocabulary: phrases.vocabulary })
}

/** "2 jobs". */
function isOfThings({ words, begins }: Said, { end }: Amount, plain: ReadonlySet<string>): boolean {
  const next = words[end] ?? ''
  return next.length > 3 && next.endsWith('s') && begins[end] !== true && !plain.has(next)
}

/** Every number; of "from 9 to 5" only where it went. */
function told(said: Said, marks: readonly Mark[], numbers: Numbers): Amount[] {
  const amounts = numbers.in(said)
  const moved = marks.find(({ label }) => label === 'moved')
  if (moved === undefined) return amounts
  let last: Amount | undefined
  for (let at = moved.start; at < moved.end; at++) {
    const amount = numbers.at(said, at)
    if (amount !== undefined && amount.end <= moved.end) last = amount
  }
  const others = amounts.filter(({ start, end }) => end <= moved.start || start >= moved.end)
  return last === undefined ? others : [...others, last].toSorted((a, b) => a.start - b.start)
}

function marksIn(said: Said, phrases: Phrases<Role>): Mark[] {
  const marks: Mark[] = []
  for (let at = 0; at < said.words.length; at++) marks.push(...phrases.at(said, at))
  return marks
}

/** Whether the mark says that this number is no answer. */
function setsAside({ label, start, end }: Mark, amount: Amount): boolean {
  if (label === 'scale' || label === 'refused') return amount.start >= start && amount.end <= end
  return label === 'counts' && start === amount.end
}

/** The numbers that hold now, in order. */
function present(said: Said, amounts: readonly Amount[], marks: readonly Mark[]): readonly Amount[] {
  const edges = new Set([...said.clauses, ...marks.filter(({ label }) => label === 'breaks').map(({ start }) => start)])
  const inOrder = [...edges].toSorted((a, b) => a - b)
  const meant: Amount[] = []
  let carried = false
  for (let index = 0; index + 1 < inOrder.length; index++) {
    const [from, to] = [inOrder[index]!, inOrder[index + 1]!]
    const inside = marks.filter(({ start }) => start >= from && start < to)
    const here = amounts.filter(({ start }) => start >= from && start < to)
    const now = inside.some(({ label }) => label === 'now' || label === 'moved')
    const past: boolean = !now && (carried || inside.some(({ label }) => label === 'past' || label === 'others'))
    if (!past) meant.push(...here)
    carried = past && here.length === 0
  }
  return meant
}
