/** Whether a run can go on in another revision of its flow: its question is there, and every answer it holds has one. */
import type { Flow } from '../language/compile.ts'
import type { Run } from './session.ts'

/** Undefined when it can follow; else why not, without any client words. */
export function whyNotFollow(
  run: Run,
  answers: Readonly<Record<string, unknown>>,
  from: Flow,
  to: Flow,
): string | undefined {
  if (!to.waiting.has(run.at)) return `the question "${run.at}" they are at is gone`
  for (const name of Object.keys(answers)) {
    const before = from.names.get(name)
    if (!before) continue
    const after = to.names.get(name)
    if (!after) return `their answer "${name}" has no question any more`
    if (after.type.cel !== before.type.cel) return `"${name}" was ${before.type.cel} and is ${after.type.cel} now`
    if (after.within.join() !== before.within.join()) return `"${name}" stands in other rounds now`
  }
  const rounds = Object.keys(run.rounds).find((rows) => !to.names.has(rows))
  return rounds === undefined ? undefined : `the rounds "${rounds}" are gone`
}
