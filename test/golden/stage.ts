/** The real flows and the real reader, for rehearsals in tests. Read once a file of tests. */
import { Rehearsal } from '../../src/engine/rehearsal.ts'
import { readLibrary } from '../../src/library/library.ts'
import { loadReading } from '../../src/library/reading.ts'
import { readSources } from '../../src/library/sources.ts'
import { rehearsalStage } from '../../src/library/stage.ts'
import { createReader } from '../../src/reading/read.ts'

export const library = readLibrary(readSources('flows'))
export const stage = await rehearsalStage(library, createReader(loadReading('flows')), {
  country: 'US',
  zone: 'America/New_York',
  today: '2026-11-23',
})

/** A Monday evening. */
export const monday = Date.parse('2026-11-23T18:00:00-05:00')

export function rehearsal(language = 'en'): Rehearsal {
  return new Rehearsal(stage, { now: monday, language })
}
