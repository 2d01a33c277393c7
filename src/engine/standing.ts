/** Where a run stands: its flow and the state it waits in, found again after any time. */
import type { Flow, WaitingState } from '../language/compile.ts'
import type { Draft } from './draft.ts'
import type { Run } from './session.ts'

export interface Standing {
  readonly run: Run
  readonly flow: Flow
  readonly waiting: WaitingState
}

/** The flow of a run, at the revision it walks. */
export function flowOf({ world }: Draft, run: Run): Flow | undefined {
  const newest = world.flow(run.flow)
  return newest?.safety ? newest : world.flow(run.flow, run.revision)
}

/**
 * The flow and state of a run. Safety flows are never pinned: the newest is used. Undefined when the flow or the state is
 * gone (a safety flow was edited under it, or a file was lost).
 */
export function standingOf(draft: Draft, run: Run): Standing | undefined {
  const flow = flowOf(draft, run)
  const waiting = flow?.waiting.get(run.at)
  return flow && waiting ? { run, flow, waiting } : undefined
}

/** The key of the timer that ends a paced line. */
export function paceKey(run: number): string {
  return `pace:${run}`
}

/** The run is over, whatever it was waiting for. */
export function closeRun(draft: Draft, run: Run): void {
  if (standingOf(draft, run)?.waiting.waiting.waits === 'pace')
    draft.effects.push({ type: 'drop-timer', key: paceKey(run.id) })
  draft.over(run.id)
}
