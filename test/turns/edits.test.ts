import { describe, expect, it } from 'vitest'
import { moveClient } from '../../src/commands/move-flow.ts'
import { FlowShelf } from '../../src/library/shelf.ts'
import { readLibrary } from '../../src/library/library.ts'
import { readSources } from '../../src/library/sources.ts'
import { openHouse, three } from './house.ts'

const extra = `flow: a-walk
title: A walk
about: A walk outside.
source: none
posture: neutral
steps:
  - ask: Where would you walk?
    as: place
`

describe('a flow file', () => {
  it('dropped in appears in the menu, with nothing else to do', async () => {
    const house = await openHouse()
    await house.edit({ 'welcome.yaml': three, 'a-walk.yaml': extra })
    await house.write('menu')
    await house.settle()
    expect(house.said.at(-1)?.prompt?.options?.map(({ label }) => label)).toContain('A walk')
    await house.tap('a-walk', house.said.at(-1)!.prompt!.ref)
    await house.settle()
    expect(house.heard()).toContain('Where would you walk?')
    await house.close()
  })

  it('with a fault is refused with its line, and the others run on', async () => {
    const house = await openHouse({
      flows: { 'welcome.yaml': three, 'a-walk.yaml': extra.replace('as: place', 'has: place') },
    })
    const problems = readLibrary({
      ...readSources('flows'),
      flows: new Map([['a-walk.yaml', extra.replace('as: place', 'has: place')]]),
    }).problems
    expect(problems.map(({ file, line }) => `${file}:${line}`)).toContain('a-walk.yaml:8')
    await house.conversations.greet(house.channel, { person: 'ann', place: 'ann' })
    await house.settle()
    expect(house.heard()).toEqual(['What brings you?'])
    await house.close()
  })

  it('with a fault keeps those in the middle of it on the revision they began', async () => {
    const house = await openHouse()
    await house.conversations.greet(house.channel, { person: 'ann', place: 'ann' })
    await house.edit({ 'welcome.yaml': three.replace('as: much', 'was: much') })
    await house.write('my sister worries')
    await house.settle()
    expect(house.heard().at(-1)).toBe('How much?')
    await house.close()
  })
})

describe('moving to a new revision', () => {
  async function inTheMiddle() {
    const house = await openHouse()
    await house.conversations.greet(house.channel, { person: 'ann', place: 'ann' })
    await house.write('my sister worries')
    await house.settle()
    house.heard()
    const client = (await house.store.find('memory', 'ann'))!
    const move = async (flow: string, really: boolean) => {
      await house.edit({ 'welcome.yaml': flow })
      const shelf = new FlowShelf()
      const library = readLibrary({
        ...readSources('flows'),
        locales: new Map(),
        flows: new Map([['welcome.yaml', flow]]),
      })
      await shelf.publish(library, {
        all: () => house.store.revisions(),
        publish: (name, hash, script) => house.store.publish(name, hash, script, house.now),
      })
      return house.store.commit(client, (tx) => moveClient(tx, 'welcome', shelf, really))
    }
    return { house, move }
  }

  it('first only says who could follow, then moves them', async () => {
    const { house, move } = await inTheMiddle()
    const edited = three.replace('What helps?', 'What has helped you?')
    expect(await move(edited, false)).toEqual([['revision 1 → 2, at "much": follows', true]])
    await house.write('7')
    await house.settle()
    expect(house.heard()).toEqual(['What helps?'])
    await house.write('back')
    await house.settle()
    expect(await move(edited, true)).toEqual([['revision 1 → 2, at "much": follows', true]])
    house.heard()
    await house.write('8')
    await house.settle()
    expect(house.heard()).toEqual(['What has helped you?'])
    await house.close()
  })

  it('leaves those behind whose question or answer is gone, and says which', async () => {
    const { house, move } = await inTheMiddle()
    expect(
      await move(
        three
          .replaceAll('as: much', 'as: how_much')
          .replace('importance: much', 'importance: how_much')
          .replace('{much}', '{how_much}'),
        true,
      ),
    ).toEqual([['revision 1 → 2, at "much": stays, the question "much" they are at is gone', false]])
    expect(
      await move(
        three
          .replaceAll('as: reason', 'as: why')
          .replace('reasons: reason', 'reasons: why')
          .replace('{reason}', '{why}'),
        true,
      ),
    ).toEqual([['revision 1 → 3, at "much": stays, their answer "reason" has no question any more', false]])
    await house.close()
  })
})

describe('an edit to a safety flow', () => {
  it('reaches someone in the middle of it at once', async () => {
    const house = await openHouse()
    await house.conversations.greet(house.channel, { person: 'ann', place: 'ann' })
    await house.write('i will kill myself')
    await house.settle()
    const before = house.heard()
    expect(before.at(-1)).toBe('Is it safer now?')
    const safety = `flow: urgent\ntitle: Help now\nabout: Help now.\nsource: none\nposture: neutral\nmenu: false\ntakes: [kind, sure]\nsteps:\n  - confirm: Is it safer now?\n    as: safer\n  - say: These words are new.\n`
    await house.edit({ 'welcome.yaml': three, 'safety/urgent.yaml': safety })
    await house.write('yes')
    await house.settle()
    expect(house.heard()).toContain('These words are new.')
    await house.close()
  })
})
