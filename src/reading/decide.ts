/** Whether a message is a command or an answer to the open question, where it could be either. */
import { type AnswerReaders, readAnswer } from './answers.ts'
import type { Asked } from './command.ts'
import type { Answer, Command, Message } from './reading.ts'
import type { Said } from './said.ts'

export interface Decided {
  readonly command: Command | null
  readonly answer: Answer
}

/**
 * A command makes the answer null, but
 * - an option's own words or its position pick it, whatever else they could ask;
 * - what speaks of an option picks it ("a person, please" where one option is talking to a person), save in need;
 * - what is a command only faintly ("not today", "home") is an answer where it can be one.
 */
export function decide(readers: AnswerReaders, said: Said, message: Message): Decided {
  const asked = readers.command(said)
  if (asked === null) return { command: null, answer: readAnswer(readers, said, message) }
  const answer = mayAnswer(asked, message) ? readAnswer(readers, said, message) : plainAnswer(readers, said, message)
  return answer === null ? { command: asked.command, answer: null } : { command: null, answer }
}

function mayAnswer({ command, way }: Asked, { question }: Message): boolean {
  if (question?.type === 'choose') return command !== 'urgent'
  // An end of the list is read by its own words; anything else at all would be an item of it.
  return way === 'faint'
}

function plainAnswer(readers: AnswerReaders, said: Said, { text, question }: Message): Answer {
  if (question?.type === 'choose') return readers.choose.plainly(text, said, question.options)
  if (question?.type !== 'list') return null
  const item = readers.list(text, said)
  return item !== null && 'done' in item ? item : null
}
