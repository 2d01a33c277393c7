/** Fields that several step kinds share. */
import { z } from 'zod'
import type { At, ExpressionWanted } from '../kind.ts'

export const text = z
  .string()
  .trim()
  .min(1)
  .meta({ description: 'Said to the client. ICU MessageFormat: {name} fills in an answer.' })

export const name = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/, 'a name is small letters, digits and _, and begins with a letter')
  .meta({ description: 'Names what is collected: small letters, digits and _.' })

export const flowName = z.string().regex(/^[a-z][a-z0-9-]*$/, 'a flow name is small letters, digits and -')

export const expression = z
  .union([z.string().min(1), z.boolean(), z.number()])
  .transform(String)
  .meta({
    description: 'A CEL expression over the answers so far.',
  })

/** Steps are checked one by one by the parser, each against its own kind. */
export const steps = z.array(z.unknown()).meta({ id: 'steps', description: 'Steps, walked in order.' })

/** Fields every question has. */
export const question = {
  as: name,
  or: text.optional().meta({ description: 'Said instead when a value in the text is missing.' }),
  again: text
    .optional()
    .meta({ description: 'Other words for the same question, for when an answer could not be read.' }),
  was: expression.optional().meta({ description: 'An earlier value, shown to be kept or changed.' }),
}

type QuestionFields = { as: string; or?: string | undefined; again?: string | undefined; was?: string | undefined }

export function questionTexts(kind: string, words: string, data: QuestionFields): At<string>[] {
  return [at([kind], words), ...optional(['or'], data.or), ...optional(['again'], data.again)]
}

export function questionExpressions(data: QuestionFields): At<ExpressionWanted>[] {
  return data.was === undefined ? [] : [at(['was'], { source: data.was })]
}

export function at<T>(path: (string | number)[], value: T): At<T> {
  return { path, value }
}

export function optional(path: (string | number)[], value: string | undefined): At<string>[] {
  return value === undefined ? [] : [at(path, value)]
}

/** Values by name, each an expression: `with: { likes: likes }`. */
export const withFields = z.record(z.string(), expression)

export function withExpressions(data: { with?: Record<string, string> | undefined }): At<ExpressionWanted>[] {
  return Object.entries(data.with ?? {}).map(([key, source]) => at(['with', key], { source }))
}
