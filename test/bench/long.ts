/** What one turn costs late in a long conversation beside early in it, and what an open conversation costs in memory. */
import { stringify } from 'yaml'
import { gradual } from './gradual.ts'
import { median } from './measure.ts'
import type { Result } from './report.ts'
import { hello } from './talk.ts'

type Read = Parameters<typeof gradual>[0]

/** Questions of the long flow: turn 200 is still inside it. */
const length = 210
/** Turns around the one that is measured, and people who walk it: enough for a steady median. */
const around = 4
const walkers = 40

/** Every question in own words: the kind whose answers grow most. */
const longFlow = stringify({
  flow: 'welcome',
  title: 'Long',
  about: 'A long conversation.',
  source: 'none',
  posture: 'neutral',
  menu: false,
  steps: Array.from({ length }, (_, index) => ({ ask: `Question ${index}?`, as: `answer_${index}` })),
})

export async function lateVersusEarly(read: Read, folder: string): Promise<Result> {
  const ours = gradual(read, longFlow)
  await ours.start(folder)
  const early: number[] = []
  const late: number[] = []
  for (let person = 0; person < walkers; person++) {
    await ours.turn(person, hello)
    for (let turn = 1; turn <= 200 + around; turn++) {
      const begin = performance.now()
      await ours.turn(person, 'a few words of my own about how that was')
      const passed = performance.now() - begin
      if (Math.abs(turn - 5) <= around) early.push(passed)
      if (Math.abs(turn - 200) <= around) late.push(passed)
    }
  }
  await ours.stop()
  const value = median(late)
  return {
    name: 'turns.late-vs-early',
    value: Number(value.toFixed(3)),
    unit: 'ms',
    ratio: Number((value / median(early)).toFixed(2)),
    to: 'turn 5',
  }
}

const conversations = 10_000

/** Resident memory of a process that holds 10,000 conversations, five questions in, each. Run it in a process of its own. */
export async function memoryOpen(read: Read, folder: string): Promise<Result> {
  const ours = gradual(read, longFlow)
  await ours.start(folder)
  await ours.prepare(conversations)
  const before = settled()
  for (let from = 0; from < conversations; from += 100) {
    const people = Array.from({ length: 100 }, (_, index) => from + index)
    await Promise.all(people.map((person) => ours.turn(person, hello)))
    for (let turn = 0; turn < 5; turn++)
      await Promise.all(people.map((person) => ours.turn(person, 'a few words of my own')))
  }
  const kilobytes = (settled() - before) / conversations / 1024
  await ours.stop()
  return { name: 'memory.open', value: Number(kilobytes.toFixed(2)), unit: 'KB each' }
}

function settled(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}
