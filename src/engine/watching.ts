/** What is said of who watches: only what is true now. */
import type { PhraseKey } from '../language/phrases.ts'
import type { World } from './world.ts'

/** Who is told of danger, whether someone has acknowledged that they are on call, and whether staff may send help. */
export function watchingWords({ staff, file, phrase }: World, language: string): string {
  if (!staff) return phrase('watching_nobody', language)
  const say = (key: PhraseKey) => phrase(key, language, { program: staff.program })
  return [
    say(file.watched ? 'watching_now' : 'watching_later'),
    say('watching_told'),
    say(staff.dispatch ? 'dispatch_may' : 'dispatch_never'),
  ].join('\n')
}
