/** A way back on another device: a code that is shown once, forgives how it is typed, and is kept nowhere. */
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { grouped, newCode, readCode } from '../../adapters/web/code.ts'
import { CLOSE } from '../../adapters/web/wire.ts'
import { Browser } from './browser.ts'
import { type Running, startWeb } from './host.ts'

let web: Running
beforeEach(async () => {
  web = await startWeb()
})
afterEach(() => web.stop())

const codeOf = async (browser: Browser): Promise<string> => String((await browser.ask('recovery', {})).body.code)
const enter = (browser: Browser, code: string, leave?: true) =>
  browser.ask('recovery/enter', { code, ...(leave && { leave }) })

describe('the code itself', () => {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  const code = fc.constant(null).map(newCode)

  it('is six groups of four without letters that look like digits', () => {
    fc.assert(
      fc.property(code, (code) => {
        expect(grouped(code)).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/)
      }),
    )
  })

  it('is read however it is typed', () => {
    fc.assert(
      fc.property(code, (code) => {
        expect(readCode(grouped(code))).toBe(code)
        expect(readCode(` ${code.toLowerCase()} `)).toBe(code)
        expect(readCode(grouped(code).replaceAll('-', ' – '))).toBe(code)
        expect(readCode(code.replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(code)
      }),
    )
  })

  it('with any one character wrong, missing or too many is noticed as a typo', () => {
    fc.assert(
      fc.property(code, fc.nat(23), fc.constantFrom(...Array.from(alphabet)), (code, at, character) => {
        fc.pre(code[at] !== character)
        expect(readCode(code.slice(0, at) + character + code.slice(at + 1))).toBeUndefined()
        expect(readCode(code.slice(0, at) + code.slice(at + 1))).toBeUndefined()
        expect(readCode(code.slice(0, at) + character + code.slice(at))).toBeUndefined()
      }),
      { numRuns: 2_000 },
    )
  })

  it('with any two neighbours swapped is noticed as a typo', () => {
    fc.assert(
      fc.property(code, fc.nat(22), (code, at) => {
        const [a, b] = [code.charAt(at), code.charAt(at + 1)]
        fc.pre(a !== b)
        expect(readCode(code.slice(0, at) + b + a + code.slice(at + 2))).toBeUndefined()
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('coming back with it', () => {
  it('brings the same conversation to another device, which goes on in it', async () => {
    const one = await new Browser(web.origin).begin()
    const page = await one.talked('from the first')
    const code = await codeOf(one)
    const two = await new Browser(web.origin).begin()
    const answer = await enter(two, code.toLowerCase())
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({ state: 'open', ways: { recovery: true } })
    const other = await two.page()
    expect(other.told()).toEqual(['from the first'])
    await other.say('from the second')
    await page.until(() => page.told().includes('from the second'))
  })

  it('works in an iframe without cookies', async () => {
    const one = await new Browser(web.origin).begin()
    await one.talked('mine')
    const code = await codeOf(one)
    const two = new Browser(web.origin, 'embed')
    two.blocksCookies = true
    await two.begin()
    await enter(two, code)
    expect((await two.page()).told()).toEqual(['mine'])
  })

  it('is closed to a code that was replaced', async () => {
    const one = await new Browser(web.origin).begin()
    await one.talked()
    const [first, second] = [await codeOf(one), await codeOf(one)]
    const two = await new Browser(web.origin).begin()
    const refused = await enter(two, first)
    expect([refused.status, refused.body.error]).toEqual([403, 'wrong'])
    expect((await enter(two, second)).status).toBe(200)
  })

  it('tells a typo from a code that is nobody’s', async () => {
    const browser = await new Browser(web.origin).begin()
    expect((await enter(browser, 'AAAA-AAAA')).body.error).toBe('typo')
    expect((await enter(browser, newCode())).body.error).toBe('wrong')
  })

  it('asks before leaving behind words that have no way back, and ends that session only then', async () => {
    const one = await new Browser(web.origin).begin()
    await one.talked('mine')
    const code = await codeOf(one)
    const two = await new Browser(web.origin).begin()
    const page = await two.talked('about to be lost')
    const asked = await enter(two, code)
    expect([asked.status, asked.body.error]).toEqual([409, 'leave'])
    expect((await two.page()).told()).toEqual(['about to be lost'])
    const copy = new Browser(web.origin)
    for (const [name, value] of two.cookies) copy.cookies.set(name, value)
    expect((await enter(two, code, true)).status).toBe(200)
    await page.until(() => page.closed !== undefined)
    expect(page.closed).toBe(CLOSE.session)
    expect((await two.page()).told()).toEqual(['mine'])
    expect((await copy.ask('session')).status).toBe(401)
  })

  it('does not ask when there is a way back to what is left', async () => {
    const [one, two] = [await new Browser(web.origin).begin(), await new Browser(web.origin).begin()]
    await one.talked('one')
    await two.talked('two')
    const [toOne, toTwo] = [await codeOf(one), await codeOf(two)]
    expect((await enter(two, toOne)).status).toBe(200)
    expect((await enter(two, toTwo)).status).toBe(200)
    expect((await two.page()).told()).toEqual(['two'])
  })

  it('is not offered before anything was said', async () => {
    const answer = await (await new Browser(web.origin).begin()).ask('recovery', {})
    expect([answer.status, answer.body.error]).toEqual([409, 'early'])
  })

  it('is tried only so often from one address', async () => {
    const browser = await new Browser(web.origin).begin()
    const answers = await Promise.all(Array.from({ length: 40 }, () => enter(browser, newCode())))
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(10)
    const slow = answers.find(({ status }) => status === 429)
    expect(slow?.body).toMatchObject({ error: 'slow', retryAfter: expect.any(Number) })
    expect(slow?.headers.get('retry-after')).toMatch(/^\d+$/)
  })
})

it('keeps no code, only an HMAC of it', async () => {
  const one = await new Browser(web.origin).begin()
  await one.talked()
  const code = await codeOf(one)
  const kept = JSON.stringify([...web.host.kept])
  expect(kept).not.toContain(code)
  expect(kept).not.toContain(code.replaceAll('-', ''))
})
