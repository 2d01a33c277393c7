/**
 * What Gradual says: ICU MessageFormat (https://unicode-org.github.io/icu/userguide/format_parse/messages/), filled in one pass,
 * so that a client's words come back verbatim whatever they contain.
 */
import { IntlMessageFormat } from 'intl-messageformat'
import type { Scope } from './words.ts'

/** A text of a flow in its own language, ready to be said in any language it is translated to. */
export interface Message {
  readonly source: string
  /** The names it fills in. */
  readonly names: ReadonlySet<string>
}

/** From text to its translation, one table a language. A text without an entry is said as it was written. */
export type Translations = Readonly<Record<string, Readonly<Record<string, string>>>>

/** `{moment.text}` is written with a dot; ICU names have none. */
const dotted = /\{\s*([A-Za-z_]\w*)\.([A-Za-z_]\w*)\s*([,}])/g
const undot = (text: string): string => text.replaceAll(dotted, '{$1__$2$3')
const redot = (name: string): string => name.replace('__', '.')

/** Throws `SyntaxError` with ICU's own words when the text is not ICU MessageFormat. */
export function parseMessage(source: string): Message {
  const parsed = new IntlMessageFormat(undot(source), 'en', undefined, { captureLocation: false })
  return { source, names: namesIn(parsed.getAst()) }
}

type Element = ReturnType<IntlMessageFormat['getAst']>[number]

function namesIn(ast: readonly Element[], found = new Set<string>()): Set<string> {
  for (const element of ast) {
    if (!isLiteral(element) && 'value' in element) found.add(redot(element.value))
    if ('options' in element) for (const option of Object.values(element.options)) namesIn(option.value, found)
  }
  return found
}

/** Literal text is 0, the `#` of a plural is 7. */
function isLiteral({ type }: Element): boolean {
  return [0, 7].includes(type)
}

/** Formats messages of one flow revision. Parsed forms are kept: parsing costs a hundred times filling in. */
export class Speaker {
  readonly #translations: Translations
  readonly #parsed = new Map<string, Map<string, IntlMessageFormat>>()

  constructor(translations: Translations) {
    this.#translations = translations
  }

  /** The text in `language`, or undefined when a value in it is missing. */
  say(message: Message, language: string, scope: Scope): string | undefined {
    const text = this.#translations[language]?.[message.source]
    if (message.names.size === 0) return this.#format(message.source, text, language, undefined)
    const values: Record<string, string | number> = {}
    for (const name of message.names) {
      const value = scope.shown(name)
      if (value === undefined) return undefined
      values[name.replace('.', '__')] = value
    }
    return this.#format(message.source, text, language, values)
  }

  #format(
    source: string,
    translated: string | undefined,
    language: string,
    values?: Record<string, string | number>,
  ): string {
    const locale = translated === undefined ? 'en' : language
    let texts = this.#parsed.get(locale)
    if (!texts) this.#parsed.set(locale, (texts = new Map()))
    let format = texts.get(source)
    if (!format) texts.set(source, (format = new IntlMessageFormat(undot(translated ?? source), locale)))
    return format.format(values) as string
  }
}

/** "a, b and c", in the words of the language. Built once a language: the constructor is slow. */
export function joinList(items: readonly string[], language: string): string {
  let format = listFormats.get(language)
  if (!format) listFormats.set(language, (format = new Intl.ListFormat(language, { type: 'conjunction' })))
  return format.format(items)
}
const listFormats = new Map<string, Intl.ListFormat>()
