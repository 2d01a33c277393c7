/**
 * What a flow may take from outside itself when it begins.
 *
 * - `plan.latest`, `plan.all`: the newest record of a kind; all of them, oldest first
 * - `plan.latest.amount`, or shorter `profile.substance`: one field of the newest
 * - `flows.fitting`, `flows.all`, `flows.unfinished`: options of what can be walked now, for a menu
 * - `file.summary`: every record in a line, for the client's own eyes
 * - `rewards.count`: how often something was earned
 * - `languages.all`: options of the languages Gradual speaks
 * - `program.watched`: whether someone of the program has acknowledged that they are on call now
 * - `program.watching_words`: what may truthfully be said of who is told what, and who is watching now
 * - `help.lines`: the helplines of the client's country, a line each
 */
import { z } from 'zod'
import { recordKinds } from '../records/index.ts'
import { didYouMean } from './problem.ts'
import { types, type ValueType } from './words.ts'

export type Read =
  | { readonly of: 'record'; readonly kind: string; readonly select: 'latest' | 'all'; readonly field?: string }
  | { readonly of: 'special'; readonly what: SpecialRead }

const special = {
  'flows.fitting': types.any,
  'flows.all': types.any,
  'flows.unfinished': types.any,
  'file.summary': types.list,
  'rewards.count': types.number,
  'languages.all': types.any,
  'help.lines': types.list,
  'program.watched': types.yesno,
  'program.watching_words': types.text,
} as const satisfies Record<string, ValueType>
export type SpecialRead = keyof typeof special

/** Gives the read and its type, or says what is wrong with it. */
export function parseRead(source: string): { read: Read; type: ValueType } | { problem: string } {
  if (source in special)
    return { read: { of: 'special', what: source as SpecialRead }, type: special[source as SpecialRead] }
  const [kind = '', ...rest] = source.split('.')
  const record = recordKinds[kind]
  if (!record) {
    const known = [...Object.keys(recordKinds).map((name) => `${name}.latest`), ...Object.keys(special)]
    return { problem: `nothing to read called "${source}".${didYouMean(source, known)} There are: ${known.join(', ')}` }
  }
  if (rest[0] === 'all' && rest.length === 1) return { read: { of: 'record', kind, select: 'all' }, type: types.rows }
  if (rest[0] === 'latest' && rest.length === 1)
    return { read: { of: 'record', kind, select: 'latest' }, type: types.record }
  const field = rest[0] === 'latest' ? rest[1] : rest[0]
  const fields = fieldTypes(kind)
  const type = field === undefined ? undefined : fields[field]
  if (field === undefined || type === undefined) {
    const allowed = Object.keys(fields)
    return {
      problem: `a ${kind} has no field "${field ?? ''}".${didYouMean(field ?? '', allowed)} It has: ${allowed.join(', ')}`,
    }
  }
  return { read: { of: 'record', kind, select: 'latest', field }, type }
}

const fieldTypesByKind = new Map<string, Readonly<Record<string, ValueType>>>()

/** The type of each field of a record kind, from its schema. */
export function fieldTypes(kind: string): Readonly<Record<string, ValueType>> {
  let fields = fieldTypesByKind.get(kind)
  if (!fields) {
    const schema = recordKinds[kind]!.schema as unknown as z.ZodObject
    fields = Object.fromEntries(Object.entries(schema.shape).map(([name, field]) => [name, typeOf(field as z.ZodType)]))
    fieldTypesByKind.set(kind, fields)
  }
  return fields
}

function typeOf(field: z.ZodType): ValueType {
  const inner = field instanceof z.ZodOptional ? (field.unwrap() as z.ZodType) : field
  if (inner instanceof z.ZodNumber) return types.number
  if (inner instanceof z.ZodBoolean) return types.yesno
  if (inner instanceof z.ZodArray) return types.list
  if (inner instanceof z.ZodString || inner instanceof z.ZodEnum) return types.text
  return types.any
}
