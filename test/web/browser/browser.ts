/** A real browser for the tests, where there is one. */
import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'
import { describe } from 'vitest'

const found = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path))

export async function openBrowser(more: readonly string[] = []): Promise<Browser> {
  if (found === undefined) throw new Error('no Chromium here')
  return chromium.launch({
    executablePath: found,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', ...more],
  })
}

/** Tests that need it. Without a browser they say so, and how to get one; where CI is set they fail. */
export function inBrowser(name: string, tests: () => void): void {
  if (found !== undefined || process.env['CI'] !== undefined) {
    describe(name, tests)
    return
  }
  describe.skip(`${name} (no Chromium was found: "apt-get install chromium", or set CHROMIUM to its path)`, tests)
}
