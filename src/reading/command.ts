/** Whether something is asked of Gradual itself, and what. */
import { type Found, type Lexicon, Phrases } from './phrases.ts'
import { type Command, commands } from './reading.ts'
import type { Said } from './said.ts'
import type { CommandWay, CommandWords } from './words.ts'

export interface Asked {
  readonly command: Command
  readonly way: CommandWay
}

export interface CommandReader {
  /** What is asked, by the longest phrase that asks something of Gradual. */
  (said: Said): Asked | null
  readonly vocabulary: ReadonlySet<string>
}

/** Words that may ask something, with nothing but courtesies around it. */
interface Stretch {
  readonly said: Said
  readonly to: number
  /** Word indexes where what is asked may begin. */
  readonly starts: ReadonlySet<number>
  /** Whether there are only courtesies from a word index on. */
  readonly isCourteous: (at: number) => boolean
}

/** Nobody asks for a menu in more words than these. */
const longest = 40

export function createCommandReader(words: CommandWords, skip: ReadonlySet<string>, lexicon: Lexicon): CommandReader {
  const phrasesOf = (way: CommandWay): Phrases<Command> => new Phrases(asked(words.commands, way), lexicon)
  const phrases = {
    alone: phrasesOf('alone'),
    faint: phrasesOf('faint'),
    clause: phrasesOf('clause'),
    within: phrasesOf('within'),
  }
  const openers = unlabelled(words.openers, lexicon)
  const courtesies = unlabelled(words.courtesies, lexicon)
  const reported = unlabelled(words.reported, lexicon)

  const read = (said: Said): Asked | null => {
    const { length } = said.words
    if (length === 0 || length > longest) return null
    const all = stretch(said, 0, length)
    return whole(all, 'alone') ?? whole(all, 'clause') ?? aside(said) ?? within(said) ?? whole(all, 'faint')
  }

  function stretch(said: Said, from: number, to: number): Stretch {
    return { said, to, starts: starts(said, from, to), isCourteous: courteousFrom(said, to) }
  }

  /** What these words ask when they ask nothing else. */
  function whole({ said, to, starts, isCourteous }: Stretch, way: CommandWay): Asked | null {
    for (const start of starts) {
      const found = phrases[way].longestAt(said, start, skip, (at) => at <= to && isCourteous(at))
      if (found !== undefined) return { command: found.label, way }
    }
    return null
  }

  /** What the first or the last of several clauses asks. */
  function aside(said: Said): Asked | null {
    const { clauses, words } = said
    if (clauses.length <= 2 || isReported(said)) return null
    return (
      whole(stretch(said, 0, clauses[1]!), 'clause') ?? whole(stretch(said, clauses.at(-2)!, words.length), 'clause')
    )
  }

  /** Word indexes where what is asked may begin: after courtesies and openers. */
  function starts(said: Said, from: number, to: number): Set<number> {
    const found = new Set([from])
    for (const at of found) {
      if (skip.has(said.words[at]!) && at + 1 < to) found.add(at + 1)
      for (const { end } of courtesies.at(said, at, skip)) if (end < to) found.add(end)
      for (const { end } of openers.at(said, at, skip)) if (end < to) found.add(end)
    }
    return found
  }

  /** Whether there are only courtesies from a word index on. */
  function courteousFrom(said: Said, to: number): (at: number) => boolean {
    const known = new Map<number, boolean>()
    const isCourteous = (at: number): boolean => {
      if (at >= to) return at === to
      let courteous = known.get(at)
      if (courteous === undefined) {
        courteous =
          (skip.has(said.words[at]!) && isCourteous(at + 1)) ||
          courtesies.at(said, at, skip).some(({ end }) => isCourteous(end))
        known.set(at, courteous)
      }
      return courteous
    }
    return isCourteous
  }

  function within(said: Said): Asked | null {
    let best: Found<Command> | undefined
    for (let at = 0; at < said.words.length; at++) {
      if (reported.longestAt(said, at, skip) !== undefined) break
      const found = phrases.within.longestAt(said, at, skip)
      if (found !== undefined && (best === undefined || found.end - found.start > best.end - best.start)) best = found
    }
    return best === undefined ? null : { command: best.label, way: 'within' }
  }

  function isReported(said: Said): boolean {
    for (let at = 0; at < said.words.length; at++) if (reported.longestAt(said, at, skip) !== undefined) return true
    return false
  }

  const all = [...Object.values(phrases), openers, courtesies]
  return Object.assign(read, {
    vocabulary: all.reduce((known, { vocabulary }) => known.union(vocabulary), new Set<string>()),
  })
}

const unlabelled = (phrases: readonly string[], lexicon: Lexicon): Phrases<true> =>
  new Phrases(
    phrases.map((phrase) => [phrase, true] as const),
    lexicon,
  )

function* asked(words: CommandWords['commands'], way: CommandWay): Generator<readonly [string, Command]> {
  for (const [command, ways] of Object.entries(words)) {
    if (isCommand(command)) for (const phrase of ways?.[way] ?? []) yield [phrase, command]
  }
}

const isCommand = (name: string): name is Command =>
  name.startsWith('language:') || commands.some((command) => command === name)
