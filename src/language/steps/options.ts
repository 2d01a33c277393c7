/** The options of `choose` and `choose-many`: written in the flow, or taken from a list. */
import { z } from 'zod'
import type { Option } from '../../channel.ts'
import { holds, type Expression } from '../expression.ts'
import type { Asking, At, Compiler, ExpressionWanted } from '../kind.ts'
import type { Message } from '../text.ts'
import { at, expression, text } from './fields.ts'

const option = z.union([text, z.strictObject({ label: text, when: expression.optional() })])

export const optionFields = {
  options: z
    .record(z.string().regex(/^[a-z0-9][a-z0-9_-]*$/, 'an option’s value is small letters, digits, - and _'), option)
    .optional()
    .meta({
      description: 'What can be picked: value and label. `{ label, when }` offers it only when a condition holds.',
    }),
  from: expression.optional().meta({
    description:
      'A list to pick from, before the options: the client’s own words, or what a read such as flows.all gives.',
  }),
  own: z.boolean().optional().meta({ description: 'Any other words are an answer too, kept verbatim.' }),
}

interface Fields {
  options?: Record<string, z.output<typeof option>> | undefined
  from?: string | undefined
  own?: boolean | undefined
}

export function optionTexts(data: Fields): At<string>[] {
  return Object.entries(data.options ?? {}).map(([value, own]) =>
    typeof own === 'string' ? at(['options', value], own) : at(['options', value, 'label'], own.label),
  )
}

export function optionExpressions(data: Fields): At<ExpressionWanted>[] {
  const found: At<ExpressionWanted>[] = data.from === undefined ? [] : [at(['from'], { source: data.from })]
  for (const [value, own] of Object.entries(data.options ?? {})) {
    if (typeof own !== 'string' && own.when !== undefined)
      found.push(at(['options', value, 'when'], { source: own.when, types: ['bool'] }))
  }
  return found
}

/** A function from the moment of asking to what can be picked then. */
export function compileOptions(data: Fields, compiler: Compiler): (asking: Asking) => Option[] {
  const from = data.from === undefined ? undefined : compiler.expression(data.from)
  const own: { value: string; label: Message; when?: Expression }[] = Object.entries(data.options ?? {}).map(
    ([value, given]) =>
      typeof given === 'string'
        ? { value, label: compiler.message(given) }
        : {
            value,
            label: compiler.message(given.label),
            ...(given.when !== undefined && { when: compiler.expression(given.when) }),
          },
  )
  return (asking) => {
    const options = from === undefined ? [] : listed(from.value(asking.scope))
    for (const { value, label, when } of own) {
      if (when !== undefined && !holds(when, asking.scope)) continue
      const said = asking.say(label)
      if (said !== undefined) options.push({ value, label: said })
    }
    return options
  }
}

/** A list of the client's words, or of `{ value, label }`. */
function listed(value: unknown): Option[] {
  if (!Array.isArray(value)) return []
  return value.map((item) =>
    typeof item === 'object' && item !== null && 'value' in item && 'label' in item
      ? { value: String(item.value), label: String(item.label) }
      : { value: String(item), label: String(item) },
  )
}
