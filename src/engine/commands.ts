/** Commands: asked of Gradual itself, at any question, and back to exactly that question. */
import type { Prompt } from '../channel.ts'
import type { Command } from '../reading/reading.ts'
import { doDeed } from './acts.ts'
import type { Draft } from './draft.ts'
import { askOpen } from './questions.ts'
import { askingOf } from './scope.ts'
import { closeRun, flowOf, standingOf } from './standing.ts'
import { begin, settle, titleOf, walk } from './walk.ts'

/** Commands that are conversations of their own: the flow that holds each. */
const flowsOf: Readonly<Record<string, string>> = {
  menu: 'menu',
  help: 'help',
  human: 'human',
  my_data: 'my-data',
  delete_data: 'delete-data',
  consent: 'my-sharing',
  urgent: 'urgent',
}

export function obey(draft: Draft, command: Command): Prompt | undefined {
  const flow = flowsOf[command]
  if (flow !== undefined) {
    // Asked for again in the middle of itself, it is simply asked again.
    return draft.top?.flow === flow ? settle(draft) : begin(draft, flow, 'begun')
  }
  if (command.startsWith('language:')) return changeLanguage(draft, command.slice('language:'.length))
  switch (command) {
    case 'stop':
    case 'pause':
      doDeed(draft, command)
      return undefined
    case 'skip':
      return skip(draft)
    case 'back':
      return back(draft)
    case 'restart':
      return restart(draft)
    default:
      return settle(draft)
  }
}

/** Leaves the open question as it is and goes on. */
function skip(draft: Draft): Prompt | undefined {
  if (!draft.top) return begin(draft, 'menu', 'begun')
  return walk(draft, 'NEXT')
}

/** Asks the last question again; what was answered stays until it is answered anew. */
function back(draft: Draft): Prompt | undefined {
  const run = draft.top
  if (!run) return begin(draft, 'menu', 'begun')
  // After a move to another revision an answered question may be gone.
  const flow = flowOf(draft, run)
  const mark = draft.unmark(run.id, ({ at }) => flow?.waiting.has(at) === true)
  if (mark) {
    draft.replaceTop({ at: mark.at, rounds: mark.rounds })
    draft.update({ redo: true, misses: 0 })
    const standing = standingOf(draft, draft.top)
    if (standing?.waiting.waiting.waits !== 'question') return settle(draft)
    const asking = askingOf(draft, standing.flow, standing.run)
    const had = asking.scope.shown(standing.waiting.waiting.as)
    if (had !== undefined) draft.say(asking.phrase('back_had', { answer: had }))
    return askOpen(draft, standing)
  }
  // The first question of a flow that was called or came between leads back to the one below.
  if (draft.session.runs.length > 1) {
    closeRun(draft, run)
    draft.update({ runs: draft.session.runs.slice(0, -1), misses: 0 })
    return run.why === 'called' ? back(draft) : settle(draft)
  }
  draft.say(draft.world.phrase('back_none', draft.session.language))
  return settle(draft)
}

/** Begins the flow that is being walked again. What was written stays in the transcript. */
function restart(draft: Draft): Prompt | undefined {
  const run = draft.top
  if (!run) return begin(draft, 'menu', 'begun')
  const title = titleOf(draft, run)
  closeRun(draft, run)
  draft.update({ runs: draft.session.runs.slice(0, -1) })
  if (title !== undefined) draft.say(draft.world.phrase('restarted', draft.session.language, { title }))
  return begin(draft, run.flow, run.why)
}

function changeLanguage(draft: Draft, wanted: string): Prompt | undefined {
  const { world, session } = draft
  if (world.languages.some(({ value }) => value === wanted)) {
    draft.update({ language: wanted })
    const before = draft.records('profile').at(-1)?.data ?? {}
    draft.keep({
      type: 'keep',
      kind: 'profile',
      id: 'profile',
      data: { ...before, language: wanted },
      flow: 'language',
      revision: 0,
    })
    draft.say(world.phrase('language_changed', wanted))
  } else {
    const languages = world.languages.map(({ label }) => label).join(', ')
    draft.say(world.phrase('language_unknown', session.language, { languages }))
  }
  return settle(draft)
}
