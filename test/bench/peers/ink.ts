/** ink (inkjs): the script compiled once, and each person's story saved to SQLite after every turn. */
import Database from 'better-sqlite3'
import { Compiler } from 'inkjs/compiler/Compiler'
import { Story } from 'inkjs/engine/Story'
import { join } from 'node:path'
import type { Contestant } from '../contestant.ts'
import { closing, type Question, questions } from '../talk.ts'

/** `waits` is the question that is open. Options are ink's own choices; all else is one choice, and the words a variable. */
function knot(question: Question, next: string): string {
  const choices = question.kind === 'choose' ? question.options : ['said']
  return [
    `=== at_${question.id} ===`,
    `~ waits = "${question.id}"`,
    question.words,
    ...choices.map((choice) => `+ [${choice}] -> ${next}`),
  ].join('\n')
}

const source = [
  'VAR waits = ""',
  ...questions.map(({ id }) => `VAR ${id} = ""`),
  `-> at_${questions[0]?.id}`,
  ...questions.map((question, n) => knot(question, questions[n + 1] ? `at_${questions[n + 1]?.id}` : 'finish')),
  '=== finish ===',
  '~ waits = ""',
  closing,
  '-> END',
].join('\n')

const byId = new Map(questions.map((question) => [question.id, question]))

/** The question that is open. */
const waits = (story: Story): Question | undefined => byId.get(String(story.variablesState.$('waits')))

/** Which of the story's choices these words take; -1 when they are none. */
function choiceOf(story: Story, question: Question, text: string): number {
  if (question.kind === 'ask' || question.kind === 'list') return 0
  if (!question.reads.test(text)) return -1
  if (question.kind !== 'choose') return 0
  return story.currentChoices.findIndex((choice) => choice.text.toLowerCase() === text.toLowerCase())
}

/** The stories of all people: live while they talk, and in the database as they stood after their last turn. */
class Shelf {
  readonly #db: Database.Database
  readonly #save: Database.Statement<[number, string]>
  readonly #load: Database.Statement<[number], { state: string }>
  readonly #live = new Map<number, Story>()
  readonly #script: Record<string, unknown>

  constructor(file: string) {
    this.#script = JSON.parse(String(new Compiler(source).Compile().ToJson()))
    this.#db = new Database(file)
    this.#db.pragma('journal_mode = WAL')
    this.#db.pragma('synchronous = FULL')
    this.#db.exec('CREATE TABLE IF NOT EXISTS story (person INTEGER PRIMARY KEY, state TEXT NOT NULL)')
    this.#save = this.#db.prepare(
      'INSERT INTO story VALUES (?, ?) ON CONFLICT (person) DO UPDATE SET state = excluded.state',
    )
    this.#load = this.#db.prepare('SELECT state FROM story WHERE person = ?')
  }

  /** The live story, or the saved one. Keeping it live spares reading and parsing it back each turn: half the time. */
  of(person: number): Story {
    return this.#live.get(person) ?? this.saved(person)
  }

  saved(person: number): Story {
    const story = new Story(this.#script)
    const row = this.#load.get(person)
    if (row) story.state.LoadJson(row.state)
    return story
  }

  keep(person: number, story: Story): void {
    this.#save.run(person, story.state.ToJson())
    if (waits(story)) this.#live.set(person, story)
    else this.#live.delete(person)
  }

  close(): void {
    this.#db.close()
  }
}

export function ink(): Contestant {
  let shelf: Shelf
  return {
    name: 'peer.ink',
    async start(folder) {
      shelf = new Shelf(join(folder, 'ink.db'))
    },
    async turn(person, text) {
      const story = shelf.of(person)
      const question = waits(story)
      if (question) {
        const choice = choiceOf(story, question, text)
        if (choice < 0) return question.words
        story.variablesState.$(question.id, text)
        story.ChooseChoiceIndex(choice)
      }
      const reply = story.ContinueMaximally()
      shelf.keep(person, story)
      return reply
    },
    async answers(person) {
      const story = shelf.saved(person)
      return Object.fromEntries(questions.map(({ id }) => [id, String(story.variablesState.$(id))]))
    },
    async stop() {
      shelf.close()
    },
  }
}
