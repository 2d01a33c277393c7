/** What someone tells unasked: that they used or did not, did their step, how they are. */
import type { CountReader } from './answer/count.ts'
import { type Lexicon, Phrases } from './phrases.ts'
import type { Log } from './reading.ts'
import type { Said } from './said.ts'
import type { LogWords } from './words.ts'

const kinds = ['step', 'use', 'mood'] as const
type Kind = (typeof kinds)[number]
/** What a phrase tells: a kind; or that something is not told, of a kind or at all. */
interface Tells {
  readonly kind: Kind | undefined
  readonly way: keyof LogWords[Kind]
}

export interface LogReader {
  (said: Said): Log | null
  readonly vocabulary: ReadonlySet<string>
}

/** Beyond this it is a story rather than an entry. In words. */
const longest = 60

export function createLogReader(
  words: LogWords,
  count: CountReader,
  skip: ReadonlySet<string>,
  lexicon: Lexicon,
): LogReader {
  const anywhere = new Phrases(phrasesOf(words, ['within', 'except']), lexicon)
  const opening = new Phrases(phrasesOf(words, ['opens', 'whole']), lexicon)
  const lead = new Phrases(
    words.lead.map((phrase) => [phrase, true] as const),
    lexicon,
  )

  const read = (said: Said): Log | null => {
    if (said.asks || said.words.length === 0 || said.words.length > longest) return null
    const told = new Set<Kind>()
    for (let clause = 0; clause + 1 < said.clauses.length; clause++) {
      const [from, to] = [said.clauses[clause]!, said.clauses[clause + 1]!]
      for (const at of openings(said, from, to)) {
        for (const { label, end } of opening.at(said, at, skip)) {
          if (label.way === 'opens' || rests(said, end, to)) told.add(label.kind!)
        }
      }
    }
    const excepted = new Set<Kind | undefined>()
    for (let at = 0; at < said.words.length; at++) {
      for (const { label } of anywhere.at(said, at, skip)) {
        if (label.way === 'except') excepted.add(label.kind)
        else told.add(label.kind!)
      }
    }
    const kind = excepted.has(undefined) ? undefined : kinds.find((one) => told.has(one) && !excepted.has(one))
    if (kind === undefined) return null
    const amount = kind === 'use' ? count(said) : null
    return amount === null ? { kind } : { kind, amount }
  }

  /** Word indexes a clause may be said to begin at. */
  function openings(said: Said, from: number, to: number): Set<number> {
    const found = new Set([from])
    for (const at of found) {
      if (skip.has(said.words[at] ?? '') && at + 1 < to) found.add(at + 1)
      for (const { end } of lead.at(said, at, skip)) if (end < to) found.add(end)
    }
    return found
  }

  /** Whether nothing is left of the clause but words that add nothing. */
  function rests(said: Said, from: number, to: number): boolean {
    let at = from
    while (at < to) {
      if (skip.has(said.words[at]!)) at += 1
      else {
        const found = lead.longestAt(said, at, skip)
        if (found === undefined || found.end > to) return false
        at = found.end
      }
    }
    return true
  }

  return Object.assign(read, { vocabulary: anywhere.vocabulary.union(opening.vocabulary).union(lead.vocabulary) })
}

function* phrasesOf(words: LogWords, ways: readonly (keyof LogWords[Kind])[]): Generator<readonly [string, Tells]> {
  for (const way of ways) {
    if (way === 'except') for (const phrase of words.except) yield [phrase, { kind: undefined, way }]
    for (const kind of kinds) for (const phrase of words[kind][way]) yield [phrase, { kind, way }]
  }
}
