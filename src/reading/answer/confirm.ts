/** What a message says to a yes-or-no question. */
import { type Lexicon, Phrases } from '../phrases.ts'
import type { Said } from '../said.ts'
import type { ConfirmWords } from '../words.ts'

type Reply = 'yes' | 'no' | 'unsure'
interface Sign {
  readonly reply: Reply | 'neither'
  readonly whole: boolean
}

export interface ConfirmReader {
  /** Null when it neither answers nor says that it doesn't know. Of several answers the last holds. */
  (said: Said): Reply | null
  readonly vocabulary: ReadonlySet<string>
}

export function createConfirmReader(words: ConfirmWords, skip: ReadonlySet<string>, lexicon: Lexicon): ConfirmReader {
  const signs = new Phrases(signsOf(words), lexicon)

  const read = (said: Said): Reply | null => {
    let opened: Reply | undefined
    let whole: Reply | undefined
    for (let clause = 0; clause + 1 < said.clauses.length; clause++) {
      const end = said.clauses[clause + 1]!
      for (let at = said.clauses[clause]!; at < end;) {
        const found = signs.longestAt(said, at, skip)
        if (found === undefined) {
          if (!skip.has(said.words[at]!)) break
          at += 1
          continue
        }
        const { reply, whole: needsAll } = found.label
        if (reply === 'neither') {
          if (clause === 0 && said.asks) return null
          break
        }
        if (!needsAll) opened = reply
        else if (endsClause(said, found.end, end, signs, skip)) whole = reply
        else break
        at = found.end
      }
    }
    return opened ?? whole ?? null
  }
  return Object.assign(read, { vocabulary: signs.vocabulary })
}

/** Whether nothing more is said in the clause but another sign or words that add nothing. */
function endsClause(said: Said, from: number, end: number, signs: Phrases<Sign>, skip: ReadonlySet<string>): boolean {
  let at = from
  while (at < end && skip.has(said.words[at]!)) at += 1
  return at >= end || signs.longestAt(said, at, skip) !== undefined
}

function* signsOf(words: ConfirmWords): Generator<readonly [string, Sign]> {
  for (const reply of ['yes', 'no', 'unsure'] as const) {
    for (const phrase of words[reply].opens) yield [phrase, { reply, whole: false }]
    for (const phrase of words[reply].whole) yield [phrase, { reply, whole: true }]
  }
  for (const phrase of words.neither) yield [phrase, { reply: 'neither', whole: false }]
}
