/** Translations from `flows/locales/*.po` (GNU gettext): context is the flow's name, id the text as it was written. */
import { po, type GetTextTranslation } from 'gettext-parser'
import type { Problem } from '../language/problem.ts'
import { parseMessage, type Translations } from '../language/text.ts'
import type { Language } from './library.ts'
import type { Texts } from './translate.ts'

/** By language, by flow, from text to translation. */
export type Locales = ReadonlyMap<string, ReadonlyMap<string, Readonly<Record<string, string>>>>

/** The context that phrases stand under. */
export const phraseContext = 'phrases'

/**
 * What can be said in other languages. A translation that could not be filled in, or that nobody has read, is left out, and so is
 * a file that can't be read: the text is said as it was written. `translationProblems` tells which.
 */
export function parseLocales(files: ReadonlyMap<string, string>): Locales {
  return new Map(
    [...files].flatMap(([language, text]) => {
      const entries = isLanguage(language) ? entriesIn(text) : []
      if ('fault' in entries) return []
      const byFlow = new Map<string, Record<string, string>>()
      for (const entry of entries) {
        const { msgctxt = '', msgid } = entry
        const translation = entry.msgstr[0] ?? ''
        if (translation === '' || isFuzzy(entry) || faultOf(msgid, translation) !== undefined) continue
        if (!byFlow.has(msgctxt)) byFlow.set(msgctxt, {})
        byFlow.get(msgctxt)![msgid] = translation
      }
      return byFlow.size === 0 ? [] : [[language, byFlow] as const]
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

/** Whether it is a BCP 47 tag as it is written: `es`, `pt-BR`. Files are named by it. */
export function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag)[0] === tag
  } catch {
    return false
  }
}

/** A merge tool's guess; what is shown must have been read by someone. */
export function isFuzzy(entry: GetTextTranslation | undefined): boolean {
  return entry?.comments?.flag?.split(/,\s*/).includes('fuzzy') === true
}

/** What is missing or wrong in one language's file, a line each, in the order of the texts. */
export function translationProblems({ said, unread }: Texts, language: string, text: string): Problem[] {
  const file = `locales/${language}.po`
  const whole = (message: string): Problem[] => [{ file, line: 0, column: 0, message }]
  if (!isLanguage(language)) return whole('is not named by a language, such as es.po or pt-BR.po')
  const entries = entriesIn(text)
  if ('fault' in entries) return whole(`is not a .po file: ${entries.fault}`)
  const byText = new Map(entries.map((entry) => [`${entry.msgctxt}\n${entry.msgid}`, entry]))
  const wrong = said.flatMap(({ context, text: original }): Problem[] => {
    const entry = byText.get(`${context}\n${original}`)
    byText.delete(`${context}\n${original}`)
    const fault = entryFault(entry, original)
    return fault === undefined ? [] : whole(`${context}: ${quoted(original)} ${fault}`)
  })
  const stale = [...byText.values()].flatMap(({ msgctxt = '', msgid }) =>
    unread.has(msgctxt)
      ? []
      : whole(`${msgctxt}: ${quoted(msgid)} is said nowhere any more. \`gradual flows translate\` takes it out`),
  )
  return [...wrong, ...stale]
}

function entryFault(entry: GetTextTranslation | undefined, original: string): string | undefined {
  const translation = entry?.msgstr[0] ?? ''
  if (entry === undefined) return 'has no translation. `gradual flows translate` makes room for it'
  if (translation === '') return 'has no translation'
  if (isFuzzy(entry))
    return 'has a translation of its earlier words (fuzzy). Read it again, mend it, and take the mark away'
  return faultOf(original, translation)
}

/** Why a translation can't be said in place of its original. */
function faultOf(original: string, translation: string): string | undefined {
  const wanted = namesOf(original)
  let names: ReadonlySet<string>
  try {
    names = parseMessage(translation).names
  } catch (error) {
    return `has a translation that is not ICU MessageFormat: ${(error as Error).message}`
  }
  const strange = [...names].filter((name) => !wanted.has(name))
  const missing = [...wanted].filter((name) => !names.has(name))
  if (strange.length === 0 && missing.length === 0) return undefined
  return [
    'has a translation',
    [
      strange.length > 0 && `with ${braced(strange)}, which the original has not`,
      missing.length > 0 && `without ${braced(missing)}, which the original has`,
    ]
      .filter(Boolean)
      .join(' and '),
  ].join(' ')
}

/** Nothing for a text that is no message: that is a fault of the flow, told there. */
function namesOf(original: string): ReadonlySet<string> {
  try {
    return parseMessage(original).names
  } catch {
    return new Set()
  }
}

function braced(names: readonly string[]): string {
  return names.map((name) => `{${name}}`).join(', ')
}

function quoted(text: string): string {
  const line = text.replaceAll('\n', ' ')
  return `“${line.length > 80 ? `${line.slice(0, 79)}…` : line}”`
}

function entriesIn(text: string): GetTextTranslation[] | { readonly fault: string } {
  try {
    const { translations } = po.parse(text, { validation: true })
    return Object.values(translations)
      .flatMap((entries) => Object.values(entries))
      .filter(({ msgid }) => msgid !== '')
  } catch (error) {
    return { fault: (error as Error).message }
  }
}
