/** Gradual itself: reading, engine, store and loop as they ship, with everything on (FULL, encryption, transcript, records, outbox). */
import { randomBytes } from 'node:crypto'
import { stringify } from 'yaml'
import type { Channel, Outgoing } from '../../src/channel.ts'
import { readLibrary } from '../../src/library/library.ts'
import { FlowShelf } from '../../src/library/shelf.ts'
import { readSources } from '../../src/library/sources.ts'
import type { Message, Reading } from '../../src/reading/reading.ts'
import { openStore } from '../../src/store/open.ts'
import type { Store } from '../../src/store/port.ts'
import { Conversations } from '../../src/turns/conversations.ts'
import type { Contestant } from './contestant.ts'
import { closing, hello, type Question, questions } from './talk.ts'

export function gradual(
  read: (message: Message) => Reading,
  flow = benchFlow(questions),
): Contestant & { readonly conversations: () => Conversations; prepare(people: number): Promise<void> } {
  let store: Store
  let conversations: Conversations
  let channel: Channel
  const waiting = new Map<string, (reply: string) => void>()
  const person = (number: number) => `person ${number}`
  return {
    name: 'turns',
    conversations: () => conversations,
    start: async (folder) => {
      store = await openStore({ folder, key: randomBytes(32) })
      const sources = readSources('flows')
      const library = readLibrary({
        ...sources,
        flows: new Map([...sources.flows, ['welcome.yaml', flow]]),
      })
      const shelf = new FlowShelf()
      await shelf.publish(library, {
        all: () => store.revisions(),
        publish: (flow, hash, script) => store.publish(flow, hash, script, Date.now()),
      })
      channel = {
        name: 'bench',
        settle: 0,
        start: async () => {},
        stop: async () => {},
        deliver: async (outgoing) => {
          waiting.get(outgoing.place)?.(textOf(outgoing))
          return {}
        },
      }
      conversations = new Conversations({
        store,
        channels: [channel],
        speech: () => ({ library, shelf, read }),
        programs: new Map([['bench', { name: 'bench', country: 'US', zone: 'UTC', language: 'en' }]]),
        log: (event, facts) => {
          if (event !== 'flow.refused') throw new Error(`${event} ${JSON.stringify(facts)}`)
        },
        now: Date.now,
        alerted: () => {},
      })
    },
    // Becoming a client is rare beside talking, and is not a turn: these have come before.
    prepare: async (people) => {
      const at = Date.now()
      await Promise.all(
        Array.from({ length: people }, (_, number) =>
          store.enrol({ program: 'bench', channel: 'bench', person: person(number), place: person(number), at }),
        ),
      )
    },
    turn: async (number, text) => {
      const place = person(number)
      const reply = new Promise<string>((resolve) => waiting.set(place, resolve))
      if (text === hello) await conversations.greet(channel, { person: place, place })
      else await conversations.accept(channel, { id: `${number}:${next++}`, person: place, place, text })
      return reply
    },
    answers: async (number) => {
      const past = await conversations.history('bench', person(number), { limit: 1000 })
      const said = past.filter(({ from }) => from === 'client').map(({ text }) => text ?? '')
      return Object.fromEntries(questions.map(({ id }, index) => [id, said[index] ?? '']))
    },
    stop: async () => {
      await conversations.stop()
      await store.close()
    },
  }
}

let next = 0

function textOf({ lines }: Outgoing): string {
  return lines.map((line) => (line.kind === 'text' ? line.text : '')).join('\n')
}

/** The talk as a flow: the same words, kept as a record at the end. */
export function benchFlow(asked: readonly Question[]): string {
  const steps = asked.map((question): Record<string, unknown> => {
    switch (question.kind) {
      case 'list':
      case 'ask':
        return { ask: question.words, as: question.id }
      case 'choose':
        return {
          choose: question.words,
          as: question.id,
          options: Object.fromEntries(question.options.map((label, index) => [`o${index}`, label])),
        }
      case 'rate':
      case 'count':
      case 'confirm':
        return { [question.kind]: question.words, as: question.id }
    }
  })
  return stringify({
    flow: 'welcome',
    title: 'Benchmark',
    about: 'The talk of the benchmark.',
    source: 'none',
    posture: 'neutral',
    menu: false,
    steps: [
      ...steps,
      { keep: 'balance', with: { likes: '[likes]', costs: '[costs]', importance: 'importance', reasons: 'reasons' } },
      { say: closing },
    ],
  })
}
