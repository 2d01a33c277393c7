/** Every name a flow can see: what it reads, what it is handed, what its questions collect, what a round is about. */
import type { FlowSource } from './parse.ts'
import { parseRead, type Read } from './reads.ts'
import { stepKindByName } from './steps/index.ts'
import { types, type Step, type ValueType } from './words.ts'

export interface Known {
  readonly name: string
  readonly type: ValueType
  /** Where its value comes from. */
  readonly from: 'read' | 'taken' | 'answer' | 'item'
  /** The rows it stands in, outermost first. */
  readonly within: readonly string[]
  /** For the item of a round: the list it is taken from, as an expression. */
  readonly list?: string
  /** The step that makes it. */
  readonly step?: Step
}

/** Later ones of the same name are left out; the check reports them. */
export function namesOf({ head, steps }: FlowSource): Map<string, Known> {
  const names = new Map<string, Known>()
  const add = (known: Known) => names.has(known.name) || names.set(known.name, known)
  for (const [name, source] of Object.entries(head.reads ?? {})) {
    const parsed = parseRead(source)
    add({ name, type: 'type' in parsed ? parsed.type : types.any, from: 'read', within: [] })
  }
  for (const name of head.takes ?? []) add({ name, type: types.any, from: 'taken', within: [] })
  eachStep(steps, (step) => {
    const kind = stepKindByName.get(step.kind)!
    const rounds = kind.rounds?.(step.data as never)
    for (const { name, type } of kind.collects?.(step.data as never) ?? []) {
      add({ name, type, from: 'answer', within: step.within, step })
    }
    if (rounds?.item !== undefined) {
      const list = (step.data as { each: string }).each
      add({ name: rounds.item, type: types.any, from: 'item', within: [...step.within, rounds.rows], list, step })
    }
  })
  return names
}

/** The reads of a flow, by name; malformed ones left out. */
export function readsOf({ head }: FlowSource): Map<string, Read> {
  const reads = new Map<string, Read>()
  for (const [name, source] of Object.entries(head.reads ?? {})) {
    const parsed = parseRead(source)
    if ('read' in parsed) reads.set(name, parsed.read)
  }
  return reads
}

/** Visits every step, outer ones first. */
export function eachStep(steps: readonly Step[], visit: (step: Step) => void): void {
  for (const step of steps) {
    visit(step)
    for (const block of Object.values(step.blocks)) eachStep(block, visit)
  }
}
