/** The lines every flow can say: `flows/phrases.yaml`, checked to be complete. */
import { LineCounter, parseDocument, isMap, isScalar } from 'yaml'
import { phraseKeys, type PhraseKey } from '../language/phrases.ts'
import { didYouMean, type Problem } from '../language/problem.ts'
import { parseMessage, Speaker, type Message, type Translations } from '../language/text.ts'

export type SayPhrase = (key: PhraseKey, language: string, values?: Readonly<Record<string, string | number>>) => string

export function parsePhrases(file: string, source: string): { texts: Map<PhraseKey, string>; problems: Problem[] } {
  const lines = new LineCounter()
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false })
  const problems: Problem[] = []
  const texts = new Map<PhraseKey, string>()
  for (const error of document.errors) {
    const { line, col } = lines.linePos(error.pos[0])
    problems.push({ file, line, column: col, message: `is not YAML: ${error.message}` })
  }
  const known = Object.keys(phraseKeys)
  for (const pair of isMap(document.contents) ? document.contents.items : []) {
    const key = isScalar(pair.key) ? String(pair.key.value) : ''
    const { line, col } = lines.linePos(isScalar(pair.key) ? (pair.key.range?.[0] ?? 0) : 0)
    const report = (message: string) => problems.push({ file, line, column: col, message })
    const text = isScalar(pair.value) && typeof pair.value.value === 'string' ? pair.value.value.trim() : ''
    if (!known.includes(key)) {
      report(`there is no phrase "${key}".${didYouMean(key, known)}`)
      continue
    }
    try {
      const allowed: readonly string[] = phraseKeys[key as PhraseKey]
      for (const name of parseMessage(text).names) {
        if (!allowed.includes(name))
          report(`"${key}" can't fill in {${name}}. It has: ${allowed.join(', ') || 'nothing'}`)
      }
    } catch (error) {
      report(`"${key}" is not ICU MessageFormat: ${(error as Error).message}`)
    }
    texts.set(key as PhraseKey, text)
  }
  for (const key of known) {
    if (!texts.get(key as PhraseKey))
      problems.push({ file, line: 0, column: 0, message: `the phrase "${key}" is missing` })
  }
  return { texts, problems }
}

export function phraseSayer(texts: ReadonlyMap<PhraseKey, string>, translations: Translations): SayPhrase {
  const speaker = new Speaker(translations)
  const messages = new Map<PhraseKey, Message>([...texts].map(([key, text]) => [key, parseMessage(text)]))
  return (key, language, values = {}) => {
    const scope = { value: (name: string) => values[name], shown: (name: string) => values[name] }
    return speaker.say(messages.get(key)!, language, scope) ?? ''
  }
}
