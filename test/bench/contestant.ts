/** Something that can hold the conversation of `talk.ts` with many people, and is measured doing it. */
import type { Answers } from './talk.ts'

export interface Contestant {
  /** The `name` of its result, such as `peer.botkit`. */
  readonly name: string
  /** Makes it ready. `folder` is empty, its own, and on the disk whose speed counts. */
  start(folder: string): Promise<void>
  /** Takes one message of one person to its reply. The next one of the same person comes after this has resolved. */
  turn(person: number, text: string): Promise<string>
  /** All it holds of what this person said, read from where it keeps it. */
  answers(person: number): Promise<Answers>
  stop(): Promise<void>
}
