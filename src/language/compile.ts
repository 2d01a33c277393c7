/**
 * From a flow's steps to a flat XState machine: one state for each step that waits, named by its answer, so that wording and
 * neighbouring steps can change while people are in the middle.
 *
 * The machine's context holds only which round of a loop it is in. Answers stay outside: events carry the scope to look at,
 * and what is to be done comes back as data.
 */
import { assign, createMachine, type AnyStateMachine } from 'xstate'
import { Expressions, type Expression } from './expression.ts'
import type { Compiler, Condition, Waiting } from './kind.ts'
import { eachStep, namesOf, readsOf, type Known } from './names.ts'
import type { FlowSource, Head } from './parse.ts'
import type { PhraseKey } from './phrases.ts'
import { stepKindByName } from './steps/index.ts'
import { parseMessage, Speaker, type Message, type Translations } from './text.ts'
import type { Read } from './reads.ts'
import type { Act, ActAt, Rounds, Scope, Step, Target, Variant } from './words.ts'

/** A flow ready to be walked. */
export interface Flow {
  readonly name: string
  readonly revision: number
  readonly head: Head
  /** A safety flow: always its newest revision, and no setting switches it off. */
  readonly safety: boolean
  readonly machine: AnyStateMachine
  readonly waiting: ReadonlyMap<string, WaitingState>
  /** What each fork asks, in words, for graphs. */
  readonly forks: ReadonlyMap<string, string>
  readonly names: ReadonlyMap<string, Known>
  /** The list of each `each`, by the name of its rows. */
  readonly lists: ReadonlyMap<string, Expression>
  readonly reads: ReadonlyMap<string, Read>
  readonly fits?: Expression
  readonly result?: Expression
  readonly speaker: Speaker
  /** Title and description, as messages of the flow. */
  readonly title: Message
  readonly about: Message
}

export interface WaitingState {
  readonly state: string
  readonly waiting: Waiting
  readonly within: readonly string[]
  readonly step: Step<unknown>
  /** Where each of its events leads. */
  readonly on: Readonly<Record<string, Target>>
}

/** What the machine is told: where to go, and the values its conditions look at. */
export interface FlowEvent {
  readonly type: string
  readonly scope: (rounds: Rounds) => Scope
}

interface Context {
  readonly rounds: Rounds
}

/** States a machine always has. */
export const beginState = 'begin'
export const endState = 'end'

/** Files under it are safety flows. */
export const safetyFolder = 'safety/'

/** Expects a source without problems: see `check.ts`. */
export function compileFlow(source: FlowSource, revision: number, translations: Translations): Flow {
  const names = namesOf(source)
  const expressions = new Expressions(new Map([...names].map(([name, { type }]) => [name, type])))
  const build = new MachineBuilder(names, expressions)
  const first = build.block(source.steps, { state: endState, acts: [] })
  const { head } = source
  const lists = new Map<string, Expression>()
  eachStep(source.steps, (step) => {
    if (step.kind === 'each') lists.set(String(step.data['as']), expressions.parse(String(step.data['each'])))
  })
  return {
    name: head.flow,
    revision,
    head,
    safety: source.file.startsWith(safetyFolder),
    machine: build.machine(head.flow, first),
    waiting: build.waiting,
    forks: build.forks,
    names,
    lists,
    reads: readsOf(source),
    ...(head.fits !== undefined && { fits: expressions.parse(head.fits) }),
    ...(head.result !== undefined && { result: expressions.parse(head.result) }),
    speaker: new Speaker(translations),
    title: parseMessage(head.title),
    about: parseMessage(head.about),
  }
}

class MachineBuilder implements Compiler {
  readonly waiting = new Map<string, WaitingState>()
  readonly forks = new Map<string, string>()
  readonly #states: Record<string, unknown> = {}
  readonly #names: ReadonlyMap<string, Known>
  readonly #expressions: Expressions
  readonly #counts = new Map<string, number>()

  constructor(names: ReadonlyMap<string, Known>, expressions: Expressions) {
    this.#names = names
    this.#expressions = expressions
  }

  machine(id: string, first: Target): AnyStateMachine {
    return createMachine({
      id,
      context: { rounds: {} },
      initial: beginState,
      states: {
        [beginState]: { on: { NEXT: transitionTo(first) } },
        ...this.#states,
        [endState]: { type: 'final' },
      },
      // A loop that never waits would hang; the engine's own cap on acts catches what this lets through.
      options: { maxIterations: 10_000 },
    } as never)
  }

  block(steps: readonly Step[], next: Target): Target {
    return steps.reduceRight((after, step) => stepKindByName.get(step.kind)!.compile(step as never, after, this), next)
  }

  expression(source: string): Expression {
    return this.#expressions.parse(source)
  }

  message(text: string): Message {
    return parseMessage(text)
  }

  variant(text: string, or?: string): Variant {
    return { text: parseMessage(text), ...(or !== undefined && { or: parseMessage(or) }) }
  }

  phraseVariant(phrase: PhraseKey): Variant {
    return { phrase }
  }

  isName(name: string): boolean {
    return this.#names.has(name)
  }

  count(name: string): number {
    const count = (this.#counts.get(name) ?? 0) + 1
    this.#counts.set(name, count)
    return count
  }

  act(step: Step<unknown>, act: Act, next: Target): Target {
    return { state: next.state, acts: [{ act, within: step.within }, ...next.acts] }
  }

  wait(step: Step<unknown>, state: string, waiting: Waiting, on: Readonly<Record<string, Target>>): Target {
    this.waiting.set(state, { state, waiting, within: step.within, step, on })
    this.#states[state] = {
      on: Object.fromEntries(Object.entries(on).map(([event, target]) => [event, transitionTo(target)])),
    }
    return { state, acts: [] }
  }

  fork(words: string, condition: Condition, then: Target, otherwise: Target): Target {
    const state = this.#pass('fork')
    this.forks.set(state, words)
    this.#states[state] = {
      always: [
        {
          guard: ({ context, event }: { context: Context; event: FlowEvent }) =>
            condition(event.scope(context.rounds), context.rounds),
          ...transitionTo(then),
        },
        transitionTo(otherwise),
      ],
    }
    return { state, acts: [] }
  }

  join(target: Target): Target {
    if (target.acts.length === 0) return target
    const state = this.#pass('join')
    this.#states[state] = { always: transitionTo(target) }
    return { state, acts: [] }
  }

  later() {
    const state = this.#pass('loop')
    return {
      target: { state, acts: [] },
      is: (target: Target) => {
        this.#states[state] = { always: transitionTo(target) }
      },
    }
  }

  /** States that are passed through at once and never stored, so an ordinal may name them. */
  #pass(name: string): string {
    return `~${name}:${this.count(`~${name}`)}`
  }
}

function transitionTo({ state, acts }: Target): { target: string; actions: unknown[]; reenter: boolean } {
  return { target: state, actions: acts.map(actionOf), reenter: true }
}

/** Acts come back from XState as data; counting rounds is the one thing the machine does itself. */
function actionOf({ act, within }: ActAt): unknown {
  if (act.type === 'round') {
    return assign(({ context }: { context: Context }) => ({
      rounds: { ...context.rounds, [act.rows]: act.next === 'first' ? 0 : (context.rounds[act.rows] ?? 0) + 1 },
    }))
  }
  if (within.length === 0) return { type: 'act', params: { act, rounds: noRounds } }
  return { type: 'act', params: ({ context }: { context: Context }) => ({ act, rounds: context.rounds }) }
}

const noRounds: Rounds = {}
