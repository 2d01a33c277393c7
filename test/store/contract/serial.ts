import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Store, Tx } from '../../../src/store/port.ts'
import type { Open } from '../contract.ts'
import { newClient } from '../folder.ts'

/** One unit of work: whose, what it writes, whether it fails in the end, and whether others may come in before it. */
interface Step {
  readonly who: number
  readonly what: 'turn' | 'receive' | 'reward' | 'send' | 'finish'
  readonly name: number
  readonly fails: boolean
  readonly pause: boolean
}

const step: fc.Arbitrary<Step> = fc.record({
  who: fc.nat({ max: 2 }),
  what: fc.constantFrom('turn', 'receive', 'reward', 'send', 'finish'),
  name: fc.nat({ max: 3 }),
  fails: fc.boolean(),
  pause: fc.boolean(),
})

async function take(tx: Tx, { what, name }: Step): Promise<unknown> {
  const words = { name }
  const seq = (await tx.lastTurn()) + 1
  switch (what) {
    case 'turn':
      await tx.addTurn({ seq, at: name, words })
      return seq
    case 'receive':
      return tx.receive({ incoming: `m${name}`, channel: 'web', at: name, due: name, urgent: false, words })
    case 'reward':
      return tx.reward({ key: `r${name}`, at: name, points: name + 1, words })
    case 'send':
      return (await tx.send(seq, 'web', name)).turn
    case 'finish':
    default:
      return tx.sent((await tx.unsent()).map(({ id }) => id))
  }
}

/** The same in memory: what one client's file is after a unit of work. */
interface Model {
  turns: number[]
  messages: number[]
  rewards: number[]
  unsent: number[]
}

function model({ turns, messages, rewards, unsent }: Model, { what, name }: Step): [Model, unknown] {
  const same = { turns, messages, rewards, unsent }
  const seq = turns.length + 1
  switch (what) {
    case 'turn':
      return [{ ...same, turns: [...turns, name] }, seq]
    case 'receive':
      return messages.includes(name) ? [same, false] : [{ ...same, messages: [...messages, name] }, true]
    case 'reward':
      return rewards.includes(name) ? [same, false] : [{ ...same, rewards: [...rewards, name] }, true]
    case 'send':
      return [{ ...same, unsent: [...unsent, seq] }, seq]
    case 'finish':
    default:
      return [{ ...same, unsent: [] }, undefined]
  }
}

const file = (store: Store, client: string): Promise<Model & { points: number }> =>
  store.read(client, async (tx) => ({
    turns: (await tx.turns(1)).map(({ at }) => at),
    messages: (await tx.waiting()).map(({ at }) => at),
    rewards: [],
    points: await tx.points(),
    unsent: (await tx.unsent()).map(({ turn }) => turn),
  }))

export function serialContract(open: Open): void {
  describe('units of several clients, in any interleaving', () => {
    it('leave each client as if theirs had run one after another, the failed ones never', async () => {
      const { store } = await open()
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
          const clients = [await newClient(store), await newClient(store), await newClient(store)]
          const running: Promise<unknown>[] = []
          for (const each of steps) {
            if (each.pause) await new Promise(setImmediate)
            const unit = store.commit(clients[each.who]!, async (tx) => {
              const result = await take(tx, each)
              if (each.fails) throw new Error('failed')
              return result
            })
            running.push(unit.catch((error: Error) => error.message))
          }
          const results = await Promise.all(running)
          const models = clients.map((): Model => ({ turns: [], messages: [], rewards: [], unsent: [] }))
          for (const [index, each] of steps.entries()) {
            const [next, result] = model(models[each.who]!, each)
            if (!each.fails) models[each.who] = next
            expect(results[index]).toEqual(each.fails ? 'failed' : result)
          }
          for (const [who, client] of clients.entries()) {
            const { rewards, ...rest } = models[who]!
            const points = rewards.reduce((sum, name) => sum + name + 1, 0)
            expect(await file(store, client)).toEqual({ ...rest, points, rewards: [] })
          }
        }),
        { numRuns: 60 },
      )
    })
  })
}
