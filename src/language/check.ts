/** What must hold of a flow beyond each step's own shape: names, values, expressions, calls, states, and a way out of everywhere. */
import { pictureKinds } from '../pictures/index.ts'
import { beginState, compileFlow, endState, type Flow } from './compile.ts'
import { ExpressionError, Expressions, type Expression } from './expression.ts'
import { eachStep, namesOf, type Known } from './names.ts'
import { fieldsOf, type FlowSource } from './parse.ts'
import { didYouMean, type Problem } from './problem.ts'
import { fieldTypes, parseRead } from './reads.ts'
import { stepKindByName } from './steps/index.ts'
import { parseMessage } from './text.ts'
import type { Path, Step } from './words.ts'

/** Everything wrong with a flow. `flows` are the heads of all flows there are, to check calls against. */
export function checkFlow(source: FlowSource, flows: ReadonlyMap<string, FlowSource['head']>): Problem[] {
  const check = new FlowCheck(source, flows)
  check.run()
  return check.problems
}

class FlowCheck {
  readonly problems: Problem[] = []
  readonly #source: FlowSource
  readonly #flows: ReadonlyMap<string, FlowSource['head']>
  readonly #names: Map<string, Known>
  readonly #expressions: Expressions
  /** What has been collected so far, where the check stands. */
  readonly #visible = new Set<string>()

  constructor(source: FlowSource, flows: ReadonlyMap<string, FlowSource['head']>) {
    this.#source = source
    this.#flows = flows
    this.#names = namesOf(source)
    this.#expressions = new Expressions(new Map([...this.#names].map(([name, { type }]) => [name, type])))
  }

  run(): void {
    const { head, steps, file } = this.#source
    const stem = file.replace(/^.*\//, '').replace(/\.yaml$/, '')
    if (head.flow !== stem)
      this.#report(['flow'], `this file is "${stem}.yaml", so its flow is "${stem}", not "${head.flow}"`)
    for (const [name, read] of Object.entries(head.reads ?? {})) {
      const parsed = parseRead(read)
      if ('problem' in parsed) this.#report(['reads', name], parsed.problem)
      this.#visible.add(name)
    }
    for (const name of head.takes ?? []) this.#visible.add(name)
    this.#unique()
    this.#message(['title'], head.title)
    this.#message(['about'], head.about)
    if (head.fits !== undefined) this.#expression(['fits'], head.fits, ['bool', 'dyn'])
    this.#steps(steps)
    if (head.result !== undefined) this.#expression(['result'], head.result)
    if (this.problems.length === 0) this.#ways()
  }

  #report(path: Path, message: string, at?: 'key' | 'value'): void {
    this.problems.push({ file: this.#source.file, ...this.#source.locate(path, at), message })
  }

  /** Names are collected once, and states are named once. */
  #unique(): void {
    const seen = new Map<string, Step>()
    const states = new Map<string, Step>()
    eachStep(this.#source.steps, (step) => {
      const kind = stepKindByName.get(step.kind)!
      const rounds = kind.rounds?.(step.data as never)
      const made = [
        ...(kind.collects?.(step.data as never) ?? []).map(({ name }) => name),
        ...(rounds?.item ? [rounds.item] : []),
      ]
      for (const name of made) {
        const first = seen.get(name)
        if (first || this.#names.get(name)?.from === 'read' || this.#names.get(name)?.from === 'taken') {
          const line = first ? ` on line ${this.#source.locate(first.path).line}` : ' in the head of the flow'
          this.#report(step.path, `the name "${name}" is taken already${line}. Names are unique in a flow`)
        }
        seen.set(name, step)
      }
      if (step.state !== '' && states.has(step.state) && !made.includes(step.state)) {
        this.#report(step.path, `a second \`${step.kind}\` of this kind needs a name of its own: add \`as\``)
      }
      if (step.state !== '') states.set(step.state, step)
    })
  }

