import type { Frame, Page } from 'playwright-core'
import { afterEach, expect, it } from 'vitest'
import { inBrowser } from './browser.ts'
import { openHost, type HostPage } from './host-page.ts'
import { setUp } from './setup.ts'
import { greeting, rating } from './states.ts'
import type { Script } from './house.ts'

const script: Script = (said) => (said === undefined ? greeting : rating)
const secret = 'nobody on this site may read this'

// Chromium from 2025 on blocks a frame's storage and all of its cookies but partitioned ones, unless told otherwise.
const lenient = ['--disable-features=TrackingProtection3pcd,ForceThirdPartyCookieBlocking']
for (const [name, flags, cookies] of [
  ['embedded on another site', lenient, true],
  ['embedded where third-party cookies and storage are blocked', [], true],
  ['embedded where no cookie is kept in a frame', lenient, false],
] as const) {
  inBrowser(name, () => {
    const { house: open, context } = setUp(flags)
    let host: HostPage
    afterEach(() => host.stop())

    const embed = async () => {
      host = await openHost()
      const house = await open(script, [host.url])
      host.show(house.url)
      const surroundings = await context({ viewport: { width: 1000, height: 800 } })
      const asked: string[] = []
      surroundings.on('request', (request) => asked.push(request.url()))
      if (!cookies) {
        await surroundings.route('**/embed/session', async (route) => {
          if (!route.request().frame().url().includes('/embed')) return route.continue()
          const response = await route.fetch()
          const { 'set-cookie': _, ...headers } = response.headers()
          await surroundings.clearCookies()
          return route.fulfill({ response, headers })
        })
      }
      const page = await surroundings.newPage()
      await page.goto(host.url)
      await page.waitForFunction(() => document.body.lastElementChild?.tagName === 'DIV')
      return { house, page, asked, surroundings }
    }
    const frameOf = async (page: Page): Promise<Frame> => {
      await expect.poll(() => page.frames().find((frame) => frame.url().includes('/embed')) !== undefined).toBe(true)
      const frame = page.frames().find((frame) => frame.url().includes('/embed'))!
      await frame.locator('.turn').first().waitFor()
      return frame
    }

    it('asks for nothing but its loader before someone opens it', async () => {
      const { asked, house } = await embed()
      expect(asked.filter((url) => url.startsWith(house.url))).toEqual([`${house.url}/widget.js`])
    })

    it('talks, and the site can read no word by script, message or URL', async () => {
      const { page, house, asked } = await embed()
      await page.mouse.click(960, 760)
      const frame = await frameOf(page)
      await frame.getByRole('textbox').fill(secret)
      await page.keyboard.press('Enter')
      await expect.poll(() => house.said.map(({ text }) => text)).toEqual([secret])
      await frame.getByRole('radiogroup').waitFor()
      const read = await page.evaluate(async () => {
        const found: string[] = []
        const attempt = async (look: () => unknown) => {
          try {
            found.push(JSON.stringify(await look()) ?? '')
          } catch (problem) {
            found.push(String(problem))
          }
        }
        const walk = (node: Node): void => {
          found.push(node.nodeName, node.textContent ?? '')
          if (node instanceof Element && node.shadowRoot) walk(node.shadowRoot)
          node.childNodes.forEach(walk)
        }
        walk(document)
        await attempt(() => window.frames.length)
        for (let index = 0; index < window.frames.length; index++) {
          const inner = window.frames[index]!
          await attempt(() => inner.document.body.innerText)
          await attempt(() => inner.location.href)
          await attempt(() => inner.localStorage.length)
          await attempt(() => Reflect.get(inner, 'talk') as unknown)
          for (const message of ['gradual:open', 'gradual:close', { type: 'earlier', before: 'x' }, 'hello'])
            inner.postMessage(message, '*')
        }
        await attempt(() => performance.getEntriesByType('resource').map(({ name }) => name))
        await attempt(() => document.cookie)
        await attempt(() => Object.entries(localStorage))
        await new Promise((resolve) => setTimeout(resolve, 200))
        await attempt(() => Reflect.get(window, 'heard') as unknown)
        return found
      })
      for (const words of [secret, 'Mixed feelings', 'How tense']) expect(read.join('\n')).not.toContain(words)
      expect(asked.some((url) => decodeURIComponent(url).includes(secret))).toBe(false)
      expect(page.url()).toBe(`${host.url}/`)
      // And from outside: what this origin gives to another one's fetch.
      const fetched = await page.evaluate(async (gradual) => {
        const answers: string[] = []
        for (const path of ['/embed/session', '/chat/session', '/embed', '/']) {
          for (const method of ['GET', 'POST']) {
            try {
              const answer = await fetch(gradual + path, { method, credentials: 'include' })
              answers.push(await answer.text())
            } catch {
              answers.push('blocked')
            }
          }
        }
        return answers
      }, house.url)
      expect(new Set(fetched)).toEqual(new Set(['blocked']))
    })

    it('is the same conversation after the site is loaded again', async () => {
      const { page, house } = await embed()
      await page.mouse.click(960, 760)
      const frame = await frameOf(page)
      await frame.getByRole('textbox').fill('still here')
      await page.keyboard.press('Enter')
      await frame.getByRole('radiogroup').waitFor()
      const token = await frame.evaluate(() => {
        try {
          return localStorage.getItem('notes.token')
        } catch {
          return null
        }
      })
      expect(token !== null, 'a token is given only where there are no cookies').toBe(!cookies)
      await page.reload()
      await page.waitForFunction(() => document.body.lastElementChild?.tagName === 'DIV')
      await page.mouse.click(960, 760)
      await (await frameOf(page)).getByText('still here').waitFor()
      expect(house.said.length).toBe(1)
    })

    it('takes focus in when it opens, closes on Escape, and gives focus back', async () => {
      const { page } = await embed()
      await page.keyboard.press('Tab')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      const frame = await frameOf(page)
      await expect
        .poll(() => frame.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.tagName))
        .toBe('GRADUAL-COMPOSER')
      await page.keyboard.type('kept while closed')
      await page.keyboard.press('Escape')
      await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('DIV')
      await page.keyboard.press('Enter')
      await expect.poll(() => frame.evaluate(() => document.hasFocus())).toBe(true)
      expect(await frame.getByRole('textbox').inputValue()).toBe('kept while closed')
      await frame.getByRole('button', { name: 'Close this window' }).click()
      await expect.poll(() => frame.evaluate(() => document.hasFocus())).toBe(false)
    })

    it('leaves the whole site in a tap', async () => {
      const { page, surroundings } = await embed()
      await surroundings.route(/wikipedia/, (route) => route.fulfill({ contentType: 'text/html', body: 'everyday' }))
      await page.mouse.click(960, 760)
      const frame = await frameOf(page)
      const left = page.waitForURL(/wikipedia/)
      await frame.getByRole('button', { name: 'Leave now' }).click()
      await left
      expect(page.url()).toMatch(/wikipedia/)
    })

    it('is not shown on a site that is not allowed', async () => {
      host = await openHost()
      const house = await open(script, ['https://another.example'])
      host.show(house.url)
      const page = await (await context()).newPage()
      const refused = page.waitForEvent('console', (message) => /frame-ancestors/.test(message.text()))
      await page.setViewportSize({ width: 1000, height: 800 })
      await page.goto(host.url)
      await page.waitForFunction(() => document.body.lastElementChild?.tagName === 'DIV')
      await page.mouse.click(960, 760)
      await refused
      expect(house.said).toEqual([])
    })
  })
}
