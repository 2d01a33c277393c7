import { describe, expect, it } from 'vitest'
import { DeliveryError } from '../../src/channel.ts'
import { newFolder, openHouse, three } from './house.ts'

async function greeted(options: Parameters<typeof openHouse>[0] = {}) {
  const house = await openHouse(options)
  await house.conversations.greet(house.channel, { person: 'ann', place: 'ann' })
  await house.settle()
  house.heard()
  return house
}

describe('a message', () => {
  it('is taken to its turn, and the reply handed over', async () => {
    const house = await greeted()
    await house.write('my sister worries')
    await house.settle()
    expect(house.heard()).toEqual(['How much?'])
    await house.close()
  })

  it('that comes twice is one message', async () => {
    const house = await greeted()
    expect(await house.write('my sister worries', 'same')).toBe(false)
    expect(await house.write('my sister worries', 'same')).toBe(true)
    await house.settle()
    expect(house.heard()).toEqual(['How much?'])
    await house.close()
  })

  it('that comes twice at the same moment is one message', async () => {
    const house = await greeted()
    const receipts = await Promise.all([1, 2, 3].map(() => house.write('my sister worries', 'same')))
    expect(receipts.toSorted((a, b) => Number(a) - Number(b))).toEqual([false, true, true])
    await house.settle()
    expect(house.heard()).toEqual(['How much?'])
    await house.close()
  })

  it('is kept verbatim, whatever is in it', async () => {
    const house = await greeted()
    const words = '  {reason} <b>"it’s"</b> \u202e… 🍷\n\nsecond line  '
    await house.write(words)
    await house.write('7')
    await house.write('walking')
    await house.write("that's it")
    await house.settle()
    expect(house.heard().at(-2)).toContain(words.trim())
    const past = await house.conversations.history('memory', 'ann', { limit: 100 })
    expect(past.filter(({ from }) => from === 'client').map(({ text }) => text)).toEqual([
      words,
      '7',
      'walking',
      "that's it",
    ])
    await house.close()
  })

  it('of 10,000 characters comes back whole', async () => {
    const house = await greeted()
    const long = 'all of it '.repeat(1000).trim()
    await house.write(long)
    await house.write('7')
    await house.write('skip')
    await house.settle()
    const past = await house.conversations.history('memory', 'ann', { limit: 100 })
    expect(past.find(({ from }) => from === 'client')?.text).toBe(long)
    await house.close()
  })

  it('of one client does not wait for another’s, and neither sees the other', async () => {
    const house = await openHouse()
    const people = Array.from({ length: 40 }, (_, index) => `p${index}`)
    await Promise.all(people.map((person) => house.conversations.greet(house.channel, { person, place: person })))
    for (const text of ['because of', '5', 'tea', "that's it"]) {
      await Promise.all(
        people.map((person) =>
          house.write(text === 'because of' ? `${text} ${person}` : text, `${person} ${text}`, person),
        ),
      )
    }
    await house.settle()
    for (const person of people) {
      const own = house.said.filter(({ place }) => place === person).flatMap(({ lines }) => lines)
      expect(own).toContainEqual({ kind: 'text', text: `You said because of ${person}, 5, tea.` })
    }
    await house.close()
  })
})

describe('words that come before the reply was handed over', () => {
  it('join the open answer', async () => {
    const house = await greeted({ settle: 4000 })
    await house.write('it is my sister')
    await house.write('and the rent')
    house.now += 5000
    await house.settle()
    expect(house.heard()).toEqual(['How much?'])
    await house.write('7')
    await house.write('tea')
    house.now += 5000
    await house.settle()
    await house.write("that's it")
    house.now += 5000
    await house.settle()
    expect(house.heard().join('\n')).toContain('You said it is my sister\nand the rent, 7, tea.')
    await house.close()
  })

  it('join it also when the reply is late, and what was kept is kept once', async () => {
    const house = await greeted()
    house.failures.push(new DeliveryError('later', 'busy', 60_000))
    await house.write('it is my sister')
    await house.settle()
    expect(house.heard()).toEqual([])
    const first = house.said.length
    await house.write('7')
    house.now += 61_000
    await house.settle()
    expect(house.said.length).toBeGreaterThan(first)
    await house.close()
  })

  it('are read for danger one by one, at once', async () => {
    const house = await greeted({ settle: 4000 })
    await house.write('it is my sister')
    await house.write('i will kill myself')
    expect(house.log).toContain('alerted suicide')
    await house.close()
  })

  it('of a command are obeyed at once, after what was waiting', async () => {
    const house = await greeted({ settle: 4000 })
    await house.write('it is my sister')
    await house.write('back')
    await house.settle()
    expect(house.heard()).toEqual(['How much?', expect.stringContaining('it is my sister'), 'What brings you?'])
    await house.close()
  })
})

