/** The terminal: for authors, for trying a flow, and for a look at what Gradual is. Built on Node's readline. */
import { randomUUID } from 'node:crypto'
import { createInterface } from 'node:readline/promises'
import type { Readable, Writable } from 'node:stream'
import type { Beat, Channel, Host, Line, Outgoing, Past, Prompt } from '../../src/channel.ts'

export interface TerminalOptions {
  readonly input: Readable
  readonly output: Writable
  /** Who is talking: each name is a client of its own. */
  readonly person: string
  /** Called when the input ends. */
  readonly ended: () => void
  /** Milliseconds a paced second takes; 1000 for people. */
  readonly second?: number
}

/** What was said last time, shown when someone comes back. */
const shownOnReturn = 6

export function createTerminalChannel({ input, output, person, ended, second = 1000 }: TerminalOptions): Channel {
  const lines = createInterface({ input, output, terminal: false })
  let pacing = new AbortController()
  const write = (text: string) => output.write(`${text}\n`)

  const show = async (line: Line): Promise<void> => {
    switch (line.kind) {
      case 'text':
        return void write(`\n${line.from === undefined ? '' : `[${line.from}] `}${line.text}`)
      case 'picture':
        return void write(`\n[${line.alt}]`)
      case 'pace':
        pacing = new AbortController()
        return pace(line.beats, pacing.signal)
    }
  }

  const pace = async (beats: readonly Beat[], signal: AbortSignal): Promise<void> => {
    for (const { text, seconds } of beats) {
      if (signal.aborted) return
      write(`  ${text}`)
      await new Promise<void>((resolve) => {
        const timeout = setTimeout(resolve, seconds * second)
        signal.addEventListener('abort', () => (clearTimeout(timeout), resolve()), { once: true })
      })
    }
  }

  const showPast = ({ text, outgoing }: Past): void => {
    if (text !== undefined) write(`\n> ${text}`)
    for (const line of outgoing?.lines ?? []) {
      if (line.kind === 'text') write(`\n${line.text}`)
      else if (line.kind === 'picture') write(`\n[${line.alt}]`)
    }
  }

  return {
    name: 'terminal',
    settle: 0,
    start: async (host: Host) => {
      const past = await host.history(person, { limit: shownOnReturn })
      for (const entry of past) showPast(entry)
      const prompt = past.at(-1)?.outgoing?.prompt
      if (prompt) writeOptions(prompt, write)
      if (past.length === 0) await host.greet({ person, place: person })
      void listen(host)
    },
    deliver: async (outgoing: Outgoing) => {
      // Lines are written before this resolves, except paced ones: a breath must not hold up the next turn.
      const paced = outgoing.lines.findIndex(({ kind }) => kind === 'pace')
      for (const line of paced === -1 ? outgoing.lines : outgoing.lines.slice(0, paced)) await show(line)
      if (outgoing.prompt) writeOptions(outgoing.prompt, write)
      if (paced !== -1)
        void (async () => {
          for (const line of outgoing.lines.slice(paced)) await show(line)
        })()
      return {}
    },
    stop: async () => {
      pacing.abort()
      lines.close()
    },
  }

  async function listen(host: Host): Promise<void> {
    for await (const text of lines) {
      pacing.abort()
      if (text.trim() === '') continue
      await host.accept({ id: randomUUID(), person, place: person, text })
    }
    ended()
  }
}

function writeOptions({ kind, options, ends }: Prompt, write: (text: string) => unknown): void {
  if (kind === 'rate' && ends) write(`  (0 = ${ends.low}, 10 = ${ends.high})`)
  else for (const [index, { label }] of (options ?? []).entries()) write(`  ${index + 1}. ${label}`)
}
