/**
 * The words of the flow language.
 *
 * Terminology:
 * - flow: a scripted conversation, one YAML file
 * - step: one entry of a flow; its kind is the key that names it (`say`, `ask` …)
 * - question: a step that waits for the client; named by its `as`
 * - answer: what a question collected, under that name
 * - read: a value the flow takes from the client's file when it begins, under a name of its own
 * - row: what one round of an `each` or `repeat` collected
 * - target: where the conversation goes next, and what is done on the way there
 * - scope: the values a flow can see at one moment; anything in it may be missing
 */
import type { Expression } from './expression.ts'
import type { PhraseKey } from './phrases.ts'
import type { Message } from './text.ts'

/** Where something stands in a YAML document: keys and indexes from the root. */
export type Path = readonly (string | number)[]

/** What kind of value stands behind a name. `cel` is its type in expressions; `shown` how it is put into a text. */
export interface ValueType {
  readonly cel: 'string' | 'double' | 'bool' | 'list<string>' | 'list<map<string, dyn>>' | 'map<string, dyn>' | 'dyn'
  /** `choice`: a value whose option's label is shown; `time`: a local ISO minute shown as a date; else as it is. */
  readonly shown: 'plain' | 'choice' | 'time'
}

export const types = {
  text: { cel: 'string', shown: 'plain' },
  choice: { cel: 'string', shown: 'choice' },
  choices: { cel: 'list<string>', shown: 'choice' },
  number: { cel: 'double', shown: 'plain' },
  time: { cel: 'string', shown: 'time' },
  yesno: { cel: 'bool', shown: 'plain' },
  list: { cel: 'list<string>', shown: 'plain' },
  rows: { cel: 'list<map<string, dyn>>', shown: 'plain' },
  record: { cel: 'map<string, dyn>', shown: 'plain' },
  any: { cel: 'dyn', shown: 'plain' },
} as const satisfies Record<string, ValueType>

/** A step as it stands in a file, checked against its kind's schema. */
export interface Step<Data = Record<string, unknown>> {
  readonly kind: string
  readonly data: Data
  readonly path: Path
  /** Steps inside this one, by block: `then`, `else`, `steps`. */
  readonly blocks: Readonly<Record<string, readonly Step[]>>
  /** The name of the machine's state, for steps that wait. */
  readonly state: string
  /** The rounds this step stands inside, outermost first, by the names of their rows. */
  readonly within: readonly string[]
}

/** Values by name for one moment of a run. Missing names are undefined. */
export interface Scope {
  value(name: string): unknown
  /** How the value behind a name is put into a text in the run's language. Undefined when missing. */
  shown(name: string): string | number | undefined
}

/** Which round each `each` or `repeat` is in, by the name of its rows. */
export type Rounds = Readonly<Record<string, number>>

/** Something to be done on the way to the next state. Data only: the engine does it. */
export type Act =
  | { readonly type: 'say'; readonly say: readonly Variant[] }
  | { readonly type: 'show'; readonly picture: string; readonly with: Readonly<Record<string, Expression>> }
  | {
      readonly type: 'keep'
      readonly kind: string
      /** Names the record within its run, so that keeping again after "back" makes a version and not a twin. */
      readonly ref: string
      readonly with: Readonly<Record<string, Expression>>
      readonly revises?: Expression
    }
  | {
      readonly type: 'schedule'
      readonly flow: string
      readonly ref: string
      /** Values handed to the flow when it begins. */
      readonly with: Readonly<Record<string, Expression>>
      readonly at?: Expression
      /** ISO 8601 duration. */
      readonly in?: string
    }
  | { readonly type: 'reward'; readonly for: string; readonly ref: string }
  | { readonly type: 'alert'; readonly kind: string }
  | { readonly type: 'do'; readonly what: Deed }
  | { readonly type: 'round'; readonly rows: string; readonly next: 'first' | 'next' }

/** What only the engine can do, asked for by a flow. */
export const deeds = ['erase', 'stop', 'pause', 'rest', 'leave'] as const
export type Deed = (typeof deeds)[number]

/** One way of saying a line: a text, and another for when a value in it is missing; or a line every flow can say. */
export type Variant = { readonly text: Message; readonly or?: Message } | { readonly phrase: PhraseKey }

/** Where the conversation goes, and what is done on the way there. */
export interface Target {
  readonly state: string
  readonly acts: readonly ActAt[]
}

/** An act and the step it came from. */
export interface ActAt {
  readonly act: Act
  readonly within: readonly string[]
}
