/** Translations from `flows/locales/*.po` (GNU gettext): context is the flow's name, id the text as it was written. */
import { po } from 'gettext-parser'
import type { Translations } from '../language/text.ts'
import type { Language } from './library.ts'

/** By language, by flow, from text to translation. */
export type Locales = ReadonlyMap<string, ReadonlyMap<string, Readonly<Record<string, string>>>>

/** The context that phrases stand under. */
const phraseContext = 'phrases'

export function parseLocales(files: ReadonlyMap<string, string>): Locales {
  return new Map(
    [...files].map(([language, text]) => {
      const { translations } = po.parse(text)
      const byFlow = Object.entries(translations).map(([context, entries]) => {
        const texts = Object.values(entries).flatMap(({ msgid, msgstr, comments }) =>
          // A fuzzy entry is a guess of a merge tool; what is shown must have been read by someone.
          msgid === '' || msgstr[0] === undefined || msgstr[0] === '' || comments?.flag?.includes('fuzzy')
            ? []
            : [[msgid, msgstr[0]] as const],
        )
        return [context, Object.fromEntries(texts)] as const
      })
      return [language, new Map(byFlow)]
    }),
  )
}

export function flowTranslations(locales: Locales, flow: string): Translations {
  return Object.fromEntries(
    [...locales].flatMap(([language, byFlow]) => (byFlow.has(flow) ? [[language, byFlow.get(flow)!]] : [])),
  )
}

export function phraseTranslations(locales: Locales): Translations {
  return flowTranslations(locales, phraseContext)
}

/** English, and every language there is a file for, each under its own name. */
export function languagesOf(locales: Locales): Language[] {
  return ['en', ...locales.keys()].map((value) => ({
    value,
    label: new Intl.DisplayNames([value], { type: 'language' }).of(value) ?? value,
  }))
}
