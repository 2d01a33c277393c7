import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkFlow } from '../../src/language/check.ts'
import { compileFlow } from '../../src/language/compile.ts'
import { flowJsonSchema } from '../../src/language/json-schema.ts'
import { languagePages } from '../../src/language/pages.ts'
import { parseFlow } from '../../src/language/parse.ts'
import { stepKinds } from '../../src/language/steps/index.ts'

const head = `flow: example
title: An example
about: Shows one kind of step.
source: none
posture: neutral
steps:
`
const others = new Map(
  ['relax', 'step-review'].map((flow) => [
    flow,
    { flow, title: flow, about: flow, source: flow, posture: 'neutral' as const },
  ]),
)

describe('every step kind', () => {
  for (const kind of stepKinds) {
    it(`${kind.name}: its example reads, checks and compiles`, () => {
      const source = head + kind.example.replaceAll(/^/gm, '  ')
      const { flow, problems } = parseFlow('example.yaml', source)
      expect(problems).toEqual([])
      expect(checkFlow(flow!, others)).toEqual([])
      expect(compileFlow(flow!, 1, {}).waiting.size).toBeGreaterThanOrEqual(0)
    })

    it(`${kind.name}: its example shows it`, () => {
      expect(kind.example).toMatch(new RegExp(`^- ${kind.name}:|\\n\\s*- ${kind.name}:`))
    })
  }

  it('has a page, made from its definition', () => {
    for (const [file, text] of languagePages()) {
      const path = join('docs/flow-language', file)
      expect(existsSync(path), `${path} is missing: npx gradual flows pages`).toBe(true)
      expect(readFileSync(path, 'utf8'), `${path} is old: npx gradual flows pages`).toBe(text)
    }
  })

  it('stands in the schema that editors complete from', () => {
    const committed = JSON.parse(readFileSync('docs/schema/flow.schema.json', 'utf8')) as unknown
    expect(committed, 'the schema is old: npx gradual flows schema').toEqual(flowJsonSchema())
  })
})
