/** Walking: from an event to the next thing that waits for the client, through acts, called flows and endings. */
import { beginState, endState } from '../language/compile.ts'
import type { Prompt } from '../channel.ts'
import { doAct } from './acts.ts'
import { NeedsRecords, type Draft } from './draft.ts'
import { stepMachine } from './machine.ts'
import { askOpen } from './questions.ts'
import { resolveReads } from './reads.ts'
import { askingOf, pathOf, scopeOf } from './scope.ts'
import type { Run } from './session.ts'
import { closeRun, flowOf, paceKey, standingOf } from './standing.ts'

/** The most steps one turn takes before it is stopped: far above any real flow, far below a hang. */
const mostSteps = 400
/** The most flows that can be open at once; the oldest unfinished one is set aside for a further one. */
const mostRuns = 8

/** Sends an event to the top run and walks on to the next thing that waits. Gives what may be answered then. */
export function walk(draft: Draft, event: string): Prompt | undefined {
  let next = event
  for (let steps = 0; ; steps++) {
    if (steps >= mostSteps) return closeAll(draft)
    const arrived: Arrived = advance(draft, next) ? arrive(draft, next === 'MORE') : giveUp(draft, 'it could not go on')
    if (arrived.done) return arrived.prompt
    next = arrived.event
  }
}

/** Begins a flow on top of the stack and walks to its first question. */
export function begin(
  draft: Draft,
  name: string,
  why: Run['why'],
  taken: Readonly<Record<string, unknown>> = {},
): Prompt | undefined {
  return push(draft, name, why, taken) ? walk(draft, 'NEXT') : settle(draft)
}

/** Asks what the top of the stack waits for, again or for the first time. */
export function settle(draft: Draft): Prompt | undefined {
  const arrived = arrive(draft)
  return arrived.done ? arrived.prompt : walk(draft, arrived.event)
}

function push(draft: Draft, name: string, why: Run['why'], taken: Readonly<Record<string, unknown>>): boolean {
  const flow = draft.world.flow(name)
  if (!flow) {
    draft.effects.push({ type: 'trouble', what: 'there is no such flow', flow: name, state: draft.top?.at ?? '' })
    return false
  }
  makeRoom(draft)
  const run: Run = {
    id: draft.session.next,
    flow: name,
    revision: flow.revision,
    at: beginState,
    rounds: {},
    since: draft.world.turn,
    why,
  }
  draft.update({ runs: [...draft.session.runs, run], next: run.id + 1, misses: 0 })
  draft.flows.add(name)
  for (const [key, value] of Object.entries(resolveReads(draft, flow)))
    if (value !== undefined) draft.set(run.id, [key], value)
  for (const key of flow.head.takes ?? []) if (taken[key] !== undefined) draft.set(run.id, [key], taken[key])
  return true
}

/** Sets the oldest unfinished flow aside, with the flows it called. Its words stay in the transcript. */
function makeRoom(draft: Draft): void {
  const { runs } = draft.session
  if (runs.length < mostRuns) return
  const end = runs.findIndex((run, index) => index > 0 && run.why === 'begun')
  const aside = runs.slice(0, end === -1 ? runs.length : end)
  for (const run of aside) closeRun(draft, run)
  draft.update({ runs: runs.slice(aside.length) })
  const title = titleOf(draft, aside[0]!)
  if (title !== undefined) draft.say(draft.world.phrase('set_aside', draft.session.language, { title }))
}

export function titleOf(draft: Draft, run: Run): string | undefined {
  const flow = draft.world.flow(run.flow, run.revision) ?? draft.world.flow(run.flow)
  return flow && askingOf(draft, flow, run).say(flow.title)
}

/** Takes the top run one event on, and does what is to be done on the way. False when it can't go on. */
function advance(draft: Draft, event: string): boolean {
  const run = draft.top!
  const flow = flowOf(draft, run)
  if (!flow) return false
  try {
    const stepped = stepMachine(flow, run.at, run.rounds, {
      type: event,
      scope: (rounds) => scopeOf(draft, flow, run, rounds),
    })
    if (stepped.at !== run.at && flow.waiting.get(run.at)?.waiting.waits === 'question')
      draft.mark(run.id, { at: run.at, rounds: run.rounds })
    draft.replaceTop({ at: stepped.at, rounds: stepped.rounds })
    draft.update({ misses: 0, redo: false })
    for (const { act, rounds } of stepped.acts) {
      // After "erase" there is no run, and nothing more to do.
      if (draft.top) doAct(draft, flow, draft.top, act, rounds)
    }
    return true
  } catch (error) {
    // Records that must be loaded first pass through: the turn is taken again with them.
    if (error instanceof NeedsRecords) throw error
    return false
  }
}

type Arrived = { done: true; prompt: Prompt | undefined } | { done: false; event: string }

