/** Wires everything: settings, key, store, what is said, the loop, the channels. */
import type { FastifyInstance } from 'fastify'
import type { Alerts } from './care/alerts.ts'
import { openCare } from './care/care.ts'
import { ProgramError, type Program as CareProgram } from './care/program.ts'
import { readPrograms } from './care/read-program.ts'
import type { Channel, Host, Shelf } from './channel.ts'
import { formatProblem } from './language/problem.ts'
import { expiredHelplines } from './library/helplines.ts'
import { isSafety, readLibrary, type Library } from './library/library.ts'
import { loadReading } from './library/reading.ts'
import { FlowShelf } from './library/shelf.ts'
import { readSources } from './library/sources.ts'
import { createReader } from './reading/read.ts'
import { readEnvironment, type Settings } from './settings.ts'
import { readKey } from './store/key-file.ts'
import { openStore } from './store/open.ts'
import type { Store } from './store/port.ts'
import { Conversations, type Log } from './turns/conversations.ts'
import type { Program, Speech } from './turns/speech.ts'

export interface App {
  readonly store: Store
  readonly conversations: Conversations
  /** Tells staff; undefined in the demonstration. */
  readonly alerts: Alerts | undefined
  readonly speech: () => Speech
  /** Reads the flows again. What is broken is logged and left as it was. */
  reload(): Promise<void>
  stop(): Promise<void>
}

export interface AppOptions {
  readonly settings: Settings
  readonly channels: readonly Channel[]
  readonly log: Log
  readonly routes?: FastifyInstance
  readonly now?: () => number
  /** Where the secrets are that programs name. */
  /** What `GRADUAL_FLOWS` holds, where it has been read already. */
  readonly library?: Library
  readonly environment?: Readonly<Record<string, string | undefined>>
  /** Milliseconds before each further attempt at a test alert. */
  readonly proveWaits?: readonly number[]
}

/** Something is wrong that only the operator can mend; told before anyone is served. */
export class StartError extends Error {
  override readonly name = 'StartError'
}

export async function startApp(options: AppOptions): Promise<App> {
  const { settings, channels, log, routes, now = Date.now, environment = readEnvironment() } = options
  const key = readKey({ given: settings.GRADUAL_KEY, file: settings.GRADUAL_KEY_FILE, folder: settings.GRADUAL_DATA })
  const store = await openStore({ folder: settings.GRADUAL_DATA, key })
  try {
    let speech = await loadSpeech(settings, store, log, now, options.library)
    const programs = programsOf(settings, environment)
    const alerts =
      programs.length === 0
        ? undefined
        : await openCare({
            ...{ store, programs, routes, log, now },
            origin: settings.GRADUAL_URL === undefined ? undefined : new URL(settings.GRADUAL_URL).origin,
            smtp: settings.GRADUAL_SMTP,
            mailFrom: settings.GRADUAL_MAIL_FROM,
            phrase: (...said) => speech.library.phrase(...said),
            unheard: (client, alert) => conversations.unheard(client, alert),
            ...(options.proveWaits && { proveWaits: options.proveWaits }),
          })
    const conversations: Conversations = new Conversations({
      store,
      channels,
      speech: () => speech,
      programs: alerts
        ? new Map(programs.map(servedProgram))
        : new Map([[demonstration, demonstrationProgram(settings)]]),
      log,
      now,
      alerted: (_client, { kind, sure }) => {
        log('alert', { kind, sure, told: alerts !== undefined })
        alerts?.poke()
      },
    })
    for (const channel of channels) await channel.start(hostFor(channel, conversations, store, log, routes))
    conversations.start()
    alerts?.start()
    return {
      store,
      conversations,
      alerts,
      speech: () => speech,
      reload: async () => {
        speech = await loadSpeech(settings, store, log, now)
      },
      stop: async () => {
        for (const channel of channels) await channel.stop()
        await conversations.stop()
        await alerts?.stop()
        await store.close()
      },
    }
  } catch (error) {
    await store.close()
    throw error instanceof ProgramError ? new StartError(error.message) : error
  }
}

/** The program that runs where none is set up: it watches nobody and says so. */
const demonstration = 'demonstration'

function demonstrationProgram(settings: Settings): Program {
  return { name: demonstration, country: settings.GRADUAL_COUNTRY, zone: settings.GRADUAL_ZONE, language: 'en' }
}

function programsOf(
  { GRADUAL_PROGRAMS: folder }: Settings,
  environment: Readonly<Record<string, string | undefined>>,
): CareProgram[] {
  return folder === undefined ? [] : readPrograms(folder, environment)
}

/** A program as the turns see it. */
function servedProgram(program: CareProgram): [string, Program] {
  const { name, country, zone, dispatch } = program
  const staff = {
    program: name,
    dispatch,
    unanswered: program.unansweredMinutes * 60_000,
    window: program.acknowledgeMinutes * 60_000,
  }
  return [program.program, { name: program.program, country, zone, language: program.languages[0]!, staff }]
}

async function loadSpeech(
  settings: Settings,
  store: Store,
  log: Log,
  now: () => number,
  library = readLibrary(readSources(settings.GRADUAL_FLOWS)),
): Promise<Speech> {
  for (const problem of library.problems) log('flow.refused', { fault: formatProblem(problem) })
  const shelf = new FlowShelf()
  await shelf.publish(library, {
    all: () => store.revisions(),
    publish: (flow, hash, script) => store.publish(flow, hash, script, now()),
  })
  refuseWithoutSafety(library, shelf)
  for (const line of expiredHelplines(library.helplines, new Date(now()).toISOString().slice(0, 10)))
    log('helpline.expired', { line })
  return { library, shelf, read: createReader(loadReading(settings.GRADUAL_FLOWS)) }
}

/** Flows without which nobody may be served. */
const needed = ['welcome', 'menu', 'help', 'urgent', 'human', 'my-data', 'delete-data', 'my-sharing']

function refuseWithoutSafety(library: Library, shelf: FlowShelf): void {
  const missing = needed.filter((name) => !shelf.flow(name))
  const broken = library.problems.filter(({ file }) => isSafety(file) || file === 'phrases.yaml')
  if (missing.length === 0 && broken.length === 0) return
  const faults = [...broken.map(formatProblem), ...missing.map((name) => `the flow "${name}" is missing or has faults`)]
  throw new StartError(`What is needed for safety is not in order, so nobody is served:\n${faults.join('\n')}`)
}

function hostFor(
  channel: Channel,
  conversations: Conversations,
  store: Store,
  log: Log,
  routes?: FastifyInstance,
): Host {
  return {
    accept: (incoming) => conversations.accept(channel, incoming),
    greet: (hello) => conversations.greet(channel, hello),
    history: (person, page) => conversations.history(channel.name, person, page),
    secret: (purpose) => store.secret(`${channel.name}:${purpose}`),
    shelf: shelfFor(channel, store),
    log,
    ...(routes && { routes }),
  }
}

/** An adapter's own small things, each kept in the file of the person they are for. */
function shelfFor({ name }: Channel, store: Store): Shelf {
  return {
    get: async (key) => {
      const client = await store.shelfOwner(key)
      const kept = client === undefined ? undefined : await store.read(client, (tx) => tx.shelved(key))
      return kept as { person: string; value: unknown } | undefined
    },
    put: async (person, key, value) => {
      const client = await store.find(name, person)
      return client === undefined ? false : store.commit(client, (tx) => tx.shelve(key, { person, value }))
    },
    remove: async (key) => {
      const client = await store.shelfOwner(key)
      if (client !== undefined) await store.commit(client, (tx) => tx.unshelve(key))
    },
  }
}
