/**
 * A turn: what came in, taken to its consequences. Pure: it reads nothing and changes nothing but what it is given and gives
 * back. Taking the same turn twice gives the same outcome.
 */
import type { Prompt, Tap } from '../channel.ts'
import { dangerKinds, type Danger, type DangerKind, type Log, type Question } from '../reading/reading.ts'
import { obey } from './commands.ts'
import { Draft, NeedsRecords } from './draft.ts'
import { askOpen, repairLine, takeAnswer } from './questions.ts'
import { askingOf, messageOf } from './scope.ts'
import type { Heard } from '../language/kind.ts'
import type { Run, State } from './session.ts'
import { paceKey, standingOf, type Standing } from './standing.ts'
import { begin, settle, walk } from './walk.ts'
import { answered, askedAbout, tell } from './told.ts'
import { unheard } from './unheard.ts'
import type { Input, Needs, Outcome, World } from './world.ts'

export function turn(state: State, input: Input, world: World): Outcome | Needs {
  const draft = new Draft(state, world)
  try {
    const prompt = take(draft, input)
    const { asked: _, ...session } = draft.session
    return {
      session: { ...session, ...(prompt && { asked: prompt.ref }) },
      changes: draft.changes,
      effects: draft.effects,
      said: { lines: draft.lines, ...(prompt && { prompt }) },
      answeredOpen: draft.answeredOpen,
      flows: [
        ...new Set([
          ...draft.flows,
          ...state.session.runs.slice(-1).map(({ flow }) => flow),
          ...draft.session.runs.slice(-1).map(({ flow }) => flow),
        ]),
      ],
    }
  } catch (signal) {
    if (signal instanceof NeedsRecords) return { needs: signal.kinds }
    throw signal
  }
}

function take(draft: Draft, input: Input): Prompt | undefined {
  switch (input.kind) {
    case 'greet':
      return draft.top ? settle(draft) : begin(draft, 'welcome', 'begun')
    case 'due':
      return due(draft, input.what)
    case 'messages':
      return messages(draft, input.messages)
  }
}

/** A timer fell due. Nothing is sent to someone who said stop or pause: the shell keeps what falls due while paused. */
function due(draft: Draft, what: Extract<Input, { kind: 'due' }>['what']): Prompt | undefined {
  if (what.kind === 'pace') {
    const run = draft.top
    if (run?.id === what.run && run.at === what.state) return walk(draft, 'NEXT')
    return undefined
  }
  // Told to people, not to the client: so also after "stop".
  if (what.kind === 'unanswered') {
    draft.effects.push({ type: 'alert', kind: what.danger, sure: true })
    return undefined
  }
  if (draft.session.mode === 'paused' || draft.session.mode === 'stopped') return undefined
  if (what.kind === 'unheard') return unheard(draft, what.alert)
  draft.update({ mode: 'open' })
  return begin(draft, what.flow, 'begun', what.with)
}

function messages(draft: Draft, all: Extract<Input, { kind: 'messages' }>['messages']): Prompt | undefined {
  const { world, session } = draft
  const text = all.map((message) => message.text).join('\n')
  const tap = all.length === 1 ? (all[0]!.tap ?? typedOption(draft, text)) : undefined

  if (tap) {
    if (tap.prompt === session.asked && draft.top) {
      return answer(draft, { text, parts: [text], answer: null, tapped: tap.values })
    }
    draft.say(world.phrase('old_button', session.language))
    return reopen(draft, false) ?? settle(draft)
  }

  const reading = world.read(messageOf(draft, text, openQuestion(draft)))
  // Several messages are also read one by one, so that one said in passing among others is heard.
  const danger = reading.danger ?? firstDanger(draft, all)
  if (danger && !hears(draft, danger)) return interrupt(draft, danger)

  const away = session.mode !== 'open'
  if (reading.command !== null) {
    if (away) draft.update({ mode: 'open' })
    draft.update({ misses: 0 })
    return obey(draft, reading.command)
  }
  if (away) return reopen(draft, true)
  if (!draft.top) {
    if (text.trim() === '') return undefined
    keepNote(draft, text, reading.log)
    draft.say(world.phrase('kept_words', session.language))
    return begin(draft, 'menu', 'begun')
  }
  const heard = { text, parts: all.map((message) => message.text), answer: reading.answer }
  return answer(draft, heard, reading.log, danger !== null)
}

/** The words of an option, typed: as good as tapped, and no more dangerous than what Gradual itself offered. */
function typedOption(draft: Draft, text: string): Tap | undefined {
  const { asked, mode } = draft.session
  const standing = draft.top && standingOf(draft, draft.top)
  if (asked === undefined || mode !== 'open' || standing?.waiting.waiting.waits !== 'question') return undefined
  const { options } = standing.waiting.waiting.prompt(askingOf(draft, standing.flow, standing.run))
  const words = fold(text)
  const option = options?.find(({ label }) => fold(label) === words)
  return option && { prompt: asked, values: [option.value] }
}

function fold(text: string): string {
  return text.trim().toLowerCase().replaceAll('’', "'")
}

