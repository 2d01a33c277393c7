/** From a YAML file to a flow's steps, each checked against its kind, with the place of every fault. */
import { isScalar, LineCounter, parseDocument, type Document, type Node } from 'yaml'
import { z } from 'zod'
import { didYouMean, type Problem } from './problem.ts'
import { expression, flowName, name, text } from './steps/fields.ts'
import { stepKindByName, stepKinds } from './steps/index.ts'
import type { Path, Step } from './words.ts'

/** How a flow leans: explore without steering, draw out the client's own reasons, or plan (Miller & Rose 2013). */
export const postures = ['neutral', 'evoking', 'planning'] as const

/** Everything in a flow's file but its steps. */
export const headSchema = z.strictObject({
  flow: flowName.meta({ description: 'The flow’s name; the same as its file’s.' }),
  title: text,
  about: text.meta({ description: 'One or two sentences, shown where the flow is offered.' }),
  source: z.string().trim().min(1).meta({ description: 'Where in the literature this comes from.' }),
  posture: z.enum(postures),
  menu: z
    .union([z.string(), z.literal(false)])
    .optional()
    .meta({ description: 'The group it stands under in the menu; false keeps it out.' }),
  fits: expression.optional().meta({ description: 'When the menu offers it first: a condition over `reads`.' }),
  reads: z.record(name, z.string()).optional().meta({ description: 'What it takes from the client’s file, by name.' }),
  takes: z.array(name).optional().meta({ description: 'Names of values a calling flow hands in.' }),
  result: expression.optional().meta({ description: 'What a calling flow gets back.' }),
})

export type Head = z.output<typeof headSchema>

/** A parsed file, before names and expressions are checked. */
export interface FlowSource {
  readonly file: string
  readonly source: string
  readonly head: Head
  readonly steps: readonly Step[]
  /** Line and column of a value in the file; of its key when `key` is set. */
  locate(path: Path, at?: 'key' | 'value'): { line: number; column: number }
}

export function parseFlow(file: string, source: string): { flow?: FlowSource; problems: Problem[] } {
  const lines = new LineCounter()
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false, strict: true })
  const problems: Problem[] = []
  const locate = (path: Path, at: 'key' | 'value' = 'value') => {
    const offset = offsetOf(document, path, at)
    const { line, col } = lines.linePos(offset)
    return { line, column: col }
  }
  const report = (path: Path, message: string, at?: 'key' | 'value') =>
    problems.push({ file, ...locate(path, at), message })

  for (const error of document.errors) {
    const { line, col } = lines.linePos(error.pos[0])
    problems.push({
      file,
      line,
      column: col,
      message: `is not YAML: ${error.message}${yamlHint(source, error.pos[0])}`,
    })
  }
  if (problems.length > 0) return { problems }

  const root: unknown = document.toJS()
  if (typeof root !== 'object' || root === null || Array.isArray(root)) {
    problems.push({ file, line: 1, column: 1, message: 'a flow’s file is a mapping that begins with `flow: name`' })
    return { problems }
  }
  const { steps: rawSteps, ...rawHead } = root as Record<string, unknown>
  const head = headSchema.safeParse(rawHead, { reportInput: true })
  if (!head.success) reportIssues(head.error, [], Object.keys(headSchema.shape), report)
  if (!Array.isArray(rawSteps) || rawSteps.length === 0)
    report(['steps'], 'a flow needs `steps`: a list with at least one step', 'key')
  reportCutComments(document, source, lines, file, problems)

  const steps = Array.isArray(rawSteps) ? parseSteps(rawSteps, ['steps'], [], report) : []
  if (!head.success || problems.length > 0) return { problems }
  return { flow: { file, source, head: head.data, steps, locate }, problems }
}

type Report = (path: Path, message: string, at?: 'key' | 'value') => void

function parseSteps(raw: readonly unknown[], path: Path, within: readonly string[], report: Report): Step[] {
  return raw.flatMap((step, index) => parseStep(step, [...path, index], within, report) ?? [])
}

