/** Proves of every flow what must hold whatever a client does: danger is heard at every step, and skipping everything ends. */
import { Rehearsal, type Stage } from '../engine/rehearsal.ts'
import { newState } from '../engine/session.ts'
import { turn } from '../engine/turn.ts'
import type { Flow } from '../language/compile.ts'
import type { FlowSource } from '../language/parse.ts'
import type { Problem } from '../language/problem.ts'
import type { DangerKind, Reading } from '../reading/reading.ts'

/** Far more than any flow has questions. */
const mostTurns = 300

export function proveFlow(flow: Flow, source: FlowSource, stage: Stage): Problem[] {
  const problems: Problem[] = []
  const report = (message: string, path: readonly (string | number)[] = ['flow']) =>
    problems.push({ file: source.file, ...source.locate(path), message })
  for (const { state, step, waiting } of flow.waiting.values()) {
    // Nobody can write while another flow is being called: it begins in the same turn.
    if (waiting.waits === 'call') continue
    if (!opensDanger(flow, state, stage)) report('danger said here does not open its safety flow', step.path)
  }
  const skipped = skipAll(flow, stage)
  if (skipped !== undefined) report(`with everything skipped, ${skipped}`)
  return problems
}

/** A client stands in this state and says something dangerous: the safety flow must be on top afterwards. */
function opensDanger(flow: Flow, at: string, stage: Stage): boolean {
  const kind: DangerKind = flow.name === 'overdose' ? 'suicide' : 'overdose'
  const start = newState('en')
  const run = { id: 1, flow: flow.name, revision: flow.revision, at, rounds: {}, since: 1, why: 'begun' as const }
  const outcome = turn(
    { ...start, session: { ...start.session, runs: [run], next: 2 } },
    { kind: 'messages', messages: [{ text: 'danger' }] },
    {
      ...stage,
      read: () => hearing(kind),
      now: 0,
      turn: 2,
      seed: 2,
      file: { records: () => [], rewards: 0, watched: false },
    },
  )
  if ('needs' in outcome) return false
  const top = outcome.session.runs.at(-1)
  // In a safety flow that stands for every kind the words are an answer to it.
  return top !== undefined && (top.flow !== flow.name || flow.safety) && stage.flow(top.flow)?.safety === true
}

function hearing(kind: DangerKind): Reading {
  return { danger: { kind, sure: true, words: 'danger' }, command: null, answer: null, log: null, talk: 'neutral' }
}

function skipAll(flow: Flow, stage: Stage): string | undefined {
  const rehearsal = new Rehearsal(
    { ...stage, read: () => ({ ...hearing('overdose'), danger: null, command: 'skip' }) },
    { now: 0 },
  )
  let heard = rehearsal.begin(flow.name)
  for (let turns = 0; rehearsal.session.runs.length > 0 && rehearsal.session.mode === 'open'; turns++) {
    if (turns >= mostTurns) return `it does not end (still at ${rehearsal.session.runs.at(-1)!.at})`
    const trouble = heard.effects.find(({ type }) => type === 'trouble')
    if (trouble?.type === 'trouble') return `${trouble.what} (at ${trouble.state})`
    heard = rehearsal.say('skip')
  }
  return undefined
}
