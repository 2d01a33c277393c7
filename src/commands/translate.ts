/** `gradual flows translate`: the translators' file of a language, made or brought up to date. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { formatProblem, type Problem } from '../language/problem.ts'
import { isLanguage, translationProblems } from '../library/locales.ts'
import { readSources, type Sources } from '../library/sources.ts'
import { mergePo, textsOf } from '../library/translate.ts'
import { OperatorError } from './operator-error.ts'

interface TranslateOptions {
  readonly flows: string
  readonly lang?: string
  readonly report?: boolean
}

/** Brings the files up to date, and lists what is missing or to be read again. With `report` nothing is written. */
export function translateFlows({ flows: folder, lang, report }: TranslateOptions): void {
  const sources = readSources(folder)
  const texts = textsOf(sources)
  for (const language of languagesWanted(sources, lang)) {
    const file = join(folder, 'locales', `${language}.po`)
    let text = sources.locales.get(language) ?? ''
    if (report !== true) {
      text = merged(language, text)
      mkdirSync(join(folder, 'locales'), { recursive: true })
      writeFileSync(file, text)
    }
    const problems = translationProblems(texts, language, text)
    for (const problem of problems) process.stdout.write(`${formatProblem(problem)}\n`)
    process.stdout.write(`${file}: ${texts.said.length} texts, ${problems.length} to look at\n`)
  }

  function merged(language: string, old: string): string {
    try {
      return mergePo(language, texts, old)
    } catch (error) {
      throw new OperatorError(
        `${join(folder, 'locales', `${language}.po`)} is not a .po file: ${(error as Error).message}`,
      )
    }
  }
}

/** What `gradual flows check` tells of translations: every language that has a file must be whole. */
export function localeProblems(sources: Sources): Problem[] {
  const texts = textsOf(sources)
  return [...sources.locales].flatMap(([language, text]) => translationProblems(texts, language, text))
}

function languagesWanted(sources: Sources, language: string | undefined): string[] {
  if (language === undefined) {
    if (sources.locales.size === 0)
      throw new OperatorError('there is no translation yet. Begin one with `--lang`, such as `--lang fr`')
    return [...sources.locales.keys()]
  }
  if (!isLanguage(language) || language === 'en')
    throw new OperatorError(
      `--lang can't be "${language}". It is a language tag other than en, in which the flows are written: es, fr, pt-BR …`,
    )
  return [language]
}