function parseStep(raw: unknown, path: Path, within: readonly string[], report: Report): Step | undefined {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    report(path, `a step is a mapping such as \`- say: Hello\`; this is ${JSON.stringify(raw)}`)
    return undefined
  }
  const keys = Object.keys(raw)
  // The kind is the first key as a rule; a field of one kind may be named like another kind.
  const kind = stepKindByName.get(keys[0] ?? '') ?? stepKinds.find(({ name }) => keys.includes(name))
  if (!kind) {
    const names = [...stepKindByName.keys()]
    report(path, `unknown step "${keys[0]}".${didYouMean(keys[0] ?? '', names)} Steps: ${names.join(', ')}`)
    return undefined
  }
  const parsed = (kind.schema as z.ZodType<Record<string, unknown>>).safeParse(raw, { reportInput: true })
  if (!parsed.success) {
    reportIssues(parsed.error, path, fieldsOf(kind.schema), report, kind.name)
    return undefined
  }
  const data = parsed.data as never
  const rounds = kind.rounds?.(data)
  const inside = rounds ? [...within, rounds.rows] : within
  const blocks = Object.fromEntries(
    (kind.blocks ?? []).map((block) => {
      const steps = (raw as Record<string, unknown>)[block]
      return [block, Array.isArray(steps) ? parseSteps(steps, [...path, block], inside, report) : []]
    }),
  )
  return { kind: kind.name, data, path, blocks, state: kind.waits?.(data) ?? '', within }
}

export function fieldsOf(schema: unknown): string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : []
}

function reportIssues(error: z.ZodError, path: Path, fields: readonly string[], report: Report, kind?: string): void {
  const where = kind === undefined ? 'a flow' : `\`${kind}\``
  for (const issue of error.issues) {
    const at = [...path, ...(issue.path as (string | number)[])]
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) {
        report(
          [...at, key],
          `${where} has no field "${key}".${didYouMean(key, fields)} Fields: ${fields.join(', ')}`,
          'key',
        )
      }
    } else if (isMissing(issue)) {
      report(path, `${where} needs \`${issue.path.join('.')}\``)
    } else {
      const field = issue.path.length === 0 ? '' : ` \`${issue.path.join('.')}\``
      report(at, `${where}:${field} ${inWords(issue)}`)
    }
  }
}

function isMissing(issue: z.core.$ZodIssue): boolean {
  return issue.path.length > 0 && issue.input === undefined && issue.code !== 'custom'
}

function inWords(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') {
    const allowed = issue.values.map(String)
    return `can’t be ${JSON.stringify(issue.input)}.${didYouMean(String(issue.input), allowed)} Allowed: ${allowed.join(', ')}`
  }
  if (issue.code === 'invalid_format' && issue.format === 'duration')
    return 'is an ISO 8601 duration, such as P1D or PT4H'
  return lowerFirst(issue.message)
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

/** A line that begins with `{` is a mapping to YAML. */
function yamlHint(source: string, offset: number): string {
  const line = source.slice(source.lastIndexOf('\n', offset - 1) + 1).split('\n', 1)[0]!
  return /:\s*\{\w+\}/.test(line) ? '. A text that begins with { needs quotes: "{name} …"' : ''
}

/** YAML cuts an unquoted text at ` #`: almost always a mistake in a line that is said to someone. */
function reportCutComments(
  document: Document,
  source: string,
  lines: LineCounter,
  file: string,
  problems: Problem[],
): void {
  const visit = (node: unknown): void => {
    if (isScalar(node)) {
      const end = node.range?.[1]
      if (
        node.type === 'PLAIN' &&
        typeof node.value === 'string' &&
        end !== undefined &&
        /^ +#\S/.test(source.slice(end, end + 12))
      ) {
        const { line, col } = lines.linePos(end)
        problems.push({
          file,
          line,
          column: col,
          message:
            'the text is cut off at "#". Put the whole text in quotes, or leave a space after # if a comment is meant',
        })
      }
    } else if (typeof node === 'object' && node !== null && 'items' in node) {
      for (const item of (node as { items: unknown[] }).items) {
        visit(typeof item === 'object' && item !== null && 'value' in item && 'key' in item ? item.value : item)
      }
    }
  }
  visit(document.contents)
}

/** The offset of the deepest part of a path that exists. */
function offsetOf(document: Document, path: Path, at: 'key' | 'value'): number {
  let node = document.contents
  let offset = node?.range?.[0] ?? 0
  for (const [depth, key] of path.entries()) {
    if (typeof node !== 'object' || node === null || !('items' in node)) break
    const items = (node as { items: readonly unknown[] }).items
    const pair =
      typeof key === 'number' && !items.some(isPair)
        ? items[key]
        : items.filter(isPair).find((item) => String((item.key as { value?: unknown }).value) === String(key))
    if (pair === undefined) break
    const last = depth === path.length - 1
    const keyNode = isPair(pair) ? (pair.key as Node) : undefined
    const valueNode = isPair(pair) ? (pair.value as Node | null) : (pair as Node)
    offset = ((last && at === 'key' ? keyNode : valueNode) ?? keyNode)?.range?.[0] ?? offset
    node = valueNode
  }
  return offset
}

function isPair(item: unknown): item is { key: unknown; value: unknown } {
  return typeof item === 'object' && item !== null && 'key' in item && 'value' in item && !('items' in item)
}
