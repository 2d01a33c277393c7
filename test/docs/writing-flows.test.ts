import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { Rehearsal } from '../../src/engine/rehearsal.ts'
import { readLibrary } from '../../src/library/library.ts'
import { readSources } from '../../src/library/sources.ts'
import { rehearsalStage } from '../../src/library/stage.ts'
import { monday, stage } from '../golden/stage.ts'
import { parseTalk, runTalk } from '../golden/talk.ts'

it('the flow and the golden talk of docs/writing-flows.md are right', async () => {
  const page = readFileSync('docs/writing-flows.md', 'utf8')
  const flow = /```yaml\n(flow: quiet-minute[\s\S]*?)```/.exec(page)![1]!
  const talk = /```\n(# Someone[\s\S]*?)```/.exec(page)![1]!
  const sources = readSources('flows')
  const library = readLibrary({ ...sources, flows: new Map([...sources.flows, ['quiet-minute.yaml', flow]]) })
  expect(library.problems.filter(({ file }) => file === 'quiet-minute.yaml')).toEqual([])
  const own = await rehearsalStage(library, stage.read, { zone: 'UTC', today: '2026-11-23' })
  expect(runTalk(parseTalk(talk), new Rehearsal(own, { now: monday }))).toBeUndefined()
})
