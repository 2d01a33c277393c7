/** What a message means: danger, talk, command, answer and log, each judged by its own reader. */
import type { AnswerReaders } from './answers.ts'
import { hearDanger, type Ears } from './danger.ts'
import { decide } from './decide.ts'
import type { Language, Message, Reading } from './reading.ts'
import { hearTalk, type TalkEar } from './talk.ts'

/** What to read with, by language. Made from the files by `loadReading`. */
export interface ReadingData {
  readonly ears: Ears
  readonly talk: Readonly<Record<Language, TalkEar>>
  readonly answers: Readonly<Record<Language, AnswerReaders>>
}

/** Reads one message. Pure, and never throws: a message of any length and script has a meaning, if only none. */
export type Reader = (message: Message) => Reading

export function createReader({ ears, talk, answers }: ReadingData): Reader {
  return (message) => {
    const { text, language } = message
    const readers = answers[language]
    const said = readers.hear(text)
    const { command, answer } = decide(readers, said, message)
    return {
      danger: hearDanger(text, language, ears),
      command,
      answer,
      log: readers.log(said),
      // Only asked for when a transcript is reviewed: a turn does not wait for it.
      get talk() {
        return hearTalk(text, language, talk)
      },
    }
  }
}
