/** One step of a flow's machine: from a waiting state, through whatever passes at once, to the next waiting state. */
import { transition, type AnyMachineSnapshot } from 'xstate'
import type { Flow, FlowEvent } from '../language/compile.ts'
import type { Act, Rounds } from '../language/words.ts'

export interface Stepped {
  readonly at: string
  readonly rounds: Rounds
  readonly acts: readonly { readonly act: Act; readonly rounds: Rounds }[]
}

/** Throws what a condition throws; nothing is changed then. */
export function stepMachine(flow: Flow, at: string, rounds: Rounds, event: FlowEvent): Stepped {
  const before = flow.machine.resolveState({ value: at, context: { rounds } } as never)
  const [after, actions] = transition(flow.machine, before, event as never) as unknown as [
    AnyMachineSnapshot,
    { type: string; params: unknown }[],
  ]
  return {
    at: String(after.value),
    rounds: (after.context as { rounds: Rounds }).rounds,
    acts: actions.filter(({ type }) => type === 'act').map(({ params }) => params as { act: Act; rounds: Rounds }),
  }
}
