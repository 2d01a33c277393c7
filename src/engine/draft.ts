/** One turn while it is being taken: the state before it, and over it what has changed so far. Never touches the state itself. */
import type { Line } from '../channel.ts'
import type { Kept } from '../records/kind.ts'
import { valueAt, type AnswerPath, type Change, type Mark, type Run, type Session, type State } from './session.ts'
import type { Effect, World } from './world.ts'

/** Thrown through a turn when a kind of record is needed that isn't loaded. */
export class NeedsRecords {
  readonly kinds: readonly string[]

  constructor(kinds: readonly string[]) {
    this.kinds = kinds
  }
}

export class Draft {
  session: Session
  readonly changes: Change[] = []
  readonly effects: Effect[] = []
  readonly lines: Line[] = []
  readonly flows = new Set<string>()
  answeredOpen = false
  readonly world: World
  readonly #before: State
  readonly #answers = new Map<number, Map<string, unknown>>()
  readonly #kept: { kind: string; record: Kept }[] = []

  constructor(before: State, world: World) {
    this.#before = before
    this.session = before.session
    this.world = world
  }

  get top(): Run | undefined {
    return this.session.runs.at(-1)
  }

  update(part: Partial<Session>): void {
    this.session = { ...this.session, ...part }
  }

  replaceTop(part: Partial<Run>): void {
    const { runs } = this.session
    this.update({ runs: runs.with(-1, { ...runs.at(-1)!, ...part }) })
  }

  answer(run: number, path: AnswerPath): unknown {
    const [name, ...rest] = path
    const overlay = this.#answers.get(run)
    const top = overlay?.has(String(name)) ? overlay.get(String(name)) : this.#before.answers.get(run)?.[String(name)]
    return valueAt(top, rest)
  }

  set(run: number, path: AnswerPath, given: unknown): void {
    // A copy: an answer can grow in place later, and the list it was taken from must not.
    const value = Array.isArray(given) ? [...(given as unknown[])] : given
    this.changes.push(value === undefined ? { run, set: path } : { run, set: path, value })
    const [name, ...rest] = path
    this.#write(run, String(name), withValue(this.answer(run, [String(name)]), rest, value))
  }

  push(run: number, path: AnswerPath, value: unknown): void {
    this.changes.push({ run, push: path, value })
    const list = this.answer(run, path)
    const [name, ...rest] = path
    const longer = Array.isArray(list) ? [...list, value] : [value]
    this.#write(run, String(name), withValue(this.answer(run, [String(name)]), rest, longer))
  }

  #write(run: number, name: string, value: unknown): void {
    let overlay = this.#answers.get(run)
    if (!overlay) this.#answers.set(run, (overlay = new Map()))
    overlay.set(name, value)
  }

  mark(run: number, mark: Mark): void {
    this.changes.push({ run, mark })
  }

  /** Takes marks of a run away up to the last one that is good, and gives that. Only used before new marks are made in a turn. */
  unmark(run: number, good: (mark: Mark) => boolean): Mark | undefined {
    const trail = this.#before.marks.get(run) ?? []
    for (let index = trail.length - 1; index >= 0; index--) {
      this.changes.push({ run, unmark: true })
      if (good(trail[index]!)) return trail[index]
    }
    return undefined
  }

  over(run: number): void {
    this.changes.push({ run, over: true })
  }

  keep(effect: Extract<Effect, { type: 'keep' }>): void {
    this.effects.push(effect)
    this.#kept.push({ kind: effect.kind, record: { id: effect.id, version: 0, at: this.world.now, data: effect.data } })
  }

  /** The newest version of each record of a kind, with what this turn has kept so far. */
  records(kind: string): readonly Kept[] {
    const loaded = this.world.file.records(kind)
    if (!loaded) throw new NeedsRecords([kind])
    const now = this.#kept.filter((kept) => kept.kind === kind).map(({ record }) => record)
    if (now.length === 0) return loaded
    const ids = new Set(now.map(({ id }) => id))
    return [...loaded.filter(({ id }) => !ids.has(id)), ...now]
  }

  say(text: string | undefined): void {
    if (text !== undefined && text.trim() !== '') this.lines.push({ kind: 'text', text: text.trim() })
  }
}

/** A copy of a tree with one value changed; everything beside the path is shared. */
function withValue(tree: unknown, path: AnswerPath, value: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return value
  if (typeof key === 'number') {
    const list = Array.isArray(tree) ? [...(tree as unknown[])] : []
    list[key] = withValue(list[key], rest, value)
    return list
  }
  return {
    ...(tree as object | undefined),
    [key]: withValue((tree as Record<string, unknown> | undefined)?.[key], rest, value),
  }
}
