/** The program was told that a client needs a person, and nobody there answered. */
import type { Prompt } from '../channel.ts'
import type { Draft } from './draft.ts'
import { settle } from './walk.ts'

/** The client is told so and whom to call, and the question that was open is asked again. */
export function unheard(draft: Draft, alert: string): Prompt | undefined {
  const { world, session } = draft
  const country = draft.records('profile').at(-1)?.data['country'] as string | undefined
  // The emergency number and the line for a crisis come first; more than that is no help now.
  const lines = world.helplines(country, session.language).slice(0, 2).join('\n')
  draft.say(world.phrase(alert === 'human' ? 'unheard_human' : 'unheard', session.language, { lines }))
  return session.mode === 'open' && draft.top ? settle(draft) : undefined
}
