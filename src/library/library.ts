/**
 * What Gradual says: every flow, phrase and translation, parsed, checked, and compiled by revision.
 *
 * A file with a fault is refused with its line; the flow goes on in its newest good revision, and the others are unaffected.
 */
import { createHash } from 'node:crypto'
import { checkFlow } from '../language/check.ts'
import { compileFlow, safetyFolder, type Flow } from '../language/compile.ts'
import { parseFlow, type FlowSource } from '../language/parse.ts'
import type { Problem } from '../language/problem.ts'
import type { Translations } from '../language/text.ts'
import { parseHelplines, type Helplines } from './helplines.ts'
import { flowTranslations, languagesOf, parseLocales, phraseTranslations, type Locales } from './locales.ts'
import { parsePhrases, phraseSayer, type SayPhrase } from './phrases.ts'
import type { Sources } from './sources.ts'

/** A flow as it is published: enough to compile it again at any later time. */
export interface Script {
  readonly file: string
  readonly source: string
  readonly translations: Translations
}

export interface Language {
  readonly value: string
  readonly label: string
}

/** Everything that was read, and what is wrong with it. */
export interface Library {
  /** Flows without faults, by name. */
  readonly good: ReadonlyMap<string, FlowSource>
  readonly problems: readonly Problem[]
  readonly phrase: SayPhrase
  readonly helplines: Helplines
  readonly languages: readonly Language[]
  readonly locales: Locales
}

export function readLibrary(sources: Sources): Library {
  const problems: Problem[] = []
  const parsed = new Map<string, FlowSource>()
  for (const [file, source] of sources.flows) {
    const result = parseFlow(file, source)
    problems.push(...result.problems)
    if (!result.flow) continue
    const twin = parsed.get(result.flow.head.flow)
    if (twin)
      problems.push({
        file,
        line: 1,
        column: 1,
        message: `the flow "${twin.head.flow}" stands in ${twin.file} already`,
      })
    else parsed.set(result.flow.head.flow, result.flow)
  }
  const heads = new Map([...parsed].map(([name, { head }]) => [name, head]))
  const good = new Map<string, FlowSource>()
  for (const [name, flow] of parsed) {
    const faults = checkFlow(flow, heads)
    problems.push(...faults)
    if (faults.length === 0) good.set(name, flow)
  }
  const locales = parseLocales(sources.locales)
  const { texts, problems: phraseProblems } = parsePhrases('phrases.yaml', sources.phrases)
  problems.push(...phraseProblems)
  return {
    good,
    problems,
    phrase: phraseSayer(texts, phraseTranslations(locales)),
    helplines: parseHelplines(sources.helplines),
    languages: languagesOf(locales),
    locales,
  }
}

export function scriptOf(library: Library, flow: FlowSource): Script {
  return { file: flow.file, source: flow.source, translations: flowTranslations(library.locales, flow.head.flow) }
}

/** Which flow and safety folder a script belongs to stays with it: its file's path. */
export function compileScript(script: Script, revision: number): Flow {
  const { flow } = parseFlow(script.file, script.source)
  // It was checked when it was published; a later program that no longer reads it must say so, not crash a turn.
  if (!flow) throw new Error(`revision ${revision} of ${script.file} can't be read by this program`)
  return compileFlow(flow, revision, script.translations)
}

export function hashOf(script: string): string {
  return createHash('sha256').update(script).digest('hex')
}

export function isSafety(file: string): boolean {
  return file.startsWith(safetyFolder)
}
