/** The page of each step kind, made from its definition: what it is for, its fields, an example. */
import { z } from 'zod'
import { fieldsOf } from './parse.ts'
import { stepKinds } from './steps/index.ts'
import type { StepKind } from './kind.ts'

/** File name to text, for `docs/flow-language/`. */
export function languagePages(): Map<string, string> {
  const pages = new Map(stepKinds.map((kind) => [`${kind.name}.md`, pageOf(kind)]))
  const rows = stepKinds.map(({ name, about }) => `| [\`${name}\`](${name}.md) | ${about} |`)
  pages.set('README.md', `${intro}\n| step | what it is for |\n|---|---|\n${rows.join('\n')}\n`)
  return pages
}

const intro = `# The flow language

Made from the definitions in \`src/language/steps/\` by \`npx gradual flows pages\`; do not edit by hand.
How to write a flow is told in [writing flows](../writing-flows.md).
`

function pageOf({ name, about, schema, example }: StepKind): string {
  const shape = schema as unknown as z.ZodObject
  const rows = fieldsOf(shape).map((field) => {
    const own = shape.shape[field] as z.ZodType
    const optional = own.safeParse(undefined).success
    const note = describe(own)
    return `| \`${field}\` | ${optional ? '' : 'yes'} | ${note} |`
  })
  return `# \`${name}\`\n\n${about}\n\n\`\`\`yaml\n${example}\n\`\`\`\n\n| field | required | what it is |\n|---|---|---|\n${rows.join('\n')}\n`
}

function describe(schema: z.ZodType): string {
  const inner = schema instanceof z.ZodOptional ? (schema.unwrap() as z.ZodType) : schema
  return schema.meta()?.description ?? inner.meta()?.description ?? ''
}
