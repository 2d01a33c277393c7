/** What every channel must do, run against a whole Gradual with the flows that ship. A channel brings a way to type into it. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startApp, type App } from '../../src/app.ts'
import type { Channel, Outgoing } from '../../src/channel.ts'
import { recordKinds } from '../../src/records/index.ts'
import { readSettings } from '../../src/settings.ts'
import { Rehearsal } from '../../src/engine/rehearsal.ts'
import { stage } from '../golden/stage.ts'
import { parseTalk } from '../golden/talk.ts'

/** A channel and someone who uses it. */
export interface Desk {
  readonly channel: Channel
  /** The identity the channel gives whoever sits here. */
  readonly person: string
  /** Types a message and sends it. */
  type(text: string): Promise<void>
  /** Everything that can be seen, as text. */
  seen(): string
  /** After the program was started anew: whoever sits here opens the channel again. */
  reopen(): Promise<Desk>
}

/** A moment in the middle of an ordinary week. */
const now = Date.parse('2026-11-23T18:00:00-05:00')

/** Talks that say in plain words what they keep. */
const talks = ['two-sides', 'small-step', 'rewrite-script']

interface Session {
  readonly app: App
  readonly folder: string
  readonly delivered: Outgoing[]
  say(text: string): Promise<void>
  close(): Promise<void>
}

async function sit(desk: Desk, folder = newFolder()): Promise<Session> {
  const delivered: Outgoing[] = []
  const deliver = desk.channel.deliver.bind(desk.channel)
  const channel: Channel = {
    ...desk.channel,
    deliver: async (outgoing) => {
      const receipt = await deliver(outgoing)
      delivered.push(outgoing)
      return receipt
    },
  }
  const settings = { ...readSettings({}, 'none'), GRADUAL_DATA: folder }
  const app = await startApp({ settings, channels: [channel], log: () => {}, now: () => now })
  return {
    app,
    folder,
    delivered,
    say: async (text) => {
      const before = delivered.length
      await desk.type(text)
      await expect.poll(() => delivered.length, { timeout: 10_000 }).toBeGreaterThan(before)
    },
    close: () => app.stop(),
  }
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gradual-desk-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function recordsOf({ app }: Session, { channel, person }: Desk): Promise<Record<string, unknown[]>> {
  const client = (await app.store.find(channel.name, person))!
  return app.store.read(client, async (tx) => {
    const found: Record<string, unknown[]> = {}
    for (const kind of Object.keys(recordKinds)) {
      const kept = (await tx.records(kind)).map(({ words }) => words)
      if (kept.length > 0 && kind !== 'profile') found[kind] = kept
    }
    return found
  })
}

export function channelContract(name: string, open: () => Promise<Desk>): void {
  // oxlint-disable-next-line vitest/valid-title -- each channel gives its own
  describe(name, () => {
    it('is greeted first, once, and hears what this is', async () => {
      const desk = await open()
      const session = await sit(desk)
      await expect.poll(() => desk.seen(), { timeout: 10_000 }).toContain('Which language suits you?')
      await session.say('English')
      expect(desk.seen()).toContain('a program, not a person')
      await session.close()
    })

    it('shows lines in the order they were said, and what can be picked', async () => {
      const desk = await open()
      const session = await sit(desk)
      await expect.poll(() => session.delivered.length, { timeout: 10_000 }).toBe(1)
      await session.say('menu')
      const said = session.delivered.flatMap(({ lines }) =>
        lines.flatMap((line) => (line.kind === 'text' ? [line.text.split('\n')[0]!] : [])),
      )
      let at = -1
      for (const line of said) {
        const place = desk.seen().indexOf(line, at + 1)
        expect(place, line).toBeGreaterThan(at)
        at = place
      }
      for (const { label } of session.delivered.at(-1)?.prompt?.options ?? []) expect(desk.seen()).toContain(label)
      await session.close()
    })

    it('keeps what is typed verbatim, and gives every message an id of its own', async () => {
      const desk = await open()
      const session = await sit(desk)
      await expect.poll(() => session.delivered.length, { timeout: 10_000 }).toBe(1)
      const words = '“{reason}” <b>it’s</b> 🍷 & 100 %'
      await session.say(words)
      await session.say(words)
      const client = (await session.app.store.find(desk.channel.name, desk.person))!
      const came = await session.app.store.read(client, async (tx) =>
        (await tx.turns(1)).flatMap(({ words: turn }) => (turn as { in: { id: string; text: string }[] }).in),
      )
      expect(came.map(({ text }) => text)).toEqual([words, words])
      expect(new Set(came.map(({ id }) => id)).size).toBe(2)
      await session.close()
    })

    it('after a restart shows the question that waits, and goes on from there', async () => {
      const desk = await open()
      const session = await sit(desk)
      await expect.poll(() => session.delivered.length, { timeout: 10_000 }).toBe(1)
      await session.say('menu')
      await session.say('Show me everything')
      await session.say('Two sides')
      const question = session.delivered.at(-1)!.prompt!.label
      await session.close()
      const again = await desk.reopen()
      const next = await sit(again, session.folder)
      await expect.poll(() => again.seen(), { timeout: 10_000 }).toContain(question)
      await next.say('it helps me sleep')
      const client = (await next.app.store.find(again.channel.name, again.person))!
      const last = await next.app.store.read(
        client,
        async (tx) => (await tx.turns(await tx.lastTurn())).at(-1)!.words as { changes: unknown[] },
      )
      expect(JSON.stringify(last.changes)).toContain('it helps me sleep')
      await next.close()
    })

    for (const flow of talks) {
      it(`the golden talk of ${flow} leaves the same records as it does without a channel`, async () => {
        const talk = parseTalk(readFileSync(`flows/${flow}.talk`, 'utf8').split(/^---+$/m)[0]!)
        const texts = talk.moves.flatMap((move) => (move.kind === 'client' ? move.texts : []))
        const lead = ['menu', 'Show me everything', stage.flow(flow)!.head.title]
        const rehearsal = new Rehearsal(stage, { now })
        rehearsal.greet()
        for (const text of [...lead, ...texts]) rehearsal.say(text)
        const wanted = Object.fromEntries(
          Object.keys(recordKinds).flatMap((kind) =>
            rehearsal.records(kind).length > 0 && kind !== 'profile'
              ? [[kind, rehearsal.records(kind).map(({ data }) => data)]]
              : [],
          ),
        )

        const desk = await open()
        const session = await sit(desk)
        await expect.poll(() => session.delivered.length, { timeout: 10_000 }).toBe(1)
        for (const text of [...lead, ...texts]) await session.say(text)
        expect(await recordsOf(session, desk)).toEqual(wanted)
        expect(Object.keys(wanted).length).toBeGreaterThan(0)
        await session.close()
      })
    }
  })
}
