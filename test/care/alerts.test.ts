import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { openHouse, origin, programFile, secret } from './house.ts'

/** Certain; one that is only possible; and words that must be seen nowhere. */
const sure = 'I swallowed all my pills an hour ago, Marguerite Oyelaran knows'
const possible = "I can't see a way through this"

const link = /https:\/\/gradual\.example\.org(\/staff\/\S+)/

describe('danger that is certain', { timeout: 60_000 }, () => {
  it('is told at once to who is on call, with a kind, a time, a channel and a name that is not the client’s', async () => {
    const house = await openHouse()
    await house.write(sure)
    await house.settle()
    expect(house.mailbox.mails.map(({ to, subject }) => [to, subject])).toEqual([
      ['rosa@example.org', 'Harbor House: a client needs a person'],
    ])
    const { text } = house.mailbox.mails[0]!
    expect(text).toMatch(/^Overdose\nClient: [a-z]+-[0-9A-Z]{5}, on memory\nSince: Nov 23, 2026, 8:00.PM EST\n/)
    expect(text).toContain('within 10 minutes')
    expect(text).toMatch(link)
    expect(house.hooks.hits).toEqual([])
  })

  it('goes to the next contact, and the next, and then the client is told that nobody answered', async () => {
    const house = await openHouse()
    await house.write(sure)
    await house.settle()
    house.heard()
    await house.pass(9)
    expect(house.hooks.hits).toEqual([])
    await house.pass(1)
    expect(house.hooks.taken('/slack')).toHaveLength(1)
    expect(house.hooks.taken('/pager')).toHaveLength(1)
    expect(house.mailbox.mails).toHaveLength(1)
    await house.pass(5)
    expect(house.mailbox.mails.map(({ to }) => to)).toEqual(['rosa@example.org', 'kim@example.org'])
    expect(house.heard()).toEqual([])
    await house.pass(5)
    const [told, ...asked] = house.heard()
    expect(told).toMatch(/^No one has answered yet\. Please call\.\n.*911.*\n.*988/)
    expect(asked.length).toBeGreaterThan(0)
    expect((await house.app.store.alerts.list(9)).map(({ state }) => state)).toEqual(['unanswered'])
    await house.pass(60)
    expect(house.heard()).toEqual([])
    expect(house.mailbox.mails).toHaveLength(2)
  })

  it('goes no further once somebody has it', async () => {
    const house = await openHouse()
    await house.write(sure)
    await house.settle()
    const path = link.exec(house.mailbox.mails[0]!.text)![1]!
    await house.pass(9)
    await house.server.inject({ method: 'POST', url: path })
    house.heard()
    await house.pass(60)
    expect(house.mailbox.mails).toHaveLength(1)
    expect(house.hooks.hits).toEqual([])
    expect(house.heard()).toEqual([])
  })

  it('told again is one alert that counts, until somebody has had it for longer than they had to take it', async () => {
    const house = await openHouse()
    for (const _ of [1, 2, 3]) await house.write(sure)
    await house.settle()
    expect(house.mailbox.mails).toHaveLength(1)
    const [alert] = await house.app.store.alerts.list(9)
    expect(alert).toMatchObject({ kind: 'overdose', count: 3 })
    await house.app.store.alerts.acknowledge(alert!.id, 'Rosa Diaz', house.now)
    const overdoses = () => house.mailbox.mails.filter(({ text }) => text.startsWith('Overdose')).length
    await house.write(sure)
    await house.pass(11)
    expect(overdoses()).toBe(1)
    await house.write(sure)
    await house.settle()
    expect(overdoses()).toBe(2)
  })

  it('of two clients is two alerts, and neither waits for the other', async () => {
    const house = await openHouse()
    await Promise.all([house.write(sure, 'ann'), house.write(sure, 'ben')])
    await house.settle()
    expect(house.mailbox.mails).toHaveLength(2)
    expect(new Set((await house.app.store.alerts.list(9)).map(({ who }) => who)).size).toBe(2)
  })

  it('is told to everyone who is on call', async () => {
    const more = '  - contact: Kim\n    when: { monday: 18:00-06:00 }\nacknowledge_minutes'
    const house = await openHouse({ program: (hooks) => programFile(hooks).replace('acknowledge_minutes', more) })
    await house.write(sure)
    await house.settle()
    expect(house.mailbox.mails.map(({ to }) => to).toSorted()).toEqual(['kim@example.org', 'rosa@example.org'])
  })

  it('is told after "delete my data" too, and then nothing of it is kept', async () => {
    const house = await openHouse()
    house.mailbox.failures.push(451)
    await house.write(sure)
    await house.settle()
    const client = (await house.app.store.find('memory', 'ann'))!
    await house.app.store.commit(client, (tx) => tx.erase())
    await house.pass(1)
    expect(house.mailbox.mails).toHaveLength(1)
    const path = link.exec(house.mailbox.mails[0]!.text)![1]!
    const page = await house.server.inject({ method: 'POST', url: path })
    expect(page.body).toContain('Nothing of it is kept')
    expect(await house.app.store.alerts.list(9)).toEqual([])
  })

  it('is not brought up again to someone who said stop', async () => {
    const house = await openHouse()
    await house.write(sure)
    await house.write('stop')
    house.heard()
    await house.pass(30)
    expect(house.heard()).toEqual([])
    expect((await house.app.store.alerts.list(9)).map(({ state }) => state)).toEqual(['unanswered'])
  })
})

