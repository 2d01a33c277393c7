/** Asking: the words of a question, what may be answered, and what is said when an answer can't be read. */
import type { Prompt } from '../channel.ts'
import type { Asking, Heard, QuestionWaiting } from '../language/kind.ts'
import type { Variant } from '../language/words.ts'
import { askingOf, pathOf } from './scope.ts'
import type { Draft } from './draft.ts'
import type { Standing } from './standing.ts'

/** Value of the option that keeps an earlier answer. */
export const keepValue = 'keep-was'

/** The text of a variant, or its other when a value is missing, or nothing. */
export function sayVariant(variant: Variant, asking: Asking): string | undefined {
  if ('phrase' in variant) return asking.phrase(variant.phrase)
  return asking.say(variant.text) ?? (variant.or && asking.say(variant.or))
}

/**
 * Puts the open question into the turn's lines. False when it has nothing to say (each of its texts needs a value that is
 * missing) or nothing to pick from: then it is passed over.
 */
export function askOpen(
  draft: Draft,
  standing: Standing,
  how: { reworded?: boolean; more?: boolean } = {},
): Prompt | undefined {
  const waiting = standing.waiting.waiting as QuestionWaiting
  const asking = askingOf(draft, standing.flow, standing.run)
  const words = wordsOf(waiting, asking, how)
  const prompt = waiting.prompt(asking)
  const picks = prompt.kind === 'choose' || prompt.kind === 'choose-many'
  if (words === undefined || (picks && prompt.options?.length === 0)) return undefined
  draft.say(waiting.before?.(asking))
  draft.say(words)
  const was = earlier(draft, standing, asking)
  if (was !== undefined && !draft.session.redo) draft.say(asking.phrase('was', { was }))
  // What they had is kept by one tap; for a list that is the same as being done with it.
  const offered = was !== undefined && prompt.kind === 'list' ? [] : (prompt.options ?? [])
  const options = was === undefined ? offered : [{ value: keepValue, label: asking.phrase('keep_was') }, ...offered]
  return { ...prompt, ref: String(draft.world.turn), label: words, ...(options.length > 0 && { options }) }
}

function wordsOf(
  waiting: QuestionWaiting,
  asking: Asking,
  how: { reworded?: boolean; more?: boolean },
): string | undefined {
  const other = how.more ? waiting.more : how.reworded ? waiting.again : undefined
  return (other && asking.say(other)) ?? sayVariant(waiting.ask, asking)
}

/** What the client may keep instead of answering anew: the flow's `was`, or after "back" what they had said. */
function earlier(draft: Draft, { waiting }: Standing, asking: Asking): string | undefined {
  const question = waiting.waiting as QuestionWaiting
  if (draft.session.redo) return inWords(asking.scope.shown(question.as))
  return inWords(question.was?.value(asking.scope))
}

function inWords(value: unknown): string | undefined {
  if (value === undefined) return undefined
  return Array.isArray(value) ? value.join(', ') : String(value)
}

/** Takes what came in as the answer to the open question. The event that leads on, or undefined when it can't be read. */
export function takeAnswer(draft: Draft, standing: Standing, heard: Heard): string | undefined {
  const waiting = standing.waiting.waiting as QuestionWaiting
  const asking = askingOf(draft, standing.flow, standing.run)
  const { run } = standing
  const path = (name: string) => pathOf(name, name.startsWith('~') ? [] : standing.waiting.within, run.rounds)

  if (keeps(draft, standing, heard, asking)) {
    const was = draft.session.redo ? undefined : waiting.was?.value(asking.scope)
    if (was !== undefined) draft.set(run.id, path(waiting.as), was)
    return 'NEXT'
  }
  const accepted = waiting.accept(heard, asking)
  if (!accepted) return undefined
  for (const [name, value] of Object.entries(accepted.set ?? {})) draft.set(run.id, path(name), value)
  for (const { name, item } of accepted.push ?? []) draft.push(run.id, path(name), item)
  return accepted.event
}

/** "keep", tapped or typed, where there is something to keep. */
function keeps(draft: Draft, standing: Standing, heard: Heard, asking: Asking): boolean {
  if (earlier(draft, standing, asking) === undefined) return false
  if (heard.tapped) return heard.tapped[0] === keepValue
  // By its own words only: a number is a new answer, not the first button.
  return heard.text.trim().toLowerCase() === asking.phrase('keep_was').toLowerCase()
}

/** What is said before a question is asked again because the answer could not be read. */
export function repairLine(draft: Draft, standing: Standing, misses: number): string {
  const waiting = standing.waiting.waiting as QuestionWaiting
  const asking = askingOf(draft, standing.flow, standing.run)
  const { kind, options } = waiting.prompt(asking)
  if (misses >= 2 && options && options.length > 0) {
    return asking.phrase('spelled_out', { options: options.map(({ label }) => `• ${label}`).join('\n') })
  }
  switch (kind) {
    case 'choose':
    case 'choose-many':
      return asking.phrase('again_choose')
    case 'rate':
      return asking.phrase('again_rate')
    case 'count':
      return asking.phrase('again_count')
    case 'time':
      return asking.phrase('again_time')
    case 'confirm':
      return asking.phrase('again_confirm')
    case 'ask':
    case 'list':
      return asking.phrase('again_ask')
  }
}