/** Back after "stop", "pause" or "rest": glad to see them, and the question that was open. What they wrote is no answer to it. */
function reopen(draft: Draft, greet: boolean): Prompt | undefined {
  if (draft.session.mode === 'open') return undefined
  draft.update({ mode: 'open' })
  if (greet) draft.say(draft.world.phrase('welcome_back', draft.session.language))
  return draft.top ? settle(draft) : begin(draft, 'menu', 'begun')
}

/** What the reader is to look for besides danger and commands. */
function openQuestion(draft: Draft): Question | undefined {
  const standing = draft.top && standingOf(draft, draft.top)
  if (standing?.waiting.waiting.waits !== 'question') return undefined
  return standing.waiting.waiting.reading?.(askingOf(draft, standing.flow, standing.run))
}

function firstDanger(draft: Draft, all: readonly { readonly text: string }[]): Danger | null {
  if (all.length < 2) return null
  for (const { text } of all) {
    const { danger } = draft.world.read(messageOf(draft, text))
    if (danger) return danger
  }
  return null
}

/** The flow of a kind of danger, or the general one. */
export function dangerFlow(world: Pick<World, 'flow'>, kind: string): string {
  const own = kind.replaceAll('_', '-')
  return world.flow(own) ? own : 'urgent'
}

/**
 * Whether these words are left to the danger flow that is being walked: in a flow for this very danger, so that no block is
 * repeated, and in one for another, unless what is said now is certain and more urgent. A danger that has become certain is
 * told to the program either way.
 */
function hears(draft: Draft, danger: Danger): boolean {
  const { world } = draft
  for (const run of called(draft)) {
    const walked = dangerKinds.find((kind) => dangerFlow(world, kind) === run.flow)
    if (walked === undefined && run.flow !== 'urgent') continue
    const same = dangerFlow(world, danger.kind) === run.flow
    if (same) {
      if (danger.sure && draft.answer(run.id, ['sure']) === false) draft.set(run.id, ['sure'], true)
    } else if (walked === undefined || (danger.sure && dangerKinds.indexOf(danger.kind) < dangerKinds.indexOf(walked)))
      return false
    // Also when it is heard again: whoever has the alert sees that it goes on.
    if (danger.sure) tell(draft, danger.kind)
    return true
  }
  return false
}

/** The top run and those that called it, from the top. */
function* called({ session: { runs } }: Draft): Generator<Run> {
  for (let index = runs.length - 1; index >= 0; index--) {
    yield runs[index]!
    if (runs[index]!.why === 'begun') return
  }
}

/** The kinds of danger that a run asks about. */
function kindsOf({ world }: Draft, run: Run): readonly DangerKind[] {
  return dangerKinds.filter((kind) => dangerFlow(world, kind) === run.flow)
}

/** Danger comes before everything, from any question, also when stopped or paused. */
function interrupt(draft: Draft, danger: Danger): Prompt | undefined {
  draft.update({ mode: 'open', misses: 0 })
  if (danger.sure) tell(draft, danger.kind)
  else askedAbout(draft, danger.kind)
  return begin(draft, dangerFlow(draft.world, danger.kind), 'begun', { kind: danger.kind, sure: danger.sure })
}

function answer(draft: Draft, heard: Heard, log: Log | null = null, dangerous = false): Prompt | undefined {
  const run = draft.top!
  const standing = standingOf(draft, run)
  if (!standing || standing.waiting.waiting.waits === 'call') return settle(draft)
  // Any message ends a paced line early.
  if (standing.waiting.waiting.waits === 'pace') {
    draft.effects.push({ type: 'drop-timer', key: paceKey(run.id) })
    return walk(draft, 'NEXT')
  }
  const event = takeAnswer(draft, standing, heard)
  if (event !== undefined) {
    // More of the same danger does not answer whether there is one.
    if (!dangerous) for (const run of called(draft)) for (const kind of kindsOf(draft, run)) answered(draft, kind)
    draft.answeredOpen = standing.waiting.waiting.open && heard.tapped === undefined
    return walk(draft, event)
  }
  return repair(draft, standing, heard.text, log)
}

/** The answer could not be read: other words, then the choices spelled out, then the question is passed by. */
function repair(draft: Draft, standing: Standing, text: string, log: Log | null): Prompt | undefined {
  const { world, session } = draft
  if (log) {
    // Something told unasked in the middle of a question: it is kept, and the question waits.
    keepNote(draft, text, log)
    draft.say(world.phrase('kept_words', session.language))
    return askOpen(draft, standing) ?? walk(draft, 'NEXT')
  }
  const misses = session.misses + 1
  if (misses >= 3) {
    draft.say(world.phrase('passed_by', session.language))
    return walk(draft, 'NEXT')
  }
  draft.update({ misses })
  draft.say(repairLine(draft, standing, misses))
  return askOpen(draft, standing, { reworded: misses === 1 }) ?? walk(draft, 'NEXT')
}

function keepNote(draft: Draft, words: string, log: Log | null): void {
  draft.keep({
    type: 'keep',
    kind: 'note',
    id: `note.${draft.world.turn}`,
    data: { words, kind: log?.kind ?? 'other', ...(log?.amount !== undefined && { amount: log.amount }) },
    flow: 'told',
    revision: 0,
  })
}
