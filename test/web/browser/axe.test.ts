import { AxeBuilder } from '@axe-core/playwright'
import { expect, it } from 'vitest'
import { inBrowser } from './browser.ts'
import { setUp } from './setup.ts'
import { greeting, reach, states } from './states.ts'

const ways = {
  'on a phone, light': { viewport: { width: 390, height: 844 }, colorScheme: 'light' },
  'on a desktop, dark': { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
  '320 pixels wide, as zoomed to 400 %': { viewport: { width: 320, height: 256 }, colorScheme: 'light' },
  'in forced colours, still': {
    viewport: { width: 640, height: 400 },
    forcedColors: 'active',
    reducedMotion: 'reduce',
  },
} as const

inBrowser('every state of the page, looked at with axe', () => {
  const { house: open, context } = setUp()

  for (const state of states) {
    it(`${state.name}: nothing is wrong, and nothing sticks out at the side`, async () => {
      for (const [way, options] of Object.entries(ways)) {
        // The picture of a breath says how it moves; where it is still there is no button to wait for.
        if (state.name === 'breath' && 'reducedMotion' in options) continue
        const house = await open(() => greeting)
        const page = await (await context(options)).newPage()
        await reach(state, page, house)
        await page.waitForFunction(() =>
          document
            .getAnimations()
            .every(
              ({ effect, playState }) =>
                playState === 'finished' ||
                effect?.getTiming().iterations === Infinity ||
                Number(effect?.getTiming().duration) > 1_000,
            ),
        )
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
          .analyze()
        expect(
          violations.map(
            ({ id, nodes }) =>
              `${way}: ${id} ${nodes.map(({ target, failureSummary }) => `${target.flat().join(' ')} ${failureSummary}`).join('\n')}`,
          ),
        ).toEqual([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), way).toBeLessThanOrEqual(0)
        await page.context().close()
        await house.stop()
      }
    }, 120_000)
  }
})
