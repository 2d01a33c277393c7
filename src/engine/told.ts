/** What the program is told: danger that is certain at once, danger that is only possible when nobody answers. */
import type { Draft } from './draft.ts'

/** One for a kind, so that a danger heard again while it is unanswered is told once. */
function keyOf(kind: string): string {
  return `unanswered:${kind}`
}

/** Certain danger, or a wish for a person. */
export function tell(draft: Draft, kind: string): void {
  draft.effects.push({ type: 'alert', kind, sure: true })
  answered(draft, kind)
}

/**
 * A possible danger is being asked about: without an answer it is told after the program's minutes. Saying nothing, "skip" and
 * "stop" are no answers.
 */
export function askedAbout({ effects, world }: Draft, kind: string): void {
  if (!world.staff) return
  const due = world.now + world.staff.unanswered
  effects.push({ type: 'timer', key: keyOf(kind), due, what: { kind: 'unanswered', danger: kind } })
}

/** The flow of this danger got an answer: from here on it knows what to tell. */
export function answered({ effects, world }: Draft, kind: string): void {
  if (world.staff) effects.push({ type: 'drop-timer', key: keyOf(kind) })
}