describe('danger that is only possible', { timeout: 60_000 }, () => {
  it('is asked about first, and told when it is confirmed', async () => {
    const house = await openHouse()
    await house.write(possible)
    await house.settle()
    expect(house.heard().join('\n')).toContain('Are you thinking about killing yourself?')
    expect(house.mailbox.mails).toEqual([])
    await house.write('yes')
    await house.settle()
    expect(house.mailbox.mails.map(({ text }) => text.split('\n')[0])).toEqual(['Thoughts of suicide'])
    await house.pass(16)
    expect((await house.app.store.alerts.list(9)).map(({ count }) => count)).toEqual([1])
  })

  it('is not told when it is denied', async () => {
    const house = await openHouse()
    await house.write(possible)
    await house.write('no')
    await house.pass(20)
    expect(house.mailbox.mails).toEqual([])
  })

  for (const last of [undefined, 'skip', 'stop', 'pause', 'menu']) {
    it(`is told after the program’s minutes when there is no answer${last ? ` but "${last}"` : ''}`, async () => {
      const house = await openHouse()
      await house.write(possible)
      await house.pass(5)
      if (last !== undefined) await house.write(last)
      await house.pass(9)
      expect(house.mailbox.mails).toEqual([])
      await house.pass(1)
      expect(house.mailbox.mails.map(({ text }) => text.split('\n')[0])).toEqual(['Thoughts of suicide'])
    })
  }

  it('is not put off by being heard again', async () => {
    const house = await openHouse()
    await house.write(possible)
    for (const _ of [1, 2, 3]) {
      await house.pass(5)
      await house.write('skip')
      await house.write(possible)
    }
    expect(house.mailbox.mails.map(({ text }) => text.split('\n')[0])).toEqual(['Thoughts of suicide'])
  })
})

describe('a contact', { timeout: 60_000 }, () => {
  it('who can’t be reached is tried again, later each time, and not waited for', async () => {
    const house = await openHouse()
    house.mailbox.failures.push(451, 451, 451)
    await house.write(sure)
    await house.settle()
    expect(house.mailbox.mails).toEqual([])
    house.now += 5_000
    await house.settle()
    // Failed twice: the next one is told now, not in ten minutes.
    expect(house.hooks.taken('/slack')).toHaveLength(1)
    house.now += 9_000
    await house.settle()
    expect(house.mailbox.failures).toHaveLength(1)
    house.now += 1_000
    await house.settle()
    expect(house.mailbox.failures).toHaveLength(0)
    house.now += 20_000
    await house.settle()
    expect(house.mailbox.mails.map(({ to }) => to)).toEqual(['rosa@example.org'])
    expect(house.log.filter((line) => line.startsWith('alert.later'))).toHaveLength(3)
  })

  it('gets a webhook that is signed over its time and its body, the same id on every attempt', async () => {
    const house = await openHouse()
    house.hooks.failures.set('/pager', [500, 302, 429])
    await house.write(sure)
    await house.pass(13)
    const hits = house.hooks.hits.filter(({ path }) => path === '/pager')
    expect(hits).toHaveLength(4)
    for (const { headers, body } of hits) {
      const timestamp = String(headers['gradual-timestamp'])
      const right = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')
      expect(headers['gradual-signature']).toBe(`v1=${right}`)
      expect(Math.abs(Number(timestamp) * 1_000 - house.now)).toBeLessThan(5 * 60_000)
    }
    const bodies = hits.map(({ body }) => JSON.parse(body) as Record<string, unknown>)
    expect(new Set(bodies.map(({ id }) => id)).size).toBe(1)
    expect(bodies[0]).toMatchObject({ event: 'alert', program: 'harbor', alert: { kind: 'overdose', count: 1 } })
    // Where it was sent on to is not asked.
    expect(house.hooks.hits.map(({ path }) => path)).not.toContain('/elsewhere')
  })

  it('gets a Slack message that Slack takes, with nothing unfurled', async () => {
    const house = await openHouse()
    await house.write(sure)
    await house.pass(10)
    const [hit] = house.hooks.taken('/slack')
    const body = JSON.parse(hit!.body) as { text: string; unfurl_links: boolean }
    expect(body.text).toMatch(/^\*Harbor House: a client needs a person\*\nOverdose\n/)
    expect(body.text).toContain(`${origin}/staff/`)
    expect(body.unfurl_links).toBe(false)
  })
})

describe('someone who asks for a person', { timeout: 60_000 }, () => {
  it('is an alert too, and is told whom to call when nobody answers', async () => {
    const house = await openHouse()
    await house.write('human')
    await house.settle()
    expect(house.mailbox.mails.map(({ text }) => text.split('\n')[0])).toEqual(['Asks for a person'])
    house.heard()
    await house.pass(20)
    expect(house.heard()[0]).toMatch(/^No one has answered yet\. You can call one of these in the meantime:\n/)
  })
})

describe('what is sent and logged', { timeout: 60_000 }, () => {
  it('holds no word of a client’s, and nothing of who they are on their platform', async () => {
    const house = await openHouse()
    house.mailbox.failures.push(451, 550)
    house.hooks.failures.set('/pager', [500])
    const person = 'platform-identity-778812'
    await house.write('I drank alone in the kitchen', person)
    await house.write(sure, person)
    await house.write(possible, person)
    await house.write('human', person)
    await house.pass(30)
    const client = (await house.app.store.find('memory', person))!
    expect(house.mailbox.mails.length).toBeGreaterThan(2)
    const out = [
      ...house.mailbox.mails.flatMap(({ raw, text, subject }) => [raw, text, subject]),
      ...house.hooks.hits.flatMap(({ body, headers }) => [body, JSON.stringify(headers)]),
      ...house.log,
    ].join('\n')
    const said = ['Marguerite', 'Oyelaran', 'swallowed', 'pills', 'kitchen', 'see a way', person, client]
    expect(said.filter((word) => out.includes(word))).toEqual([])
  })
})
