/** What the web channel is told, from settings and from what Gradual says. */
import type { WebOptions } from '../adapters/web/index.ts'
import { shownHelplines } from './library/helplines.ts'
import type { Library } from './library/library.ts'
import type { Settings } from './settings.ts'

/** `today` is an ISO date: an expired helpline is on no page either. */
export function webOptions(settings: Settings, library: Library, today: string): WebOptions {
  const privacy = settings.GRADUAL_PROGRAMS === undefined ? 'privacy' : 'privacy_program'
  return {
    ...(settings.GRADUAL_URL !== undefined && { origin: new URL(settings.GRADUAL_URL).origin }),
    sites: words(settings.GRADUAL_SITES),
    numbers: library.languages.map(({ value: language }) => ({
      language,
      title: library.phrase('numbers_title', language),
      numbers: numbersOf(library, settings.GRADUAL_COUNTRY, today),
    })),
    privacy: Object.fromEntries(library.languages.map(({ value }) => [value, library.phrase(privacy, value)])),
  }
}

function numbersOf(library: Library, country: string, today: string): WebOptions['numbers'][number]['numbers'] {
  return shownHelplines(library.helplines, country, today).flatMap(({ name, call, text, what, hours }) => {
    const about = [what, hours === 'always' ? undefined : hours].filter(Boolean).join(' ')
    const texted = /\bto (\d{3,})\b/.exec(text ?? '')?.[1]
    return [
      ...(call === undefined ? [] : [{ kind: 'call' as const, number: call, name, about }]),
      ...(texted === undefined
        ? []
        : [{ kind: 'text' as const, number: texted, name, about: [text, about].filter(Boolean).join('. ') }]),
    ]
  })
}

/** Words with spaces between. */
export function words(text: string): string[] {
  return text.split(/\s+/).filter(Boolean)
}
