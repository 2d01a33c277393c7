/** `npm run bench`: holds the same conversation through each contestant and prints one line of JSON a result. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Contestant } from './contestant.ts'
import { measure } from './measure.ts'
import { botkit } from './peers/botkit.ts'
import { grammy } from './peers/grammy.ts'
import { ink } from './peers/ink.ts'
import { rawOne, rawShared } from './peers/raw-sqlite.ts'
import { type Comparison, print, results } from './report.ts'

const contestants: readonly Contestant[] = [rawOne(), rawShared(), botkit(), grammy(), ink()]
/** What is set against what: one line each, such as `{ name: 'turns.vs-ink', of: 'turns', to: 'peer.ink' }`. */
const comparisons: readonly Comparison[] = []
const course = { rounds: 7, atLeast: 500 }

// Beside the project rather than in the system's temporary folder, which may be in memory: there a commit costs nothing.
const data = join(import.meta.dirname, '../../data')
await mkdir(data, { recursive: true })
const folder = await mkdtemp(join(data, 'bench-'))
try {
  for (const contestant of contestants) await contestant.start(await mkdtemp(join(folder, `${contestant.name}-`)))
  for (const result of results(await measure(contestants, course), comparisons)) print(result)
  for (const contestant of contestants) await contestant.stop()
} finally {
  await rm(folder, { recursive: true, force: true })
}
