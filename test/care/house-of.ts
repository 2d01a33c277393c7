/** A whole Gradual with a program in it: real flows, real database, a channel in memory, and a clock that is moved by hand. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { startApp, type App } from '../../src/app.ts'
import type { Channel, Host, Outgoing } from '../../src/channel.ts'
import { createServer } from '../../src/server.ts'
import { readSettings, type Settings } from '../../src/settings.ts'
import type { Log } from '../../src/turns/conversations.ts'

export const secret = 'a secret to sign with'
export const origin = 'https://gradual.example.org'
/** A Monday, 20:00 by the program's clocks: nobody is staffed. */
export const evening = Date.parse('2026-11-23T20:00:00-05:00')

/** Rosa is told by e-mail, Sam by Slack and pager, Kim by e-mail. Rosa is on call when nobody is staffed. */
export function programFile(hooks: string): string {
  return `program: harbor
name: Harbor House
country: US
zone: America/New_York
languages: [en]
minimum_age: 18
dispatch: false
clinical_safety_lead: Dr. Ada Quill
staffed:
  monday: 09:00-17:00
  tuesday: 09:00-17:00
contacts:
  - name: Rosa Diaz
    email: rosa@example.org
  - name: Sam O’Neil
    slack: HARBOR_SLACK
    webhook: { url: ${hooks}/pager, secret: HARBOR_PAGER }
  - name: Kim
    email: kim@example.org
on_call:
  - contact: Rosa Diaz
    when: unstaffed
acknowledge_minutes: 10
escalate_minutes: 5
unanswered_minutes: 15
`
}

/** Says who is watching, so that a test can see it. */
const human = `flow: human
title: A person
about: People.
source: none
posture: neutral
menu: false
reads: { watched: program.watched, words: program.watching_words }
steps:
  - alert: human
  - say: "{words}"
  - if: watched
    then:
      - say: WATCHED
    else:
      - say: NOT WATCHED
`

export interface CareHouse {
  readonly folder: string
  readonly app: App
  readonly server: FastifyInstance
  readonly log: string[]
  now: number
  write(text: string, person?: string): Promise<void>
  /** The lines said to a person since the last call. */
  heard(person?: string): string[]
  /** What is due now is done and sent. */
  settle(): Promise<void>
  /** Moves the clock on and does what falls due meanwhile, a minute at a time. */
  pass(minutes: number): Promise<void>
  close(): Promise<void>
}

export interface CareHouseOptions {
  readonly folder: string
  readonly smtp: string
  readonly hooks: string
  /** A program file, given where its webhooks are. */
  readonly program?: (hooks: string) => string
  readonly now?: number
  readonly onLog?: Log
  /** Settings that are not given. */
  readonly without?: readonly string[]
}

let ids = 0

export function settingsOf({ folder, smtp, hooks, program, without = [] }: CareHouseOptions): Settings {
  const flows = join(folder, 'flows')
  const programs = join(folder, 'programs')
  mkdirSync(programs, { recursive: true })
  writeFileSync(join(programs, 'harbor.yaml'), (program ?? programFile)(hooks))
  cpSync('flows', flows, { recursive: true })
  writeFileSync(join(flows, 'system', 'human.yaml'), human)
  const given = {
    GRADUAL_DATA: join(folder, 'data'),
    GRADUAL_FLOWS: flows,
    GRADUAL_PROGRAMS: programs,
    GRADUAL_URL: origin,
    GRADUAL_SMTP: smtp,
    GRADUAL_MAIL_FROM: 'gradual@example.org',
  }
  const kept = Object.fromEntries(Object.entries(given).filter(([name]) => !without.includes(name)))
  return readSettings(kept, join(folder, 'no.env'))
}

export async function openCareHouse(options: CareHouseOptions): Promise<CareHouse> {
  const settings = settingsOf(options)
  const said = new Map<string, Outgoing[]>()
  const fetched = new Map<string, number>()
  const log: string[] = []
  const house = { now: options.now ?? evening }
  let host: Host
  const channel: Channel = {
    name: 'memory',
    settle: 0,
    start: async (given) => void (host = given),
    stop: async () => {},
    deliver: async (outgoing) => {
      said.set(outgoing.place, [...(said.get(outgoing.place) ?? []), outgoing])
      return {}
    },
  }
  const server = createServer([])
  const app = await startApp({
    settings,
    channels: [channel],
    routes: server,
    now: () => house.now,
    environment: { HARBOR_SLACK: `${options.hooks}/slack`, HARBOR_PAGER: secret },
    proveWaits: [0, 0],
    log: (event, facts) => {
      log.push(`${event} ${JSON.stringify(facts ?? {})}`)
      options.onLog?.(event, facts)
    },
  })
  await server.ready()
  const settle = async () => {
    await app.conversations.due()
    await app.alerts!.due()
    await app.conversations.due()
  }
  return Object.assign(house, {
    folder: options.folder,
    app,
    server,
    log,
    settle,
    write: async (text: string, person = 'ann') => {
      await host.greet({ person, place: person })
      await host.accept({ id: `m${ids++}`, person, place: person, text })
      await app.conversations.due()
    },
    heard: (person = 'ann') => {
      const all = said.get(person) ?? []
      const fresh = all.slice(fetched.get(person) ?? 0)
      fetched.set(person, all.length)
      return fresh.flatMap(({ lines }) => lines.flatMap((line) => (line.kind === 'text' ? [line.text] : [])))
    },
    pass: async (minutes: number) => {
      for (let minute = 0; minute < minutes; minute++) {
        house.now += 60_000
        await settle()
      }
    },
    close: async () => {
      await server.close()
      await app.stop()
    },
  })
}
