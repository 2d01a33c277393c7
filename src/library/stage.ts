/** A stage for rehearsals: everything Gradual says and how it listens, without a store. */
import type { Stage } from '../engine/rehearsal.ts'
import type { Message, Reading } from '../reading/reading.ts'
import { helplineTexts } from './helplines.ts'
import type { Library } from './library.ts'
import { FlowShelf, unkeptRevisions } from './shelf.ts'

export async function rehearsalStage(
  library: Library,
  read: (message: Message) => Reading,
  options: { country?: string; zone: string; today: string },
): Promise<Stage> {
  const shelf = new FlowShelf()
  await shelf.publish(library, unkeptRevisions())
  return {
    zone: options.zone,
    read,
    flow: (name, revision) => shelf.flow(name, revision),
    flows: shelf.flows,
    languages: library.languages,
    phrase: library.phrase,
    helplines: (country = options.country, language) =>
      helplineTexts(library.helplines, library.phrase, country, language, options.today),
  }
}
