/** Reads what clients say and what to listen for from disk, and makes it ready to read messages with. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Document, isMap, isScalar, LineCounter, parseDocument, visit } from 'yaml'
import { z } from 'zod'
import { FlowError } from '../language/problem.ts'
import { type AnswerReaders, createAnswerReaders } from '../reading/answers.ts'
import type { Ear } from '../reading/danger.ts'
import { compileModel, type Model } from '../reading/model.ts'
import { PhraseError } from '../reading/phrases.ts'
import type { ReadingData } from '../reading/read.ts'
import type { Language } from '../reading/reading.ts'
import { compileSigns } from '../reading/signs.ts'
import { compileTalk, type TalkEar } from '../reading/talk.ts'
import { wordsSchema } from '../reading/words.ts'

/**
 * Everything a reader needs, from the folder of flows.
 *
 * @throws {FlowError} with file, line, what is wrong there and the likely fix
 */
export function loadReading(folder: string): ReadingData {
  const model = (file: string): Model => attempt(file, () => compileModel(JSON.parse(textOf(folder, file))))
  const ear = (language: Language): Ear => ({
    signs: loaded(folder, `safety/signs.${language}.yaml`, ({ document }) => compileSigns(document.toJS())),
    model: model(`safety/model.danger.${language}.json`),
  })
  const ears = { en: ear('en'), es: ear('es') }
  const talk = (language: Language): TalkEar => ({
    cues: loaded(folder, `safety/talk.${language}.yaml`, ({ document }) =>
      compileTalk(document.toJS(), ears[language].signs.spelling),
    ),
    model: model(`safety/model.talk.${language}.json`),
  })
  const answers = (language: Language): AnswerReaders =>
    // Read without guessing at types: "true", "no" and "2" are words here.
    loaded(folder, `system/words.${language}.yaml`, answersOf, 'failsafe')
  return { ears, talk: { en: talk('en'), es: talk('es') }, answers: { en: answers('en'), es: answers('es') } }
}

interface Source {
  readonly document: Document.Parsed
  readonly lines: LineCounter
}

/** What went wrong at a place of a file. */
class Fault extends Error {
  readonly line: number
  readonly column: number

  constructor(message: string, { line, col }: { readonly line: number; readonly col: number }) {
    super(message)
    this.line = line
    this.column = col
  }
}

function loaded<T>(folder: string, file: string, make: (source: Source) => T, schema: 'core' | 'failsafe' = 'core'): T {
  return attempt(file, () => {
    const lines = new LineCounter()
    const document = parseDocument(textOf(folder, file), { lineCounter: lines, schema })
    const [fault] = document.errors
    if (fault !== undefined) throw new Fault(firstLine(fault.message), lines.linePos(fault.pos[0]))
    try {
      return make({ document, lines })
    } catch (error) {
      const issue = error instanceof z.ZodError ? error.issues[0] : undefined
      if (issue === undefined) throw error
      throw new Fault(`${issue.path.join('.')}: ${issue.message}`, placeOf({ document, lines }, issue.path))
    }
  })
}

function attempt<T>(file: string, make: () => T): T {
  try {
    return make()
  } catch (error) {
    const { line, column } = error instanceof Fault ? error : { line: 0, column: 0 }
    throw new FlowError([{ file, line, column, message: error instanceof Error ? error.message : String(error) }])
  }
}

const textOf = (folder: string, file: string): string => readFileSync(join(folder, file), 'utf8')

function answersOf(source: Source): AnswerReaders {
  const words = wordsSchema.parse(source.document.toJS())
  try {
    return createAnswerReaders(words)
  } catch (error) {
    if (!(error instanceof PhraseError)) throw error
    throw new Fault(error.message, placeOfText(source, error.phrase))
  }
}

/** Where the innermost part of a path that exists stands. */
function placeOf({ document, lines }: Source, path: readonly PropertyKey[]): { line: number; col: number } {
  for (let depth = path.length; depth >= 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true)
    if ((isScalar(node) || isMap(node)) && node.range) return lines.linePos(node.range[0])
  }
  return { line: 1, col: 1 }
}

function placeOfText({ document, lines }: Source, text: string): { line: number; col: number } {
  let place = { line: 0, col: 0 }
  visit(document, {
    Scalar(_, node) {
      if (node.value !== text || !node.range) return undefined
      place = lines.linePos(node.range[0])
      return visit.BREAK
    },
  })
  return place
}

const firstLine = (text: string): string => text.split('\n')[0] ?? text
