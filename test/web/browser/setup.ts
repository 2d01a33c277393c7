/** What the browser tests begin with: one browser a file, and for each test a house and contexts that are closed after it. */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { openBrowser } from './browser.ts'
import { openHouse, type House, type Script } from './house.ts'

export interface Setup {
  readonly house: (script: Script, sites?: readonly string[]) => Promise<House>
  readonly context: (options?: BrowserContextOptions) => Promise<BrowserContext>
  /** A page at the house, with its first lines. */
  readonly visit: (house: House, context?: BrowserContext, path?: string) => Promise<Page>
}

export function setUp(flags: readonly string[] = []): Setup {
  let browser: Browser
  const after: (() => Promise<unknown>)[] = []
  beforeAll(async () => {
    browser = await openBrowser(flags)
  })
  afterEach(async () => {
    for (const close of after.splice(0).toReversed()) await close()
  })
  afterAll(() => browser.close())

  const setup: Setup = {
    async house(script, sites) {
      const house = await openHouse(script, sites)
      after.push(() => house.stop())
      return house
    },
    async context(options) {
      const context = await browser.newContext({ locale: 'en-US', ...options })
      after.push(() => context.close())
      return context
    },
    async visit(house, context, path = '/') {
      const page = await (context ?? (await setup.context())).newPage()
      await page.goto(house.url + path)
      await page.locator('.turn').first().waitFor()
      return page
    },
  }
  return setup
}

/** All words of the conversation on screen, in order. */
export async function wordsOn(page: Page): Promise<string[]> {
  return page.locator('.turn .words > span[dir], .turn > .words[dir]').allTextContents()
}
