import { describe, expect, it } from 'vitest'
import { openHouse } from './house.ts'

const sure = 'I swallowed all my pills an hour ago'

async function withAlert() {
  const house = await openHouse()
  await house.write(sure)
  await house.settle()
  const path = /https:\/\/gradual\.example\.org(\/staff\/\S+)/.exec(house.mailbox.mails[0]!.text)![1]!
  return { house, path }
}

describe('an alert’s link', { timeout: 60_000 }, () => {
  it('shows what it is about with one button, needs no script, and acknowledges nothing by being opened', async () => {
    const { house, path } = await withAlert()
    const page = await house.server.inject({ method: 'GET', url: path })
    expect(page.statusCode).toBe(200)
    expect(page.body).toMatch(/<h1>Harbor House: a client needs a person<\/h1>\n<p>Overdose<\/p>/)
    expect(page.body).toContain('<form method="post"><button>I have this</button></form>')
    expect(page.body).not.toMatch(/<script|<link|<img|style/)
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'/)
    expect(page.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
    expect((await house.app.store.alerts.list(9))[0]!.state).toBe('open')
  })

  it('acknowledges once, by whom it was sent to, as a form sends it', async () => {
    const { house, path } = await withAlert()
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const done = await house.server.inject({ method: 'POST', url: path, headers: form, payload: '' })
    expect(done.body).toContain('Rosa Diaz has this since Nov 23, 2026')
    expect(done.body).not.toContain('<form')
    house.now += 60_000
    const again = await house.server.inject({ method: 'POST', url: path, headers: form, payload: 'more=1' })
    expect(again.body).toMatch(/has this since Nov 23, 2026, 8:00/)
    const opened = await house.server.inject({ method: 'GET', url: path })
    expect(opened.body).not.toContain('<form')
    const [alert] = await house.app.store.alerts.list(9)
    expect(alert!.acknowledged).toMatchObject({ by: 'Rosa Diaz' })
  })

  it('that is changed, made up, or for a contact who left, leads nowhere', async () => {
    const { house, path } = await withAlert()
    const [id, mac] = path.slice('/staff/'.length).split('.') as [string, string]
    const wrong = [
      `${id}.`,
      `${id}.${mac}x`,
      `${id}.${mac.slice(1)}`,
      `${Number(id) + 1}.${mac}`,
      `x.${mac}`,
      mac,
      '999.a',
    ]
    for (const token of wrong) {
      for (const method of ['GET', 'POST'] as const) {
        const page = await house.server.inject({ method, url: `/staff/${token}` })
        expect([token, page.statusCode]).toEqual([token, 404])
        expect(page.body).toContain('There is nothing here')
      }
    }
    expect((await house.app.store.alerts.list(9))[0]!.state).toBe('open')
  })
})

describe('being on call', { timeout: 60_000 }, () => {
  it('is told to clients only once it is acknowledged by its link, and until the shift ends', async () => {
    const house = await openHouse({ keepMails: true })
    const mail = house.mailbox.mails.find(({ subject }) => subject.endsWith('are you on call?'))!
    const path = /https:\/\/gradual\.example\.org(\/staff\/\S+)/.exec(mail.text)![1]!
    const watched = async (person: string) => {
      await house.write('human', person)
      return house.heard(person).join('\n')
    }
    const before = await watched('ann')
    expect(before).toContain('NOT WATCHED')
    expect(before).toContain('Nobody at Harbor House has said that they are on call right now.')
    expect(before).toContain('They don’t call emergency services or the police for you.')

    const page = await house.server.inject({ method: 'GET', url: path })
    expect(page.body).toContain('<button>I’m on call</button>')
    expect(await watched('ben')).toContain('NOT WATCHED')

    const done = await house.server.inject({ method: 'POST', url: path })
    expect(done.body).toMatch(/Rosa Diaz is on call until Nov 24, 2026, 9:00/)
    const after = await watched('cid')
    expect(after).toMatch(/^WATCHED$/m)
    expect(after).toContain('Someone at Harbor House is on call right now.')

    house.now += 13 * 3_600_000
    expect(await watched('dan')).toContain('NOT WATCHED')
    const over = await house.server.inject({ method: 'POST', url: path })
    expect(over.body).toContain('That shift is over.')
  })
})
