/** One step of a flow's machine: from a waiting state, through whatever passes at once, to the next waiting state. */
import { createActor, type AnyActorScope, type AnyMachineSnapshot, type AnyStateMachine } from 'xstate'
import type { Flow, FlowEvent } from '../language/compile.ts'
import type { Act, Rounds } from '../language/words.ts'

export interface Stepped {
  readonly at: string
  readonly rounds: Rounds
  readonly acts: readonly { readonly act: Act; readonly rounds: Rounds }[]
}

/** Throws what a condition throws; nothing is changed then. */
export function stepMachine({ machine }: Flow, at: string, rounds: Rounds, event: FlowEvent): Stepped {
  const before = machine.resolveState({ value: at, context: { rounds } })
  const acts: Stepped['acts'][number][] = []
  const scope = scopeOf(machine)
  scope.actionExecutor = ({ type, params }) => {
    if (type === 'act') acts.push(params as Stepped['acts'][number])
  }
  const after = machine.transition(before, event, scope) as AnyMachineSnapshot
  return { at: String(after.value), rounds: (after.context as { rounds: Rounds }).rounds, acts }
}

/**
 * XState's own `transition()` builds a throw-away actor each call, four fifths of its cost. One actor a machine serves as
 * well where nothing is spawned or invoked, which flat machines never do.
 */
const scopes = new WeakMap<AnyStateMachine, AnyActorScope>()

function scopeOf(machine: AnyStateMachine): AnyActorScope {
  let scope = scopes.get(machine)
  if (!scope) {
    const self = createActor(machine)
    const nothing = () => {}
    scope = {
      self,
      system: self.system,
      id: '',
      sessionId: '',
      logger: nothing,
      defer: nothing,
      stopChild: nothing,
      emit: nothing,
      actionExecutor: nothing,
    }
    scopes.set(machine, scope)
  }
  return scope
}
