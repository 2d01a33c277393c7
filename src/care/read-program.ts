/** From a program's file to a program, or to every fault in it with its line. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isCollection, isMap, isNode, LineCounter, parseDocument, type Document } from 'yaml'
import { didYouMean, formatProblem, type Problem } from '../language/problem.ts'
import { ProgramError, type Contact, type Program, type Way } from './program.ts'
import { programFile, type ProgramFile } from './program-file.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** Shortest secret to sign with, in characters. */
const shortestSecret = 16

type Path = readonly (string | number)[]

/** Every program of a folder. Throws `ProgramError` with one line a fault. */
export function readPrograms(folder: string, environment: Environment): Program[] {
  const files = filesIn(folder)
  if (files.length === 0)
    throw new ProgramError(`${folder} (GRADUAL_PROGRAMS) holds no program: put one in it as a .yaml file`)
  const read = files.map((file) => parseProgram(file, readFileSync(join(folder, file), 'utf8'), environment))
  const problems = read.flatMap((each) => each.problems)
  const programs = read.flatMap(({ program }) => program ?? [])
  for (const [index, { program }] of programs.entries())
    if (programs.findIndex((other) => other.program === program) !== index)
      problems.push({ file: folder, line: 0, column: 0, message: `has two programs called "${program}"` })
  if (problems.length > 0) throw new ProgramError(problems.map(formatProblem).join('\n'))
  return programs
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.ya?ml$/.test(name))
      .toSorted()
  } catch {
    throw new ProgramError(
      `${folder} (GRADUAL_PROGRAMS) can’t be read: it is to be a folder with a .yaml file a program`,
    )
  }
}

export function parseProgram(
  file: string,
  source: string,
  environment: Environment,
): { program?: Program; problems: Problem[] } {
  const lines = new LineCounter()
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false })
  const problems: Problem[] = []
  const report = (path: Path, message: string) =>
    problems.push({ file, ...placeOf(document, lines, path), message: [path.join('.'), message].join(' ').trim() })
  for (const error of document.errors) {
    const { line, col: column } = lines.linePos(error.pos[0])
    problems.push({ file, line, column, message: `is not YAML: ${error.message}` })
  }
  if (problems.length > 0) return { problems }

  const parsed = programFile.safeParse(document.toJS() ?? {})
  for (const issue of parsed.error?.issues ?? []) {
    const path = issue.path as Path
    if (issue.code === 'unrecognized_keys') {
      const allowed = allowedAt(path)
      for (const key of issue.keys)
        report([...path, key], `is no field.${didYouMean(key, allowed)} There are: ${allowed.join(', ')}`)
    } else report(path, `${document.hasIn(path) ? 'is not allowed' : 'is missing'}: ${issue.message}`)
  }
  if (!parsed.success) return { problems }

  const { data } = parsed
  checkNames(data, report)
  const contacts = data.contacts.map((contact, index) => ({
    name: contact.name,
    ways: waysOf(contact, environment, (path, message) => report(['contacts', index, ...path], message)),
  }))
  return problems.length > 0 ? { problems } : { program: programOf(data, contacts), problems }
}

function programOf(data: ProgramFile, contacts: readonly Contact[]): Program {
  const { program, name, country, zone, languages, dispatch, staffed, holidays } = data
  return {
    ...{ program, name, country, zone, languages, dispatch, staffed, holidays, contacts },
    minimumAge: data.minimum_age,
    clinicalSafetyLead: data.clinical_safety_lead,
    onCall: data.on_call,
    acknowledgeMinutes: data.acknowledge_minutes,
    escalateMinutes: data.escalate_minutes,
    unansweredMinutes: data.unanswered_minutes,
  }
}

function checkNames({ contacts, on_call: onCall }: ProgramFile, report: (path: Path, message: string) => void): void {
  const names = contacts.map(({ name }) => name)
  for (const [index, name] of names.entries())
    if (names.indexOf(name) !== index) report(['contacts', index, 'name'], `"${name}" stands here twice`)
  for (const [index, { contact }] of onCall.entries())
    if (!names.includes(contact))
      report(
        ['on_call', index, 'contact'],
        `"${contact}" is no contact.${didYouMean(contact, names)} There are: ${names.join(', ')}`,
      )
}

/** Secrets stand in the environment; the file only names them. */
function waysOf(
  { email, slack, webhook }: ProgramFile['contacts'][number],
  environment: Environment,
  report: (path: Path, message: string) => void,
): Way[] {
  const ways: Way[] = []
  if (!(email ?? slack ?? webhook)) report([], 'needs a way to be told: one or more of email, slack, webhook')
  if (email !== undefined) ways.push({ way: 'email', address: email })
  if (slack !== undefined) {
    const url = environment[slack] ?? ''
    if (url === '') report(['slack'], `names ${slack}, which is not set in the environment`)
    else if (!isSafeUrl(url)) report(['slack'], `names ${slack}, which does not hold an https address`)
    ways.push({ way: 'slack', url })
  }
  if (webhook !== undefined) {
    const secret = environment[webhook.secret] ?? ''
    if (!isSafeUrl(webhook.url)) report(['webhook', 'url'], 'is not allowed: an https address')
    if (secret === '') report(['webhook', 'secret'], `names ${webhook.secret}, which is not set in the environment`)
    else if (secret.length < shortestSecret)
      report(
        ['webhook', 'secret'],
        `names ${webhook.secret}, which is too short: at least ${shortestSecret} characters`,
      )
    ways.push({ way: 'webhook', url: webhook.url, secret })
  }
  return ways
}

/** Encrypted, or never leaves this machine. */
function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname } = new URL(text)
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname))
}

/** Where a path stands; for what is missing, where it would belong. */
function placeOf(document: Document, lines: LineCounter, path: Path): { line: number; column: number } {
  const key = path.at(-1)
  const parent = path.length > 0 ? document.getIn(path.slice(0, -1), true) : undefined
  const pair = isMap(parent) ? parent.items.find((item) => String(item.key) === key) : undefined
  const found = pair?.key ?? document.getIn(path, true)
  if (isNode(found) && found.range) {
    const { line, col: column } = lines.linePos(found.range[0])
    return { line, column }
  }
  if (isCollection(parent) && parent.range) {
    const { line, col: column } = lines.linePos(parent.range[0])
    return { line, column }
  }
  return path.length > 0 ? placeOf(document, lines, path.slice(0, -1)) : { line: 1, column: 1 }
}

/** The fields there are where an unknown one stands. */
function allowedAt(path: Path): string[] {
  if (path.length === 0) return Object.keys(programFile.shape)
  if (path[0] === 'contacts') return path.length > 2 ? ['url', 'secret'] : ['name', 'email', 'slack', 'webhook']
  if (path[0] === 'on_call' && path.length === 2) return ['contact', 'when']
  return Object.keys(programFile.shape.staffed.shape)
}
