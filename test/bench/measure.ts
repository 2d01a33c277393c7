/**
 * Measures contestants beside each other: in turns (A B C A B C …) within one run, so that whatever else the machine
 * does falls on all of them, and by the median, so that one bad moment does not count.
 */
import type { Contestant } from './contestant.ts'
import { answersOf, atOnce, closing, hello, people, questions } from './talk.ts'

/** How many turns one whole conversation takes. */
export const turnsEach = questions.length + 1

/**
 * Holds whole conversations with 50 new people, numbered from `first`. All 50 are open from the start and advance in a
 * ring, so that 16 messages are under way at once and each person waits for the reply before writing again.
 * A reply that does not ask the next question ends it with an error: what is fast but wrong is not measured.
 */
export async function wave(contestant: Contestant, first: number): Promise<void> {
  const ring = Array.from({ length: people }, (_, n) => ({ person: first + n, at: 0 }))

  async function walk(): Promise<void> {
    for (let talk = ring.shift(); talk; talk = ring.shift()) {
      const asked = questions[talk.at - 1]
      const text = asked ? (answersOf(talk.person)[asked.id] ?? '') : hello
      const reply = await contestant.turn(talk.person, text)
      const expected = questions[talk.at]?.words ?? closing
      if (!reply.includes(expected)) {
        throw new Error(`${contestant.name}, person ${talk.person}: expected "${expected}", was told "${reply}"`)
      }
      talk.at += 1
      if (talk.at < turnsEach) ring.push(talk)
    }
  }

  await Promise.all(Array.from({ length: atOnce }, walk))
}

export interface Course {
  /** How often each contestant is measured. */
  readonly rounds: number
  /** Each round goes on, in whole waves, for at least this many milliseconds. */
  readonly atLeast: number
}

/** Turns a second by contestant name, one value a round. The first round of each is warm-up and left out. */
export async function measure(
  contestants: readonly Contestant[],
  course: Course,
): Promise<Map<string, readonly number[]>> {
  const lanes = contestants.map((contestant) => ({ contestant, next: 0, rates: [] as number[] }))
  for (let round = 0; round <= course.rounds; round += 1) {
    for (const lane of lanes) {
      const begin = performance.now()
      let turns = 0
      let passed = 0
      do {
        await wave(lane.contestant, lane.next)
        lane.next += people
        turns += people * turnsEach
        passed = performance.now() - begin
      } while (passed < course.atLeast)
      if (round > 0) lane.rates.push((turns / passed) * 1000)
    }
  }
  return new Map(lanes.map(({ contestant, rates }) => [contestant.name, rates]))
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const high = sorted[Math.floor(sorted.length / 2)]
  const low = sorted[Math.ceil(sorted.length / 2) - 1]
  if (high === undefined || low === undefined) throw new Error('median: there are no values')
  return (low + high) / 2
}
