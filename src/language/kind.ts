/**
 * What a step kind is: one file under `steps/`, listed in `steps/index.ts`. A new kind needs nothing else.
 */
import type { z } from 'zod'
import type { Prompt } from '../channel.ts'
import type { Answer, Question as ReaderQuestion } from '../reading/reading.ts'
import type { Expression } from './expression.ts'
import type { PhraseKey } from './phrases.ts'
import type { Message } from './text.ts'
import type { Act, Path, Scope, Step, Target, ValueType, Variant } from './words.ts'

export interface StepKind<Data = never> {
  /** The key that names it in a flow. */
  readonly name: string
  /** What it is for, in one or two sentences; heads its page and shows in the editor. */
  readonly about: string
  /** Steps that show its use, as YAML. Compiled by a test, printed on its page. */
  readonly example: string
  readonly schema: z.ZodType<Data>
  /** Steps inside it, by key. */
  readonly blocks?: readonly string[]
  /** Every text in it that is said to the client. */
  texts(data: Data): readonly At<string>[]
  expressions(data: Data): readonly At<ExpressionWanted>[]
  /** Names it makes, to be used by the steps after it. */
  collects?(data: Data): readonly Named[]
  /** When its blocks are walked in rounds: the name of the rows they make, and of what each round is about. */
  rounds?(data: Data): { readonly rows: string; readonly item?: string }
  /** The name of the state in which it waits. */
  waits?(data: Data): string
  compile(step: Step<Data>, next: Target, compiler: Compiler): Target
}

export interface At<T> {
  readonly path: Path
  readonly value: T
}

export interface ExpressionWanted {
  readonly source: string
  /** CEL types it may have; any when left out. */
  readonly types?: readonly string[]
}

export interface Named {
  readonly name: string
  readonly type: ValueType
}

/** What a step kind builds its part of the machine with. */
export interface Compiler {
  block(steps: readonly Step[], next: Target): Target
  expression(source: string): Expression
  message(text: string): Message
  variant(text: string, or?: string): Variant
  /** A line every flow can say, from `flows/phrases.yaml`. */
  phraseVariant(key: PhraseKey): Variant
  act(step: Step<unknown>, act: Act, next: Target): Target
  /** A state that waits, and where each event leads. */
  wait(step: Step<unknown>, state: string, waiting: Waiting, on: Readonly<Record<string, Target>>): Target
  /** A fork: one way when a condition holds, else the other. `words` is the condition as people read it. */
  fork(words: string, condition: Condition, then: Target, otherwise: Target): Target
  /** Makes sure a target is a single state, so that it can be led to from several places. */
  join(target: Target): Target
  /** Names a state that is compiled later in the same step (a loop back). */
  later(): { readonly target: Target; is(target: Target): void }
  /** Whether a name is one of the flow's own: an answer, a read, an item. */
  isName(name: string): boolean
  /** A number that counts up for each use of a name, from 1. */
  count(name: string): number
}

export type Condition = (scope: Scope, rounds: Readonly<Record<string, number>>) => boolean

/** What a state waits for. */
export type Waiting = QuestionWaiting | CallWaiting | PaceWaiting

export interface QuestionWaiting {
  readonly waits: 'question'
  /** Its words. */
  readonly ask: Variant
  /** Other words for when an answer could not be read. */
  readonly again?: Message
  /** Asks for the next item of a list. */
  readonly more?: Message
  /** An earlier value that may be kept instead. */
  readonly was?: Expression
  /** The answer it fills. */
  readonly as: string
  /** Words are joined when several messages come before the reply: only for answers in own words. */
  readonly open: boolean
  /** What may be answered. `ref` and `label` are put in by the engine. */
  prompt(asking: Asking): Omit<Prompt, 'ref' | 'label'>
  /** Lines to show before the question itself, such as a numbered list that is being edited. */
  before?(asking: Asking): string | undefined
  /** What the reader is to look for; nothing for answers in own words. */
  reading?(asking: Asking): ReaderQuestion
  /** Undefined when the answer can't be read. */
  accept(heard: Heard, asking: Asking): Accepted | undefined
}

export interface CallWaiting {
  readonly waits: 'call'
  readonly flow: string | Expression
  readonly with: Readonly<Record<string, Expression>>
  readonly as?: string
  /** Nothing follows in this flow: it can end before the called one begins. */
  readonly tail: boolean
}

export interface PaceWaiting {
  readonly waits: 'pace'
  readonly beats: readonly {
    readonly text: Message
    readonly seconds: number
    readonly breath?: 'in' | 'out' | 'hold'
  }[]
}

/** What a question sees while it is asked and answered. */
export interface Asking {
  readonly scope: Scope
  readonly language: string
  say(message: Message): string | undefined
  phrase(key: PhraseKey, values?: Readonly<Record<string, string | number>>): string
  /** Reads a text as the answer to a question. */
  read(text: string, question: ReaderQuestion): Answer
}

/** What came in, ready to be taken as an answer. */
export interface Heard {
  readonly text: string
  /** The messages one by one: for a list each is an item. */
  readonly parts: readonly string[]
  /** What the reader made of it, for questions with a `reading`. */
  readonly answer: Answer
  /** Values of tapped options. */
  readonly tapped?: readonly string[]
}

export interface Accepted {
  /** Where the machine goes: `NEXT`, or a name the kind gave to `Compiler.wait`. */
  readonly event: string
  /** Sets answers by name. Undefined values take an answer away. */
  readonly set?: Readonly<Record<string, unknown>>
  /** Adds an item to a list answer. */
  readonly push?: readonly { readonly name: string; readonly item: string }[]
}

/** Lets a kind be written with the types of its own schema, and stand in one list with the others. */
export function defineKind<Schema extends z.ZodType>(
  kind: Omit<StepKind<z.output<Schema>>, 'schema'> & { readonly schema: Schema },
): StepKind {
  return kind as unknown as StepKind
}
