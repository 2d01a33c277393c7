/** A JSON Schema of flow files, from the same definitions that read them, for completion in editors. */
import { z } from 'zod'
import { headSchema } from './parse.ts'
import { stepKinds } from './steps/index.ts'

export function flowJsonSchema(): Record<string, unknown> {
  const plain = (schema: z.ZodType) => {
    const {
      $schema: _,
      $defs: __,
      ...rest
    } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', override: pointAtSteps }) as Record<
      string,
      unknown
    >
    return rest
  }
  const head = plain(headSchema) as { properties: object; required: string[] }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'A flow of Gradual',
    type: 'object',
    properties: { ...head.properties, steps: { $ref: '#/$defs/steps' } },
    required: [...head.required, 'steps'],
    additionalProperties: false,
    $defs: {
      steps: { type: 'array', minItems: 1, items: { $ref: '#/$defs/step' } },
      step: { anyOf: stepKinds.map(({ name }) => ({ $ref: `#/$defs/${name}` })) },
      ...Object.fromEntries(
        stepKinds.map(({ name, about, schema }) => [name, { description: about, ...plain(schema) }]),
      ),
    },
  }
}

/** Steps inside steps are checked one by one by the parser; an editor is pointed at the list of all kinds. */
function pointAtSteps({ zodSchema, jsonSchema }: { zodSchema: unknown; jsonSchema: Record<string, unknown> }): void {
  if (z.globalRegistry.get(zodSchema as z.ZodType)?.id !== 'steps') return
  for (const key of Object.keys(jsonSchema)) delete jsonSchema[key]
  jsonSchema['$ref'] = '#/$defs/steps'
}
