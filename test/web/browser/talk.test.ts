import { expect, it } from 'vitest'
import { inBrowser } from './browser.ts'
import { setUp } from './setup.ts'
import { greeting, rating, say, settled, states, text } from './states.ts'

inBrowser('talking on the page', () => {
  const { house: open, visit, context } = setUp()

  it('goes from the first question to a sent number with the keyboard alone', async () => {
    const house = await open((said) => (said === undefined ? greeting : rating))
    const page = await visit(house)
    const focused = page.locator(':focus')
    const tabTo = async (name: RegExp) => {
      for (let presses = 0; presses < 30; presses++) {
        await page.keyboard.press('Tab')
        if (name.test((await focused.last().getAttribute('aria-label')) ?? (await focused.last().innerText()))) return
      }
      throw new Error(`no Tab leads to ${name}`)
    }
    await page.getByRole('button', { name: 'A hard day' }).waitFor()
    await tabTo(/A hard day/)
    await page.keyboard.press('Enter')
    await page.getByRole('radiogroup').waitFor()
    // Focus waits where the answers are, so one Tab leads into the scale.
    await page.keyboard.press('Tab')
    await page.keyboard.press('End')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Enter')
    await expect
      .poll(() => house.said.map(({ text, tap }) => [text, tap?.prompt, tap?.values]))
      .toEqual([
        ['A hard day', 'reason', ['day']],
        ['8', 'tense', ['8']],
      ])
    await tabTo(/^Or write it your way|^Write here/)
    await page.keyboard.type('In my own words')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('over two lines')
    await page.keyboard.press('Enter')
    await expect.poll(() => house.said.at(-1)?.text).toBe('In my own words\nover two lines')
  })

  it('moves the scale by arrows, Home, End and digits, and sends nothing before it is told to', async () => {
    const house = await open(() => rating)
    const page = await visit(house)
    const picked = () => page.locator('[role=radio][aria-checked=true]').innerText()
    await page.getByRole('radio', { name: '0' }).first().focus()
    for (const [keys, expected] of [
      [['ArrowRight'], '0'],
      [['ArrowRight', 'ArrowRight'], '2'],
      [['ArrowLeft'], '1'],
      [['Home', 'ArrowLeft'], '0'],
      [['End', 'ArrowRight'], '10'],
      [['7'], '7'],
      [['1', '0'], '10'],
      [['ArrowDown'], '9'],
      [['ArrowUp'], '10'],
    ] as const) {
      for (const key of keys) await page.keyboard.press(key)
      expect(await picked(), keys.join(' ')).toBe(expected)
    }
    expect(house.said).toEqual([])
    expect(await page.getByRole('radiogroup', { name: 'How tense are you right now?' }).count()).toBe(1)
    expect(await page.getByRole('radio', { name: '0: not at all' }).count()).toBe(1)
    await page.getByRole('button', { name: 'Send 10' }).click()
    await expect.poll(() => house.said[0]?.tap?.values).toEqual(['10'])
  })

  it('has targets of at least 44 pixels for whatever is tapped', async () => {
    for (const name of ['first', 'scale', 'choose-many', 'menu', 'menu-lock', 'numbers']) {
      const state = states.find((state) => state.name === name)!
      const house = await open(state.script ?? ((said) => (said === undefined ? greeting : rating)))
      const page = await visit(house, await context({ viewport: { width: 390, height: 844 } }))
      await settled(page)
      await state.act?.(page, house, page.context())
      for (const target of await page
        .locator('button:visible, label:has(input:is([type=radio],[type=checkbox])):visible, li a:visible')
        .all()) {
        const box = await target.boundingBox()
        expect(Math.min(box!.width, box!.height), `${name}: ${await target.innerText()}`).toBeGreaterThanOrEqual(44)
      }
    }
  }, 120_000)

  it('adds each new line to the live region once, and nothing that was said before', async () => {
    const house = await open((said, count) =>
      said === undefined ? greeting : { lines: [text(`First line ${count}`), text(`Second line ${count}`)] },
    )
    const page = await visit(house)
    await say(page, 'one')
    await page.reload()
    await page.locator('.turn').first().waitFor()
    const log = page.getByRole('log')
    expect(await log.getAttribute('aria-live')).toBe('polite')
    expect(await log.locator('.turn').count(), 'what was said before stands outside').toBe(0)
    await log.evaluate((node) => {
      const heard: string[] = []
      Object.assign(globalThis, { heard })
      const words = (added: Node) =>
        added instanceof Element && added.closest('[aria-live=off]') === null ? (added.textContent ?? '').trim() : ''
      new MutationObserver((records) => {
        for (const record of records) {
          if (record.type === 'characterData') heard.push(record.target.textContent ?? '')
          for (const added of record.addedNodes) {
            const said = added.nodeType === Node.TEXT_NODE ? (added.textContent ?? '').trim() : words(added)
            if (said !== '') heard.push(said)
          }
        }
      }).observe(node, { childList: true, subtree: true, characterData: true })
    })
    await say(page, 'two')
    await expect.poll(() => log.getByText('Second line 2').count()).toBe(1)
    await say(page, 'three')
    await expect.poll(() => log.getByText('Second line 3').count()).toBe(1)
    await house.speak({ lines: [text('Unasked')] })
    await log.getByText('Unasked').waitFor()
    expect(await page.evaluate('heard')).toEqual([
      'First line 2',
      'Second line 2',
      'First line 3',
      'Second line 3',
      'Unasked',
    ])
  })

  it('sends picked options with their values, and takes free text beside every control', async () => {
    const many = states.find(({ name }) => name === 'choose-many')!
    const house = await open(many.script!)
    const page = await visit(house)
    await settled(page)
    await many.act!(page, house, page.context())
    await page.getByRole('button', { name: 'Send 2' }).click()
    await expect.poll(() => house.said.at(-1)?.tap?.values).toEqual(['sleep', 'feel'])
    await page.getByRole('group', { name: 'What does it do for you?' }).waitFor()
    await say(page, 'something else altogether')
    await expect.poll(() => house.said.at(-1)?.text).toBe('something else altogether')
    expect(house.said.at(-1)?.tap).toBeUndefined()
  })

  it('keeps words longer than one message can be in the box, and says so', async () => {
    const house = await open(() => greeting)
    const page = await visit(house)
    await page.getByRole('textbox').fill('a'.repeat(10_001))
    await page.getByText('Too long by 1.').waitFor()
    await page.keyboard.press('Enter')
    expect(house.said).toEqual([])
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Enter')
    await expect.poll(() => house.said[0]?.text.length).toBe(10_000)
  })

  it('shows all lines at once and a rhythm that stands still where motion is reduced', async () => {
    const breath = states.find(({ name }) => name === 'breath')!
    const house = await open(breath.script!)
    const page = await visit(house, await context({ reducedMotion: 'reduce' }))
    await say(page, 'Let’s breathe')
    await page.getByText('And slowly out').waitFor()
    expect(await page.locator('.circle').count()).toBe(0)
    expect(await page.getByText('6 times').count()).toBe(1)
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
  })

  it('draws pictures as images that can run and load nothing', async () => {
    const asked: string[] = []
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="40" height="40" onload="parent.hurt=1"><script>parent.hurt=1</script><image href="https://elsewhere.example/x.png" width="9" height="9"/><rect width="40" height="40"/></svg>'
    const house = await open(() => ({ lines: [{ kind: 'picture', svg, alt: 'A square' }] }))
    const surroundings = await context()
    surroundings.on('request', (request) => asked.push(request.url()))
    const page = await visit(house, surroundings)
    const image = page.getByRole('img', { name: 'A square' })
    await expect.poll(() => image.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(40)
    expect(decodeURIComponent((await image.getAttribute('src'))!)).not.toMatch(/script|onload|elsewhere/)
    expect(await page.evaluate(() => 'hurt' in globalThis)).toBe(false)
    expect(asked.filter((url) => !url.startsWith(house.url) && !url.startsWith('data:'))).toEqual([])
  })

  it('asks for help in words the conversation hears, and shows the numbers where there is no connection', async () => {
    const house = await open((said) => (said === undefined ? greeting : rating))
    const page = await visit(house)
    await page.getByRole('button', { name: 'I need help now' }).click()
    await expect.poll(() => house.said.map(({ text }) => text)).toEqual(['I need help now'])
    await settled(page)
    await house.stop()
    await page.getByText('No connection').waitFor()
    await page.getByRole('button', { name: 'I need help now' }).click()
    const call = page.getByRole('link', { name: '988' })
    expect(await call.getAttribute('href')).toBe('tel:988')
    expect(await page.getByRole('link', { name: '741741' }).getAttribute('href')).toBe('sms:741741')
    await page.keyboard.press('Escape')
    await house.start()
    await expect.poll(() => house.said.length).toBe(2)
  })
})