  #steps(steps: readonly Step[]): void {
    for (const step of steps) this.#step(step)
  }

  #step(step: Step): void {
    const kind = stepKindByName.get(step.kind)!
    const data = step.data as never
    const rounds = kind.rounds?.(data)
    const collected = kind.collects?.(data) ?? []
    // An expression that is looked at after a round (`while`) sees what the round collected.
    const after = step.kind === 'repeat' ? ['while'] : []
    for (const { path, value } of kind.expressions(data)) {
      if (!after.includes(String(path[0]))) this.#expression([...step.path, ...path], value.source, value.types)
    }
    // A list's `more` sees what it has collected so far.
    for (const { path, value } of kind.texts(data)) {
      const own = path[0] === 'more' || path[0] === 'again' ? collected.map(({ name }) => name) : []
      this.#message([...step.path, ...path], value, own)
    }
    const before = new Set(this.#visible)
    if (rounds?.item !== undefined) this.#visible.add(rounds.item)
    for (const block of Object.values(step.blocks)) this.#steps(block)
    for (const { path, value } of kind.expressions(data)) {
      if (after.includes(String(path[0]))) this.#expression([...step.path, ...path], value.source, value.types)
    }
    // What a round collects is seen inside it only; outside, its rows are.
    if (rounds) for (const name of this.#visible) if (!before.has(name)) this.#visible.delete(name)
    for (const { name } of collected) this.#visible.add(name)
    this.#ownRules(step)
  }

  #ownRules(step: Step): void {
    const { data, path } = step
    if (step.kind === 'keep')
      this.#fields(
        [...path, 'with'],
        data['with'],
        Object.keys(fieldTypes(String(data['keep']))),
        `a ${String(data['keep'])}`,
      )
    if (step.kind === 'keep') this.#fieldTypes(step)
    if (step.kind === 'show') {
      const allowed = fieldsOf(pictureKinds[String(data['show'])]!.schema)
      this.#fields([...path, 'with'], data['with'] ?? {}, allowed, `the picture ${String(data['show'])}`)
    }
    if (step.kind === 'schedule') this.#flowExists([...path, 'schedule'], String(data['schedule']))
    if (step.kind === 'call' && !this.#names.has(String(data['call']))) {
      const called = this.#flowExists([...path, 'call'], String(data['call']))
      if (called)
        this.#fields([...path, 'with'], data['with'] ?? {}, called.takes ?? [], `the flow ${called.flow} (\`takes\`)`)
    }
  }

  #fields(path: Path, given: unknown, allowed: readonly string[], of: string): void {
    for (const key of Object.keys(given as object)) {
      if (allowed.includes(key)) continue
      const list = allowed.length === 0 ? 'It has none' : `It has: ${allowed.join(', ')}`
      this.#report([...path, key], `${of} has no "${key}".${didYouMean(key, allowed)} ${list}`, 'key')
    }
  }

  #fieldTypes({ data, path }: Step): void {
    const wanted = fieldTypes(String(data['keep']))
    for (const [key, source] of Object.entries(data['with'] as Record<string, string>)) {
      const type = wanted[key]?.cel
      const given = this.#parsed(source)
      if (type === undefined || given === undefined || given.type === 'dyn' || type === 'dyn') continue
      if (given.type !== type && !(type === 'double' && given.type === 'int')) {
        this.#report(
          [...path, 'with', key],
          `"${key}" of a ${String(data['keep'])} is ${type}, but ${source} is ${given.type}`,
        )
      }
    }
  }

  #parsed(source: string): Expression | undefined {
    try {
      return this.#expressions.parse(source)
    } catch {
      return undefined
    }
  }

  #flowExists(path: Path, name: string): FlowSource['head'] | undefined {
    const flow = this.#flows.get(name)
    if (!flow) this.#report(path, `there is no flow "${name}".${didYouMean(name, this.#flows.keys())}`)
    return flow
  }

  #expression(path: Path, source: string, allowed?: readonly string[]): void {
    let parsed: Expression
    try {
      parsed = this.#expressions.parse(source)
    } catch (error) {
      const unknown = /^Unknown variable: (\S+)/.exec((error as Error).message)?.[1]
      const offset = error instanceof ExpressionError ? error.offset : 0
      const { line, column } = this.#source.locate(path)
      const message = unknown === undefined ? `\`${source}\`: ${(error as Error).message}` : this.#unknownName(unknown)
      this.problems.push({ file: this.#source.file, line, column: column + offset, message })
      return
    }
    for (const name of parsed.names) this.#seen(path, name)
    if (allowed && !allowed.some((type) => parsed.type === type || parsed.type.startsWith(`${type}<`))) {
      this.#report(
        path,
        `\`${source}\` is ${parsed.type}, and ${allowed.filter((type) => type !== 'dyn').join(' or ')} is needed here`,
      )
    }
    this.#comparesOptions(path, source)
  }

  #message(path: Path, text: string, own: readonly string[] = []): void {
    try {
      const { names } = parseMessage(text)
      for (const name of names) {
        const root = name.split('.', 1)[0]!
        if (!this.#names.has(root)) this.#report(path, this.#unknownName(root))
        else if (!own.includes(root)) this.#seen(path, root)
      }
      if (/'\{/.test(text)) this.#report(path, `'{ prints a brace instead of filling in an answer. Use “ ” around it`)
    } catch (error) {
      this.#report(path, `is not ICU MessageFormat: ${(error as Error).message}`)
    }
  }

  #seen(path: Path, name: string): void {
    if (this.#visible.has(name)) return
    const known = this.#names.get(name)
    const inside = known && known.within.length > 0
    this.#report(
      path,
      inside
        ? `"${name}" is seen inside its rounds only; outside, use "${known.within.at(-1)}"`
        : `"${name}" is not collected yet here. ${this.#collected()}`,
    )
  }

  #unknownName(name: string): string {
    return `unknown answer "${name}". ${this.#collected()}${didYouMean(name, this.#names.keys())}`
  }

  #collected(): string {
    return this.#visible.size === 0
      ? 'Nothing is collected so far.'
      : `Collected so far: ${[...this.#visible].join(', ')}.`
  }

  /** `next == 'stepp'` can never hold when no option has that value. */
  #comparesOptions(path: Path, source: string): void {
    for (const [, name = '', value = ''] of source.matchAll(/\b([a-z][a-z0-9_]*)\s*[!=]=\s*['"]([^'"]*)['"]/g)) {
      const step = this.#names.get(name)?.step
      if (step?.kind !== 'choose' || step.data['from'] !== undefined || step.data['own'] === true) continue
      const values = Object.keys(step.data['options'] as object)
      if (!values.includes(value)) {
        this.#report(
          path,
          `"${name}" can't be "${value}".${didYouMean(value, values)} Its options: ${values.join(', ')}`,
        )
      }
    }
  }

  /** Each waiting state can be reached, and the end can be reached from each. */
  #ways(): void {
    const flow = compileFlow(this.#source, 0, {})
    const edges = edgesOf(flow)
    const reached = closure([beginState], edges)
    const back = new Map<string, string[]>()
    for (const [from, targets] of edges) for (const to of targets) back.set(to, [...(back.get(to) ?? []), from])
    const ending = closure([endState], back)
    for (const { state, step } of flow.waiting.values()) {
      if (!reached.has(state)) this.#report(step.path, `this step can never be reached`)
      else if (!ending.has(state)) this.#report(step.path, `from here the flow can never end`)
    }
  }
}

/** From each state of the machine to those it can lead to, whatever its conditions say. */
export function edgesOf(flow: Flow): Map<string, string[]> {
  const edges = new Map<string, string[]>()
  for (const [name, node] of Object.entries(flow.machine.root.states)) {
    const transitions = [...[...node.transitions.values()].flat(), ...(node.always ?? [])]
    edges.set(name, [...new Set(transitions.flatMap(({ target }) => target?.map(({ key }) => key) ?? []))])
  }
  return edges
}

function closure(from: readonly string[], edges: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set(from)
  for (const state of reached) for (const next of edges.get(state) ?? []) reached.add(next)
  return reached
}
