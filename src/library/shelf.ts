/** Flows by name and revision, compiled when first asked for. */
import { compileFlow, type Flow } from '../language/compile.ts'
import { compileScript, hashOf, scriptOf, type Library, type Script } from './library.ts'

/** Where revisions are numbered and kept. */
export interface Revisions {
  all(): Promise<readonly { flow: string; number: number; script: string }[]>
  publish(flow: string, hash: string, script: string): Promise<{ number: number }>
}

export class FlowShelf {
  /** By flow, by number. */
  readonly #scripts = new Map<string, Map<number, Script>>()
  /** By flow, by number. Looked up many times a turn. */
  readonly #compiled = new Map<string, Map<number, Flow>>()
  #newest = new Map<string, number>()
  #offered: Flow[] = []

  /** The newest good revision of every flow whose file is there. */
  get flows(): readonly Flow[] {
    return this.#offered
  }

  flow(name: string, revision = this.#newest.get(name)): Flow | undefined {
    if (revision === undefined) return undefined
    const compiled = this.#compiled.get(name)?.get(revision)
    if (compiled) return compiled
    const script = this.#scripts.get(name)?.get(revision)
    return script && this.#keep(name, compileScript(script, revision))
  }

  /** Numbers every flow that has changed and makes it the newest. A flow whose file is broken keeps its newest good revision. */
  async publish(library: Library, revisions: Revisions): Promise<void> {
    const newest = new Map<string, number>()
    for (const { flow, number, script } of await revisions.all()) {
      this.#put(flow, number, JSON.parse(script) as Script)
      newest.set(flow, Math.max(number, newest.get(flow) ?? 0))
    }
    for (const [name, source] of library.good) {
      const script = scriptOf(library, source)
      const text = JSON.stringify(script)
      const { number } = await revisions.publish(name, hashOf(text), text)
      this.#put(name, number, script)
      this.#keep(name, compileFlow(source, number, script.translations))
      newest.set(name, number)
    }
    this.#newest = newest
    const broken = new Set(library.problems.map(({ file }) => file))
    this.#offered = [...newest.keys()].flatMap((name) => {
      const flow = this.flow(name)
      const here = library.good.has(name) || [...broken].some((file) => file.endsWith(`${name}.yaml`))
      return flow && here ? [flow] : []
    })
  }

  #keep(name: string, flow: Flow): Flow {
    let compiled = this.#compiled.get(name)
    if (!compiled) this.#compiled.set(name, (compiled = new Map()))
    compiled.set(flow.revision, flow)
    return flow
  }

  #put(name: string, number: number, script: Script): void {
    let byNumber = this.#scripts.get(name)
    if (!byNumber) this.#scripts.set(name, (byNumber = new Map()))
    byNumber.set(number, script)
  }
}

/** Revisions that are kept nowhere: for authors' tools and tests. Every flow is its own first. */
export function unkeptRevisions(): Revisions {
  return { all: async () => [], publish: async () => ({ number: 1 }) }
}
