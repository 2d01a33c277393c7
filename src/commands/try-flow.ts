/** `gradual flows try NAME`: a rehearsal in the terminal, with what is kept and done printed beside what is said. */
import { watch } from 'node:fs'
import { createInterface } from 'node:readline'
import { Rehearsal, type Rehearsed } from '../engine/rehearsal.ts'
import { formatProblem } from '../language/problem.ts'
import { readLibrary } from '../library/library.ts'
import { loadReading } from '../library/reading.ts'
import { readSources } from '../library/sources.ts'
import { rehearsalStage } from '../library/stage.ts'
import { createReader } from '../reading/read.ts'
import { flowNamed } from './flow-named.ts'

export async function tryFlow(
  name: string,
  { folder, watch: watching, language }: { folder: string; watch: boolean; language: string },
): Promise<void> {
  const said: string[] = []
  let rehearsal = await begin()
  const input = createInterface({ input: process.stdin, terminal: false })
  if (watching) {
    let changed: NodeJS.Timeout | undefined
    watch(folder, { recursive: true }, () => {
      clearTimeout(changed)
      changed = setTimeout(() => {
        begin().then(
          (fresh) => (rehearsal = fresh),
          (error: unknown) => write(`  ! ${(error as Error).message}`),
        )
      }, 100)
    })
  }
  for await (const text of input) {
    if (text === '/wait')
      print(rehearsal.elapse() ?? { lines: [{ kind: 'text', text: '(nothing is to come by itself)' }], effects: [] })
    else {
      said.push(text)
      print(rehearsal.say(text))
    }
    if (rehearsal.session.runs.length === 0) write('  (the flow has ended; go on, or leave with Ctrl-D)')
  }
  // A watcher would keep the program alive after its input has ended.
  process.exit(0)

  /** Reads everything anew and walks to where the author was. */
  async function begin(): Promise<Rehearsal> {
    const library = readLibrary(readSources(folder))
    for (const problem of library.problems) write(`  ! ${formatProblem(problem)}`)
    flowNamed(library, name)
    const stage = await rehearsalStage(library, createReader(loadReading(folder)), {
      country: 'US',
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      today: new Date().toISOString().slice(0, 10),
    })
    const fresh = new Rehearsal(stage, { now: Date.now(), language })
    write(`— ${name} (/wait goes on to what comes by itself) —`)
    print(fresh.begin(name))
    for (const text of said) {
      write(`> ${text}`)
      print(fresh.say(text))
    }
    return fresh
  }
}

function print({ lines, prompt, effects }: Rehearsed): void {
  for (const line of lines) {
    if (line.kind === 'text') write(line.text)
    else if (line.kind === 'picture') write(`[${line.alt}]`)
    else for (const { text, seconds } of line.beats) write(`  ${text} (${seconds} s)`)
  }
  for (const [index, { label }] of (prompt?.options ?? []).entries()) write(`  ${index + 1}. ${label}`)
  for (const effect of effects) write(`\t\t\t* ${JSON.stringify(effect)}`)
}

function write(text: string): void {
  process.stdout.write(`${text}\n`)
}
