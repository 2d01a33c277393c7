/** `gradual flows move NAME`: takes clients who are in the middle of a flow to its newest revision, where they can follow. */
import { whyNotFollow } from '../engine/move.ts'
import type { Session } from '../engine/session.ts'
import { readLibrary } from '../library/library.ts'
import { FlowShelf } from '../library/shelf.ts'
import { readSources } from '../library/sources.ts'
import type { Settings } from '../settings.ts'
import { readKey } from '../store/key-file.ts'
import { openStore } from '../store/open.ts'
import type { Store, Tx } from '../store/port.ts'
import { stateFrom, type TurnWords } from '../turns/journal.ts'
import { flowNamed } from './flow-named.ts'

/** Clients are looked through in pages of this many. */
const page = 500

export async function moveFlow(name: string, settings: Settings, really: boolean): Promise<void> {
  const key = readKey({ given: settings.GRADUAL_KEY, file: settings.GRADUAL_KEY_FILE, folder: settings.GRADUAL_DATA })
  const library = readLibrary(readSources(settings.GRADUAL_FLOWS))
  flowNamed(library, name)
  const store = await openStore({ folder: settings.GRADUAL_DATA, key, beside: true })
  try {
    const shelf = new FlowShelf()
    await shelf.publish(library, {
      all: () => store.revisions(),
      publish: (flow, hash, script) => store.publish(flow, hash, script, Date.now()),
    })
    const counts = { follow: 0, stay: 0 }
    for await (const client of everyClient(store)) {
      await store.commit(client, async (tx) => {
        for (const [line, moved] of await moveClient(tx, name, shelf, really)) {
          process.stdout.write(`${client} ${line}\n`)
          counts[moved ? 'follow' : 'stay']++
        }
      })
    }
    const verb = really ? 'moved' : 'could move (add --yes to move them)'
    process.stdout.write(`${name}: ${counts.follow} ${verb}, ${counts.stay} stay on their revision\n`)
  } finally {
    await store.close()
  }
}

async function* everyClient(store: Store): AsyncGenerator<string> {
  let after: string | undefined
  for (;;) {
    const clients = await store.clients(after, page)
    for (const { id } of clients) yield id
    after = clients.at(-1)?.id
    if (clients.length < page) return
  }
}

/** A line for each run of the flow on an older revision, and whether it can follow. */
export async function moveClient(
  tx: Tx,
  name: string,
  shelf: FlowShelf,
  really: boolean,
): Promise<[string, boolean][]> {
  const newest = shelf.flow(name)!
  const last = await tx.lastTurn()
  if (last === 0) return []
  const { session, answers } = await stateFrom(tx, last, 'en')
  const found: [string, boolean][] = []
  const runs = session.runs.map((run) => {
    if (run.flow !== name || run.revision === newest.revision || newest.safety) return run
    const from = shelf.flow(name, run.revision)
    const why = from ? whyNotFollow(run, answers.get(run.id) ?? {}, from, newest) : 'their revision is gone'
    const where = `revision ${run.revision} → ${newest.revision}, at "${run.at}"`
    found.push([why === undefined ? `${where}: follows` : `${where}: stays, ${why}`, why === undefined])
    return why === undefined ? { ...run, revision: newest.revision } : run
  })
  if (really && found.some(([, follows]) => follows))
    await tx.addTurn({ seq: last + 1, at: Date.now(), words: await moved(tx, last, { ...session, runs }) })
  return found
}

/** A turn in which nothing was said: only where they stand has changed. */
async function moved(tx: Tx, last: number, session: Session): Promise<TurnWords> {
  const [newest] = await tx.turns(last, 1)
  const { to } = newest!.words as TurnWords
  return { in: [], said: { lines: [] }, session, changes: [], flows: [], to }
}
