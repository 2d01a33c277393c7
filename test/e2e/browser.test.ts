/** A whole conversation in a real browser, with the program killed under it, reloads, a second tab and a cut network. */
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { inBrowser } from '../web/browser/browser.ts'
import { setUp, wordsOn } from '../web/browser/setup.ts'
import { freePort, newFolder, serve } from './server.ts'

inBrowser('a conversation on the page', () => {
  const { context } = setUp()

  it(
    'goes on after leaving, kill -9, reload, a second tab and a cut network, with every word once',
    { timeout: 240_000 },
    async () => {
      const port = await freePort()
      const folder = newFolder()
      const first = await serve({ folder, port })
      const surroundings = await context()
      const page = await surroundings.newPage()
      await page.goto(first.url)
      await waitFor(page, 'Which language')
      await pick(page, 'English')
      await waitFor(page, 'a program, not a person')
      await say(page, 'menu', 'Show me everything')
      await pick(page, 'Show me everything')
      await pick(page, 'Two sides')
      await waitFor(page, 'Anything counts')
      await say(page, 'it takes the edge off the evening', 'anything else')

      await first.kill()
      const second = await serve({ folder, port })
      await page.reload()
      await waitFor(page, 'it takes the edge off the evening')
      await say(page, 'and it is mine', 'anything else')

      const tab = await surroundings.newPage()
      await tab.goto(second.url)
      await waitFor(tab, 'and it is mine')
      await say(tab, 'the taste of it', 'anything else')
      await waitFor(page, 'the taste of it')

      await surroundings.setOffline(true)
      await page.getByRole('textbox').fill('the walk to the shop')
      await page.keyboard.press('Enter')
      await second.kill()
      await serve({ folder, port })
      await surroundings.setOffline(false)
      await expect.poll(() => page.getByText('Not sent yet').count(), { timeout: 60_000 }).toBe(0)
      await say(page, "that's it", 'less good')

      await page.reload()
      await waitFor(page, 'less good')
      const words = await wordsOn(page)
      for (const own of [
        'it takes the edge off the evening',
        'and it is mine',
        'the taste of it',
        'the walk to the shop',
        "that's it",
      ]) {
        expect(
          words.filter((line) => line === own),
          own,
        ).toHaveLength(1)
      }
    },
  )
})

async function waitFor(page: Page, words: string): Promise<void> {
  await page.getByText(words).first().waitFor({ timeout: 60_000 })
}

async function say(page: Page, text: string, next: string): Promise<void> {
  const before = await page.getByText(next).count()
  await page.getByRole('textbox').fill(text)
  await page.keyboard.press('Enter')
  await expect
    .poll(() => page.getByText(next).count(), { timeout: 60_000, message: `${text} → ${next}` })
    .toBeGreaterThan(before === 0 ? 0 : before - 1)
  await expect.poll(() => page.getByText('Not sent yet').count(), { timeout: 60_000 }).toBe(0)
}

async function pick(page: Page, label: string): Promise<void> {
  await page.getByRole('button', { name: label, exact: true }).last().click({ timeout: 60_000 })
}
