/** The readers of answers, commands and logs of one language, made of its words. */
import { type ChooseReader, createChooseReader } from './answer/choose.ts'
import { type ConfirmReader, createConfirmReader } from './answer/confirm.ts'
import { type CountReader, createCountReader } from './answer/count.ts'
import { createListReader, type ListReader } from './answer/list.ts'
import { createRateReader, type RateReader } from './answer/rate.ts'
import { createTimeReader, type TimeReader } from './answer/time.ts'
import { type CommandReader, createCommandReader } from './command.ts'
import { createLogReader, type LogReader } from './log.ts'
import { Numbers } from './numbers.ts'
import type { Lexicon } from './phrases.ts'
import type { Answer, Message } from './reading.ts'
import { fold, hear, type Said } from './said.ts'
import { createMender } from './typos.ts'
import type { Words } from './words.ts'

export interface AnswerReaders {
  readonly hear: (text: string) => Said
  readonly choose: ChooseReader
  readonly confirm: ConfirmReader
  readonly rate: RateReader
  readonly count: CountReader
  readonly time: TimeReader
  readonly list: ListReader
  readonly command: CommandReader
  readonly log: LogReader
}

/** Throws `PhraseError` where a phrase of the words can't be understood. */
export function createAnswerReaders(words: Words): AnswerReaders {
  const lexicon: Lexicon = { classes: words.classes, numbers: new Set(Object.keys(words.numbers.words)) }
  const skip = new Set(words.skip.map(fold))
  const numbers = new Numbers(words.numbers, lexicon)
  const count = createCountReader(words.count, numbers, lexicon)
  const readers = {
    choose: createChooseReader(words.choose, skip, lexicon),
    confirm: createConfirmReader(words.confirm, skip, lexicon),
    rate: createRateReader(words.rate, numbers, lexicon),
    count,
    time: createTimeReader(words.time, numbers, skip, lexicon),
    list: createListReader(words.list, words.courtesies, skip, lexicon),
    command: createCommandReader(words, skip, lexicon),
    log: createLogReader(words.log, count, skip, lexicon),
  }
  const { choose, confirm, rate, time, list, command, log } = readers
  // What meanings and logs are told with is half the language: too many real words are one slip away from some of it.
  const mended = together([confirm, rate, count, time, list, command, numbers])
  const mend = createMender(mended, [...words.ordinary, ...skip, ...together([choose, log])], words.language)
  return { ...readers, hear: (text) => mend(hear(text)) }
}

const together = (of: readonly { readonly vocabulary: ReadonlySet<string> }[]): ReadonlySet<string> =>
  of.reduce((all, { vocabulary }) => all.union(vocabulary), new Set<string>())

/** What a message says to the question that was open; null without one. */
export function readAnswer(readers: AnswerReaders, said: Said, { text, question, now, zone }: Message): Answer {
  if (question === undefined) return null
  if (question.type === 'choose') return readers.choose(text, said, question.options)
  if (question.type === 'time') return readers.time(said, now, zone)
  if (question.type === 'list') return readers.list(text, said)
  return readers[question.type](said)
}
