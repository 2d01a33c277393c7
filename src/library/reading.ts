/** Reads what clients say and what to listen for from disk, and makes it ready to read messages with. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Document, isMap, isScalar, LineCounter, parseDocument, visit } from 'yaml'
import { FlowError } from '../language/problem.ts'
import { type AnswerReaders, createAnswerReaders } from '../reading/answers.ts'
import { compileModel } from '../reading/model.ts'
import { PhraseError } from '../reading/phrases.ts'
import type { ReadingData } from '../reading/read.ts'
import type { Language } from '../reading/reading.ts'
import { compileSigns } from '../reading/signs.ts'
import { type Words, wordsSchema } from '../reading/words.ts'

/**
 * Everything a reader needs, from the folder of flows.
 *
 * @throws {FlowError} with file, line, what is wrong there and the likely fix
 */
export function loadReading(folder: string): ReadingData {
  const ear = (language: Language) => ({
    signs: loaded(folder, `safety/signs.${language}.yaml`, ({ document }) => compileSigns(document.toJS())),
    model: loadModel(folder, `safety/model.danger.${language}.json`),
  })
  const answers = (language: Language) =>
    // Read without guessing at types: "true", "no" and "2" are words here.
    loaded(folder, `system/words.${language}.yaml`, answersOf, 'failsafe')
  return { ears: { en: ear('en'), es: ear('es') }, answers: { en: answers('en'), es: answers('es') } }
}

/** The weights are JSON and many: the YAML parser would take seconds over them. */
function loadModel(folder: string, file: string): ReturnType<typeof compileModel> {
  try {
    return compileModel(JSON.parse(readFileSync(join(folder, file), 'utf8')))
  } catch (error) {
    const message = `${error instanceof Error ? error.message : String(error)} It is made by \`node test/reading/train.ts\``
    throw new FlowError([{ file, line: 0, column: 0, message }])
  }
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
  const lines = new LineCounter()
  try {
    const document = parseDocument(readFileSync(join(folder, file), 'utf8'), { lineCounter: lines, schema })
    const [fault] = document.errors
    if (fault !== undefined) throw new Fault(firstLine(fault.message), lines.linePos(fault.pos[0]))
    return make({ document, lines })
  } catch (error) {
    const { line, column } = error instanceof Fault ? error : { line: 0, column: 0 }
    throw new FlowError([{ file, line, column, message: error instanceof Error ? error.message : String(error) }])
  }
}

function answersOf(source: Source): AnswerReaders {
  const parsed = wordsSchema.safeParse(source.document.toJS())
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!
    throw new Fault(`${issue.path.join('.')}: ${issue.message}`, placeOf(source, issue.path))
  }
  try {
    return createAnswerReaders(parsed.data satisfies Words)
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