/** Looks at where the top run stands now, and either asks, or says which event leads on. */
function arrive(draft: Draft, more = false): Arrived {
  const run = draft.top
  if (!run) return { done: true, prompt: undefined }
  if (run.at === endState) return finish(draft, run)
  if (run.at === beginState) return { done: false, event: 'NEXT' }
  const standing = standingOf(draft, run)
  if (!standing) return lost(draft, run)
  const { waiting } = standing.waiting
  switch (waiting.waits) {
    case 'question': {
      // After "rest", "pause" or "stop" nothing is asked; the question waits.
      if (draft.session.mode !== 'open') return { done: true, prompt: undefined }
      const prompt = askOpen(draft, standing, { more })
      // A question with no words left to say, or nothing left to pick from, is passed over.
      return prompt ? { done: true, prompt } : { done: false, event: 'NEXT' }
    }
    case 'pace': {
      const asking = askingOf(draft, standing.flow, run)
      const beats = waiting.beats.flatMap(({ text, seconds, breath }) => {
        const said = asking.say(text)
        return said === undefined ? [] : [{ text: said, seconds, ...(breath && { breath }) }]
      })
      draft.lines.push({ kind: 'pace', beats })
      const seconds = beats.reduce((sum, beat) => sum + beat.seconds, 0)
      const due = draft.world.now + seconds * 1000
      draft.effects.push({
        type: 'timer',
        key: paceKey(run.id),
        due,
        what: { kind: 'pace', run: run.id, state: run.at },
      })
      return { done: true, prompt: undefined }
    }
    case 'call': {
      const scope = scopeOf(draft, standing.flow, run, run.rounds)
      const name = typeof waiting.flow === 'string' ? waiting.flow : waiting.flow.value(scope)
      if (typeof name !== 'string' || !draft.world.flow(name)) return { done: false, event: 'NEXT' }
      const taken = Object.fromEntries(
        Object.entries(waiting.with).map(([key, expression]) => [key, expression.value(scope)]),
      )
      if (waiting.tail) {
        // Nothing follows in the caller: the called flow takes its place, so that the stack does not grow.
        closeRun(draft, run)
        draft.update({ runs: draft.session.runs.slice(0, -1) })
        return push(draft, name, run.why, taken) ? { done: false, event: 'NEXT' } : arrive(draft)
      }
      push(draft, name, 'called', taken)
      return { done: false, event: 'NEXT' }
    }
  }
}

/** A run is over: its result goes to the one that called it, or the one below is asked again. */
function finish(draft: Draft, run: Run): Arrived {
  const flow = flowOf(draft, run)
  const result = flow?.result?.value(scopeOf(draft, flow, run, run.rounds))
  closeRun(draft, run)
  draft.update({ runs: draft.session.runs.slice(0, -1), misses: 0 })
  const below = draft.top
  if (!below) {
    if (draft.session.mode === 'open') draft.say(draft.world.phrase('resting', draft.session.language))
    return { done: true, prompt: undefined }
  }
  if (run.why === 'called') {
    const waiting = standingOf(draft, below)?.waiting
    if (waiting?.waiting.waits === 'call' && waiting.waiting.as !== undefined && result !== undefined) {
      draft.set(below.id, pathOf(waiting.waiting.as, waiting.within, below.rounds), result)
    }
    return { done: false, event: 'NEXT' }
  }
  if (draft.session.mode !== 'open') return { done: true, prompt: undefined }
  const title = titleOf(draft, below)
  if (title !== undefined) draft.say(draft.world.phrase('returned', draft.session.language, { title }))
  return arrive(draft)
}

/** A run whose state is gone: a safety flow begins again in its newest form, any other is closed with an honest line. */
function lost(draft: Draft, run: Run): Arrived {
  if (draft.world.flow(run.flow)?.safety) {
    draft.replaceTop({ at: beginState, rounds: {} })
    return { done: false, event: 'NEXT' }
  }
  return giveUp(draft, 'its state is gone')
}

/** Closes the top run because it can't go on: what was written is kept, the operator is told, and so is the client. */
function giveUp(draft: Draft, what: string): Arrived {
  const run = draft.top!
  draft.effects.push({ type: 'trouble', what, flow: run.flow, state: run.at })
  closeRun(draft, run)
  draft.update({ runs: draft.session.runs.slice(0, -1), misses: 0 })
  draft.say(draft.world.phrase('trouble', draft.session.language))
  // The one that called it goes on as if it had given nothing.
  return run.why === 'called' && draft.top ? { done: false, event: 'NEXT' } : arrive(draft)
}

/** A turn that does not come to rest: every flow is closed, so that the next message finds solid ground. */
function closeAll(draft: Draft): undefined {
  const run = draft.top
  draft.effects.push({
    type: 'trouble',
    what: 'a turn took too many steps',
    flow: run?.flow ?? '',
    state: run?.at ?? '',
  })
  for (const open of draft.session.runs) closeRun(draft, open)
  draft.update({ runs: [], misses: 0 })
  draft.say(draft.world.phrase('trouble', draft.session.language))
}
