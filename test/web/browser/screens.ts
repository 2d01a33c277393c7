/**
 * Takes a picture of every state into docs/screens/: `node test/web/browser/screens.ts [name …]`. Phone and desktop, light and dark.
 * For looking at: nothing compares them.
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openBrowser } from './browser.ts'
import { openHost } from './host-page.ts'
import { openHouse } from './house.ts'
import { greeting, reach, states } from './states.ts'

const folder = join(import.meta.dirname, '../../../docs/screens')
const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } }
const wanted = process.argv.slice(2)

await mkdir(folder, { recursive: true })
const browser = await openBrowser()
for (const [size, viewport] of Object.entries(sizes)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    const picture = (name: string) => ({ path: join(folder, `${name}-${size}-${colorScheme}.png`) })
    for (const state of states.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
      const house = await openHouse(() => greeting)
      const context = await browser.newContext({ viewport, colorScheme, locale: 'en-US' })
      const page = await context.newPage()
      await reach(state, page, house)
      // Fades are over, and a breath has grown a little.
      await page.waitForTimeout(state.name === 'breath' ? 2_500 : 600)
      await page.screenshot(picture(state.name))
      await context.close()
      await house.stop()
    }
    if (wanted.length > 0 && !wanted.includes('widget')) continue
    const host = await openHost()
    const house = await openHouse(() => greeting, [host.url])
    host.show(house.url)
    const context = await browser.newContext({ viewport, colorScheme })
    const page = await context.newPage()
    await page.goto(host.url)
    await page.waitForTimeout(300)
    await page.screenshot(picture('widget-closed'))
    await page.mouse.click(viewport.width - 40, viewport.height - 40)
    await page.waitForTimeout(2_500)
    await page.screenshot(picture('widget-open'))
    await context.close()
    await house.stop()
    await host.stop()
  }
}
await browser.close()
