import { expect, it } from 'vitest'
import { inBrowser } from './browser.ts'
import { setUp, wordsOn } from './setup.ts'
import { greeting, say, settled, text } from './states.ts'
import type { Script } from './house.ts'

/** Answers every message with its own words, so that a lost or doubled one can be seen. */
const echo: Script = (said) =>
  said === undefined
    ? greeting
    : { lines: [text(`Heard: ${said.text}`)], prompt: { ref: said.id, kind: 'ask', label: 'And?' } }

const spoken = (words: readonly string[]) => [
  ...greeting.lines.map((line) => (line.kind === 'text' ? line.text : '')),
  ...words.flatMap((word) => [word, `Heard: ${word}`]),
]

inBrowser('on a bad connection', () => {
  const { house: open, visit, context } = setUp()

  it('shows the same words and the same question after a reload', async () => {
    const house = await open(echo)
    const page = await visit(house)
    await say(page, 'one')
    await page.reload()
    await expect.poll(() => wordsOn(page)).toEqual(spoken(['one']))
    await page.getByRole('textbox', { name: 'And?' }).waitFor()
  })

  it('keeps what is written through a reload, and only in its own tab', async () => {
    const house = await open(echo)
    const surroundings = await context()
    const page = await visit(house, surroundings)
    await page.getByRole('textbox').fill('half a sen')
    await page.reload()
    await expect.poll(() => page.getByRole('textbox').inputValue()).toBe('half a sen')
    const other = await visit(house, surroundings)
    expect(await other.getByRole('textbox').inputValue()).toBe('')
    expect(house.said).toEqual([])
  })

  it('sends what was written without a connection once it is back, in order and once', async () => {
    const house = await open(echo)
    const surroundings = await context()
    const page = await visit(house, surroundings)
    await surroundings.setOffline(true)
    await page.getByText('No connection. What you write is kept and goes out when it is back.').waitFor()
    for (const words of ['one', 'two', 'three']) {
      await page.getByRole('textbox').fill(words)
      await page.keyboard.press('Enter')
    }
    expect(await page.getByText('Not sent yet').count()).toBe(3)
    await surroundings.setOffline(false)
    await settled(page)
    await expect.poll(() => house.said.map(({ text }) => text)).toEqual(['one', 'two', 'three'])
    expect(new Set(await wordsOn(page))).toEqual(new Set(spoken(['one', 'two', 'three'])))
    expect((await wordsOn(page)).length).toBe(spoken(['one', 'two', 'three']).length)
  })

  it('says a message again with the same id when the connection broke before it was named safe', async () => {
    const house = await open(echo)
    const page = await visit(house)
    const ids: string[] = []
    let cut = true
    await page.routeWebSocket(/socket/, (socket) => {
      const server = socket.connectToServer()
      socket.onMessage((data) => {
        server.send(data)
        const message = JSON.parse(String(data)) as { type: string; id: string }
        if (message.type === 'say') ids.push(message.id)
      })
      server.onMessage((data) => {
        // The receipt and the answer are lost on their way, and the connection with them.
        if (cut && /"received"/.test(String(data)) && ids.length > 0) {
          cut = false
          void socket.close({ code: 1011 })
          void server.close({ code: 1000 })
        } else socket.send(data)
      })
    })
    await page.reload()
    await page.locator('.turn').first().waitFor()
    await say(page, 'only once')
    await expect.poll(() => wordsOn(page)).toEqual(spoken(['only once']))
    expect(house.said.length).toBe(1)
    expect(new Set(ids).size).toBe(1)
  })

  it('loses and doubles nothing when the server is gone in the middle of a sentence', async () => {
    const house = await open(echo)
    const page = await visit(house)
    await say(page, 'one')
    await page.getByRole('textbox').pressSequentially('tw')
    await house.stop()
    await page.getByRole('textbox').pressSequentially('o')
    await page.keyboard.press('Enter')
    await page.getByText('Not sent yet').waitFor()
    await page.getByRole('textbox').pressSequentially('thr')
    await house.start()
    await page.getByText('Heard: two').waitFor()
    await page.getByRole('textbox').pressSequentially('ee')
    await page.keyboard.press('Enter')
    await expect.poll(() => wordsOn(page)).toEqual(spoken(['one', 'two', 'three']))
    await page.reload()
    await expect.poll(() => wordsOn(page)).toEqual(spoken(['one', 'two', 'three']))
  })

  it('sends from the next visit what a closed tab had not sent', async () => {
    const house = await open(echo)
    const surroundings = await context()
    const page = await visit(house, surroundings)
    await surroundings.setOffline(true)
    await page.getByRole('textbox').fill('left behind')
    await page.keyboard.press('Enter')
    await page.getByText('Not sent yet').waitFor()
    await page.close()
    await surroundings.setOffline(false)
    const next = await visit(house, surroundings)
    await expect.poll(() => wordsOn(next)).toEqual(spoken(['left behind']))
    expect(house.said.length).toBe(1)
  })

  it('shows every word once in each of several tabs, whichever of them it was said in', async () => {
    const house = await open(echo)
    const surroundings = await context()
    const one = await visit(house, surroundings)
    const two = await visit(house, surroundings)
    await settled(two)
    await say(one, 'from the first')
    await two.getByText('Heard: from the first').waitFor()
    await say(two, 'from the second')
    const all = spoken(['from the first', 'from the second'])
    await expect.poll(() => wordsOn(one)).toEqual(all)
    await expect.poll(() => wordsOn(two)).toEqual(all)
    await surroundings.setOffline(true)
    await one.getByRole('textbox').fill('first, offline')
    await one.keyboard.press('Enter')
    await two.getByRole('textbox').fill('second, offline')
    await two.keyboard.press('Enter')
    await surroundings.setOffline(false)
    await settled(one)
    await settled(two)
    await expect.poll(() => house.said.length).toBe(4)
    for (const page of [one, two]) {
      await expect
        .poll(async () => (await wordsOn(page)).toSorted())
        .toEqual([...all, ...spoken(['first, offline', 'second, offline']).slice(2)].toSorted())
    }
  })

  it('loads earlier words above without moving what is being read', async () => {
    const house = await open((said) => (said === undefined ? greeting : { lines: [text(`Heard: ${said.text}\n\n…`)] }))
    const page = await visit(house)
    for (let n = 0; n < 40; n++) await house.speak({ lines: [text(`Line ${n}\n\nwith more\n\nbelow it`)] })
    await page.reload()
    await page.getByText('Line 39').waitFor()
    const more = page.getByRole('button', { name: 'Show earlier messages' })
    await more.scrollIntoViewIfNeeded()
    const first = page.locator('.turn').first()
    const words = await first.innerText()
    const before = await page.getByText(words.split('\n')[0]!, { exact: false }).first().boundingBox()
    await more.click()
    await page.getByText('Hello. I am a program').waitFor({ state: 'attached' })
    await expect
      .poll(async () => Math.abs((await page.getByText(words.split('\n')[0]!).first().boundingBox())!.y - before!.y))
      .toBeLessThan(80)
    expect((await wordsOn(page)).length).toBe(42)
  })

  it('opens the shell and the page of numbers with no server at all, and has cached no word', async () => {
    const house = await open(echo)
    const surroundings = await context()
    const page = await visit(house, surroundings)
    await say(page, 'a very private word')
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await page.reload()
    await page.getByText('Heard: a very').waitFor()
    await house.stop()
    await page.goto(`${house.url}/offline`)
    expect(await page.getByRole('link', { name: '911' }).getAttribute('href')).toBe('tel:911')
    await page.goto(house.url)
    await page.getByText('No connection').waitFor()
    await page.getByRole('textbox').fill('still possible')
    await page.keyboard.press('Enter')
    await page.getByText('Not sent yet').waitFor()
    const cached = await page.evaluate(async () => {
      const found: string[] = []
      for (const name of await caches.keys()) {
        const cache = await caches.open(name)
        for (const request of await cache.keys()) {
          found.push(new URL(request.url).pathname, await (await cache.match(request))!.text())
        }
      }
      return found
    })
    expect(cached.some((words) => words.includes('a very private word'))).toBe(false)
    expect(cached.filter((path) => /session|socket|privacy/.test(path) && path.startsWith('/'))).toEqual([])
  })
})
