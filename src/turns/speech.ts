/** What Gradual says and how it listens, as the turns use it: one object made at start and exchanged when flows are edited. */
import type { Staff, World } from '../engine/world.ts'
import type { Message, Reading } from '../reading/reading.ts'
import { helplineTexts } from '../library/helplines.ts'
import type { Library } from '../library/library.ts'
import type { FlowShelf } from '../library/shelf.ts'
import type { Live } from './live.ts'

export interface Speech {
  readonly library: Library
  readonly shelf: FlowShelf
  readonly read: (message: Message) => Reading
}

/** What a program says of itself. */
export interface Program {
  /** What its clients' files and alerts are marked with. */
  readonly name: string
  /** Absent in a program that watches nobody. */
  readonly staff?: Staff & {
    /** Milliseconds in which danger of a kind that is told again is the same alert. */
    readonly window: number
  }
  /** ISO 3166-1 alpha-2. */
  readonly country?: string
  /** IANA. */
  readonly zone: string
  /** BCP 47. */
  readonly language: string
}

/** The world of one turn of one client. `watched` is undefined until it is asked for. */
export function worldOf(
  speech: Speech,
  program: Program,
  live: Live,
  turn: number,
  now: number,
  watched?: boolean,
): World {
  const { library, shelf } = speech
  const profile = live.file.get('profile')?.at(-1)?.data
  const zone = typeof profile?.['zone'] === 'string' ? profile['zone'] : program.zone
  return {
    now,
    zone,
    turn,
    seed: turn,
    read: speech.read,
    flow: (name, revision) => shelf.flow(name, revision),
    flows: shelf.flows,
    languages: library.languages,
    phrase: library.phrase,
    helplines: (country = program.country, language) =>
      helplineTexts(library.helplines, library.phrase, country, language, new Date(now).toISOString().slice(0, 10)),
    ...(program.staff && { staff: program.staff }),
    file: { records: (kind) => live.file.get(kind), rewards: live.rewards, watched },
  }
}
