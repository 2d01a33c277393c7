/** Who is told of an alert, and who next. */
import { shiftAt } from './hours.ts'
import type { Program } from './program.ts'

/** Who is on call at `now`: those who acknowledged it first, then those whose hours it is. */
export function onCallAt(program: Program, acknowledged: readonly string[], now: number): string[] {
  const byHours = program.onCall.flatMap(({ contact, when }) => (shiftAt(when, program, now) ? contact : []))
  return known(program, [...acknowledged, ...byHours])
}

/**
 * The contacts to tell now, of those who were not told yet: at first everyone on call (or, when nobody is, the first contact),
 * then one by one in the program's order. Empty when everyone was told.
 */
export function nextToTell(
  program: Program,
  told: ReadonlySet<string>,
  acknowledged: readonly string[],
  now: number,
): string[] {
  const onCall = onCallAt(program, acknowledged, now)
  if (told.size === 0 && onCall.length > 0) return onCall
  const inOrder = [...onCall, ...program.contacts.map(({ name }) => name)]
  return inOrder.filter((name) => !told.has(name)).slice(0, 1)
}

/** Each once, and none who is no contact any more. */
function known({ contacts }: Program, names: readonly string[]): string[] {
  return [...new Set(names)].filter((name) => contacts.some((contact) => contact.name === name))
}
