import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { formatProblem } from '../../src/language/problem.ts'
import { parseProgram, readPrograms } from '../../src/care/read-program.ts'
import { newFolder, programFile } from './house.ts'

const good = programFile('http://127.0.0.1:9')
const environment = { HARBOR_SLACK: 'https://hooks.example.com/T0', HARBOR_PAGER: 'a secret to sign with' }

function faults(source: string, env: Record<string, string> = environment): string[] {
  return parseProgram('harbor.yaml', source, env).problems.map(formatProblem)
}

/** The file without a top-level field and all that belongs to it. */
function without(field: string): string {
  return good.replace(new RegExp(`^${field}:.*\\n(?:[ -].*\\n)*`, 'm'), '')
}

describe('a program’s file', () => {
  it('is read whole, with its secrets from the environment', () => {
    const { program, problems } = parseProgram('harbor.yaml', good, environment)
    expect(problems).toEqual([])
    expect(program).toMatchObject({
      program: 'harbor',
      minimumAge: 18,
      dispatch: false,
      staffed: { monday: [{ from: 540, to: 1020 }] },
      acknowledgeMinutes: 10,
      onCall: [{ contact: 'Rosa Diaz', when: 'unstaffed' }],
    })
    expect(program?.contacts[1]?.ways).toEqual([
      { way: 'slack', url: environment.HARBOR_SLACK },
      { way: 'webhook', url: 'http://127.0.0.1:9/pager', secret: environment.HARBOR_PAGER },
    ])
  })

  for (const field of [
    'program',
    'name',
    'country',
    'zone',
    'languages',
    'minimum_age',
    'dispatch',
    'clinical_safety_lead',
    'staffed',
    'contacts',
    'on_call',
    'acknowledge_minutes',
    'escalate_minutes',
    'unanswered_minutes',
  ]) {
    it(`without ${field} is refused in a line that says what is missing`, () => {
      const all = faults(without(field))
      expect(all).toHaveLength(1)
      expect(all[0]).toMatch(new RegExp(`^harbor\\.yaml:1:1 ${field} is missing: \\S.{10,}`))
    })
  }

  const wrong: [string, string, RegExp][] = [
    ['an unknown field', good.replace('zone:', 'zoen:'), /:4:1 zoen is no field\. Did you mean "zone"\? There are: /],
    ['a zone there is none of', good.replace('America/New_York', 'New York'), /:4:1 zone is not allowed: the time/],
    ['hours that are none', good.replace('09:00-17:00', '9-5'), /:10:3 staffed\.monday is not allowed: hours such/],
    [
      'a day there is none of',
      good.replace('tuesday:', 'tusday:'),
      /staffed\.tusday is no field\. Did you mean "tuesday"/,
    ],
    [
      'a contact without a way',
      good.replace(/\n {4}email: rosa.*/, ''),
      /contacts\.0 needs a way to be told: one or more/,
    ],
    ['an address that is none', good.replace('kim@example.org', 'kim'), /contacts\.2\.email is not allowed: an e-mail/],
    [
      'a contact twice',
      good.replace('name: Kim', 'name: Rosa Diaz'),
      /contacts\.2\.name "Rosa Diaz" stands here twice/,
    ],
    [
      'a stranger on call',
      good.replace('contact: Rosa', 'contact: Rossa'),
      /"Rossa Diaz" is no contact\. Did you mean "Rosa Diaz"/,
    ],
    [
      'nobody on call',
      good.replace(/on_call:\n.*\n.*\n/, 'on_call: []\n'),
      /on_call is not allowed: who is told first/,
    ],
    [
      'no minutes',
      good.replace('escalate_minutes: 5', 'escalate_minutes: 0'),
      /escalate_minutes is not allowed: minutes/,
    ],
    [
      'a pager that is not encrypted',
      good.replace('http://127.0.0.1:9', 'http://pager.example.org'),
      /webhook\.url is not allowed: an https/,
    ],
    [
      'a setting for a secret',
      good.replace('HARBOR_PAGER', 'GRADUAL_KEY'),
      /webhook\.secret is not allowed: the name of an environment/,
    ],
    [
      'dispatch in words',
      good.replace('dispatch: false', 'dispatch: maybe'),
      /dispatch is not allowed: may staff call emergency/,
    ],
    ['what is not YAML', good.replace('contacts:', 'contacts: ['), /is not YAML/],
  ]
  for (const [what, source, line] of wrong) {
    it(`with ${what} is refused with its line and what is allowed`, () => {
      expect(faults(source).join('\n')).toMatch(line)
    })
  }

  it('that is empty is told all that is missing', () => {
    expect(faults('')).toHaveLength(14)
  })

  it('whose secrets are not set, or too short, is refused, and no secret is in the line', () => {
    expect(faults(good, {}).join('\n')).toMatch(
      /names HARBOR_SLACK, which is not set[\s\S]*names HARBOR_PAGER, which is not set/,
    )
    const short = faults(good, {
      ...environment,
      HARBOR_PAGER: 'sesame',
      HARBOR_SLACK: 'http://hooks.example.com/s3cret',
    })
    expect(short.join('\n')).toMatch(/does not hold an https address[\s\S]*which is too short: at least 16/)
    expect(short.join('\n')).not.toMatch(/sesame|s3cret/)
  })
})

describe('a folder of programs', () => {
  it('is read in the order of its files', () => {
    const folder = newFolder()
    writeFileSync(join(folder, 'b.yaml'), good)
    writeFileSync(join(folder, 'a.yaml'), good.replace('program: harbor', 'program: pier'))
    expect(readPrograms(folder, environment).map(({ program }) => program)).toEqual(['pier', 'harbor'])
  })

  it('with two of one name, none at all, or not there, is refused', () => {
    const folder = newFolder()
    expect(() => readPrograms(folder, environment)).toThrow('holds no program')
    expect(() => readPrograms(join(folder, 'nowhere'), environment)).toThrow('can’t be read')
    mkdirSync(join(folder, 'two'))
    for (const file of ['a.yaml', 'b.yaml']) writeFileSync(join(folder, 'two', file), good)
    expect(() => readPrograms(join(folder, 'two'), environment)).toThrow('two programs called "harbor"')
  })
})

describe('the example in the docs', () => {
  it('is a program that starts', () => {
    const page = readFileSync('docs/programs.md', 'utf8')
    const example = /```yaml\n([\s\S]*?)```/.exec(page)![1]!
    expect(faults(example, { ...environment, HARBOR_PAGER_SECRET: environment.HARBOR_PAGER })).toEqual([])
  })
})
