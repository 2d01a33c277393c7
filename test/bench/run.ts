/** `npm run bench`: holds the same conversation through each contestant and prints one line of JSON a result. */
import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Contestant } from './contestant.ts'
import { measure } from './measure.ts'
import { botkit } from './peers/botkit.ts'
import { grammy } from './peers/grammy.ts'
import { ink } from './peers/ink.ts'
import { rawOne, rawShared } from './peers/raw-sqlite.ts'
import { loadReading } from '../../src/library/reading.ts'
import { createReader } from '../../src/reading/read.ts'
import { gradual } from './gradual.ts'
import { lateVersusEarly } from './long.ts'
import { startUp } from './start.ts'
import { type Comparison, print, results } from './report.ts'

const reader = createReader(loadReading('flows'))
const ours = gradual(reader)
const contestants: readonly Contestant[] = [ours, rawOne(), rawShared(), botkit(), grammy(), ink()]
/** What is set against what: one line each, such as `{ name: 'turns.vs-ink', of: 'turns', to: 'peer.ink' }`. */
const comparisons: readonly Comparison[] = [
  { name: 'turns.vs-raw-one', of: 'turns', to: 'peer.raw-one' },
  { name: 'turns.vs-raw-shared', of: 'turns', to: 'peer.raw-shared' },
  { name: 'turns.vs-botkit', of: 'turns', to: 'peer.botkit' },
  { name: 'turns.vs-grammy', of: 'turns', to: 'peer.grammy' },
  { name: 'turns.vs-ink', of: 'turns', to: 'peer.ink' },
]
/** More than talk in one run. */
const mostPeople = 10_000
const course = { rounds: 7, atLeast: 500 }

// Beside the project rather than in the system's temporary folder, which may be in memory: there a commit costs nothing.
const data = join(import.meta.dirname, '../../data')
await mkdir(data, { recursive: true })
const folder = await mkdtemp(join(data, 'bench-'))
try {
  for (const contestant of contestants) await contestant.start(await mkdtemp(join(folder, `${contestant.name}-`)))
  await ours.prepare(mostPeople)
  for (const result of results(await measure(contestants, course), comparisons)) print(result)
  for (const contestant of contestants) await contestant.stop()
  print(await lateVersusEarly(reader, await mkdtemp(join(folder, 'long-'))))
  print(await startUp(await mkdtemp(join(folder, 'start-'))))
  const memory = join(import.meta.dirname, 'memory.ts')
  spawnSync(process.execPath, ['--expose-gc', memory, await mkdtemp(join(folder, 'memory-'))], { stdio: 'inherit' })
} finally {
  await rm(folder, { recursive: true, force: true })
}