describe('coming back', () => {
  it('after a stop of the program finds the same question and every word', async () => {
    const folder = newFolder()
    const house = await greeted({ folder })
    await house.write('my sister worries')
    await house.close()
    const again = await openHouse({ folder })
    await again.write('7')
    await again.write('tea')
    await again.write("that's it")
    await again.settle()
    expect(again.heard().join('\n')).toContain('You said my sister worries, 7, tea.')
    await again.close()
  })

  it('after an edit finishes on the old words, while a newcomer gets the new ones', async () => {
    const house = await greeted()
    await house.write('my sister worries')
    await house.settle()
    house.heard()
    await house.edit({ 'welcome.yaml': three.replace('What helps?', 'What has helped you?') })
    await house.write('7')
    await house.settle()
    expect(house.heard()).toEqual(['What helps?'])
    await house.conversations.greet(house.channel, { person: 'bob', place: 'bob' })
    await house.write('hm', 'b1', 'bob')
    await house.write('3', 'b2', 'bob')
    await house.settle()
    expect(house.heard()).toContain('What has helped you?')
    await house.close()
  })
})

describe('stop', () => {
  it('really stops: what was scheduled is gone, and nothing is said until they write', async () => {
    const later = `${three}  - schedule: menu\n    in: PT1H\n  - ask: Still there?\n    as: there\n`
    const house = await greeted({ flows: { 'welcome.yaml': later } })
    for (const text of ['a', '1', "that's it", 'stop']) await house.write(text)
    await house.settle()
    house.heard()
    house.now += 48 * 3600_000
    await house.settle()
    expect(house.heard()).toEqual([])
    await house.write('hello')
    await house.settle()
    expect(house.heard()).toContain('Still there?')
    await house.close()
  })
})

describe('a channel that fails', () => {
  it('gets it again later, in order, and nothing twice', async () => {
    const house = await greeted()
    house.failures.push(new Error('no network'), new DeliveryError('later', 'slow down', 30_000))
    await house.write('my sister worries')
    await house.settle()
    await house.write('7')
    await house.settle()
    expect(house.heard()).toEqual([])
    house.now += 2_000
    await house.settle()
    expect(house.heard()).toEqual([])
    house.now += 31_000
    await house.settle()
    expect(house.heard()).toEqual(['How much?', 'What helps?'].slice(-house.said.length + 1))
    await house.close()
  })

  it('that will never take it again leaves it kept and counted', async () => {
    const house = await greeted()
    house.failures.push(new DeliveryError('gone', 'blocked'))
    await house.write('my sister worries')
    await house.settle()
    expect(await house.store.troubles()).toMatchObject({ undeliverable: 1 })
    await house.close()
  })
})

describe('a turn that throws', () => {
  it('keeps the message, tells the operator, and answers honestly', async () => {
    let broken = false
    const { simpleRead } = await import('../engine/simple-reader.ts')
    const house = await greeted({
      read: (message) => {
        if (broken) throw new Error('a fault in reading')
        return simpleRead(message)
      },
    })
    broken = true
    expect(await house.write('these words are not lost', 'm')).toBe(false)
    await house.settle()
    expect(house.heard().join()).toContain('Something went wrong on my side')
    expect(await house.store.troubles()).toMatchObject({ failedMessages: 1 })
    expect(house.log.join()).not.toContain('these words')
    expect(await house.write('these words are not lost', 'm')).toBe(true)
    broken = false
    await house.write('7', 'n')
    await house.settle()
    expect(house.heard()).toEqual(['How much?'])
    await house.close()
  })
})
