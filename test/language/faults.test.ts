/** One fault a file. The first line of each says where it is told and in which words. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkFlow } from '../../src/language/check.ts'
import { parseFlow } from '../../src/language/parse.ts'
import { formatProblem } from '../../src/language/problem.ts'

const folder = 'test/language/faults'
const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'))

const others = new Map(
  ['relax', 'small-step'].map((flow) => [
    flow,
    {
      flow,
      title: flow,
      about: flow,
      source: flow,
      posture: 'neutral' as const,
      ...(flow === 'small-step' && { takes: ['idea'] }),
    },
  ]),
)

describe('a faulty flow is refused with its place, what is allowed and the likely fix', () => {
  for (const file of files) {
    const source = readFileSync(`${folder}/${file}`, 'utf8')
    const [, wanted = ''] = /^# (.*)$/m.exec(source) ?? []

    it(`${file}: ${wanted}`, () => {
      const { flow, problems } = parseFlow(file, source)
      const found = [
        ...problems,
        ...(flow ? checkFlow(flow, new Map([...others, [flow.head.flow, flow.head]])) : []),
      ].map(formatProblem)
      // A list that grows with the project is cut off in the first line.
      const [whole] = wanted.split(' …')
      expect(found.map((fault) => fault.slice(0, file.length + 1 + whole!.length))).toEqual([`${file}:${whole}`])
      expect(found.every((fault) => wanted.endsWith('…') || fault === `${file}:${wanted}`)).toBe(true)
    })
  }
})
