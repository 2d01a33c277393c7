import type { BrowserContext, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { inBrowser } from './browser.ts'
import { setUp } from './setup.ts'
import { greeting, lock, rating, say } from './states.ts'
import type { Script } from './house.ts'

const script: Script = (said) => (said === undefined ? greeting : rating)
const secret = 'nobody must read this'

/** The everyday page that takes the place of ours: some of it, so that no test asks anyone outside. */
const everyday = (context: BrowserContext) =>
  context.route(/wikipedia/, (route) => route.fulfill({ contentType: 'text/html', body: '<h1>An everyday page</h1>' }))

/** Everything a page of this origin could find on the device. */
const remains = (page: Page) =>
  page.evaluate(async () => {
    const stored = [localStorage, sessionStorage].flatMap((store) => Object.entries(store).flat())
    const databases = (await indexedDB.databases()).map(({ name }) => name)
    return [...stored, ...databases, document.documentElement.innerHTML].join('\n')
  })

inBrowser('leaving', () => {
  const { house: open, visit, context } = setUp()

  it('says before the first exit that the browser’s history stays', async () => {
    const page = await visit(await open(script))
    await page.getByText('The list of pages you visited stays in your browser.').waitFor()
    await page.getByRole('button', { name: 'Got it' }).click()
    const described = await page.getByRole('button', { name: 'Leave now' }).evaluate((button) => {
      const id = button.getAttribute('aria-describedby')
      return (button.getRootNode() as ShadowRoot).getElementById(id!)?.textContent
    })
    expect(described).toMatch(/stays in your browser/)
  })

  it('is gone in a tap, leaves nothing behind, and "back" shows nothing', async () => {
    const house = await open(script)
    const surroundings = await context()
    await everyday(surroundings)
    const page = await visit(house, surroundings)
    await say(page, secret)
    // Twice in the history, so that "back" from the everyday page leads to this site.
    await page.goto(`${house.url}/offline`)
    await page.goto(house.url)
    await page.getByText(secret).waitFor()
    await surroundings.setOffline(true)
    await page.getByRole('textbox').fill(`${secret} unsent`)
    await page.keyboard.press('Enter')
    await page.getByText('Not sent yet').waitFor()
    await page.getByRole('textbox').fill(`${secret} draft`)
    await surroundings.setOffline(false)
    const left = page.waitForURL(/wikipedia/)
    await page.getByRole('button', { name: 'Leave now' }).click()
    await left
    await page.goBack()
    await page.waitForURL(/offline/)
    expect(await remains(page)).not.toContain(secret)
    await page.goBack()
    await page.getByRole('heading', { name: 'Your notes are closed' }).waitFor()
    expect(await remains(page)).not.toContain(secret)
    await page.getByRole('button', { name: 'Open' }).click()
    await page.getByText(secret, { exact: true }).waitFor()
  })

  it('takes the other tabs along', async () => {
    const house = await open(script)
    const surroundings = await context()
    await everyday(surroundings)
    const one = await visit(house, surroundings)
    const two = await visit(house, surroundings)
    const both = Promise.all([one, two].map((page) => page.waitForURL(/wikipedia/)))
    await one.getByRole('button', { name: 'Leave now' }).click()
    await both
    for (const page of [one, two]) expect(page.url()).toMatch(/wikipedia/)
  })

  it('closes the lock where there is one', async () => {
    const house = await open(script)
    const surroundings = await context()
    await everyday(surroundings)
    const page = await visit(house, surroundings)
    await say(page, 'A hard day')
    await lock(page)
    await page.getByLabel('PIN').fill('2468')
    await page.keyboard.press('Enter')
    await page.getByText('A hard day').first().waitFor()
    const left = page.waitForURL(/wikipedia/)
    await page.getByRole('button', { name: 'Leave now' }).click()
    await left
    await page.goto(house.url)
    await page.getByLabel('PIN').waitFor()
    expect(await remains(page)).not.toContain('hard day')
  })

  it('shows nothing of the conversation while locked, keeps the draft, and opens with the PIN', async () => {
    const house = await open(script)
    const page = await visit(house)
    await say(page, secret)
    await page.getByRole('textbox').fill('half a sen')
    await lock(page)
    expect(await page.evaluate(() => document.body.innerText)).not.toContain(secret)
    expect(await page.locator('.turn, gradual-composer').count()).toBe(0)
    await page.reload()
    await page.getByLabel('PIN').waitFor()
    expect(await page.locator('.turn, gradual-composer').count()).toBe(0)
    await page.getByLabel('PIN').fill('1111')
    await page.keyboard.press('Enter')
    await page.getByText('That is not the PIN.').waitFor()
    await page.getByLabel('PIN').fill('2468')
    await page.keyboard.press('Enter')
    await page.getByText(secret).waitFor()
    expect(await page.getByRole('textbox').inputValue()).toBe('half a sen')
  })

  it('stays locked, and shows nothing that waits, where there is no connection', async () => {
    const house = await open(script)
    const page = await visit(house)
    await say(page, 'A hard day')
    await lock(page)
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await page.reload()
    await page.getByLabel('PIN').waitFor()
    await house.stop()
    await page.reload()
    await page.getByText('You can open this when it is back').waitFor()
    expect(await page.locator('.turn, gradual-composer').count()).toBe(0)
    await page.getByRole('button', { name: 'I need help now' }).click()
    await page.getByRole('link', { name: '911' }).waitFor()
  })

  it('forgets this device: nothing is left, in any tab, and the next visit begins anew', async () => {
    const house = await open(script)
    const surroundings = await context()
    const page = await visit(house, surroundings)
    const other = await visit(house, surroundings)
    await say(page, secret)
    await page.getByRole('textbox').fill(`${secret} draft`)
    await page.getByRole('button', { name: 'Menu' }).click()
    await page.getByRole('button', { name: 'Forget this device' }).click()
    await page.getByRole('button', { name: 'Forget this device' }).click()
    for (const tab of [page, other]) {
      await tab.getByText('This device has forgotten you').waitFor()
      expect(await remains(tab)).not.toContain(secret)
    }
    await page.getByRole('button', { name: 'Start anew' }).click()
    await page.getByText('Hello. I am a program').waitFor()
    expect(await page.getByText(secret).count()).toBe(0)
    expect(await page.getByRole('textbox').inputValue()).toBe('')
  })

  it('comes back on another device with a recovery code', async () => {
    const house = await open(script)
    const page = await visit(house)
    await say(page, secret)
    await page.getByRole('button', { name: 'Menu' }).click()
    await page.getByRole('button', { name: 'Come back on another device' }).click()
    await page.getByRole('button', { name: 'Show a new code' }).click()
    const code = await page.locator('output').innerText()
    const other = await visit(house, await context())
    await other.getByRole('button', { name: 'Menu' }).click()
    await other.getByRole('button', { name: 'Come back on another device' }).click()
    await other.getByRole('button', { name: 'I have a code' }).click()
    await other.getByLabel('Your code').fill(code.slice(0, -2))
    await other.getByRole('button', { name: 'Go on' }).click()
    await other.getByText('missing or mistyped').waitFor()
    await other.getByLabel('Your code').fill(code.toLowerCase())
    await other.getByRole('button', { name: 'Go on' }).click()
    await other.getByText(secret).waitFor()
    expect(house.said.length).toBe(1)
  })

  it('adds a passkey, and opens the lock with it', async () => {
    const house = await open(script)
    const surroundings = await context()
    const page = await visit(house, surroundings)
    const devtools = await surroundings.newCDPSession(page)
    await devtools.send('WebAuthn.enable')
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    await say(page, secret)
    await page.getByRole('button', { name: 'Menu' }).click()
    await page.getByRole('button', { name: 'Come back on another device' }).click()
    await page.getByRole('button', { name: 'Add a passkey' }).click()
    await page.getByText('Added on').waitFor()
    await page.getByRole('button', { name: 'Back', exact: true }).click()
    await page.getByRole('button', { name: 'Lock' }).click()
    await page.getByText('Passkey', { exact: true }).click()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved.').waitFor()
    await page.getByRole('button', { name: 'Close the lock now' }).click()
    await page.getByRole('button', { name: 'Use a passkey' }).click()
    await page.getByText(secret).waitFor()
    expect(house.said.length).toBe(1)
  })
})
