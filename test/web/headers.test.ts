/** What browsers are told: nothing foreign may run, load or frame us, and what is served is what was built. */
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { build, checkBudgets } from '../../adapters/web/build.ts'
import { createWebChannel } from '../../adapters/web/index.ts'
import { Browser } from './browser.ts'
import { plainOptions, type Running, startWeb, TestHost } from './host.ts'

let web: Running
beforeAll(async () => {
  web = await startWeb({ sites: ['https://program.example', 'http://localhost:8080'] })
})
afterAll(() => web.stop())

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${web.origin}${path}`, { headers })
const policyOf = (response: Response): Map<string, string> =>
  new Map(
    (response.headers.get('content-security-policy') ?? '').split(';').map((directive) => {
      const [name = '', ...values] = directive.trim().split(' ')
      return [name, values.join(' ')]
    }),
  )

describe.each(['/', '/embed', '/offline'])('%s', (path) => {
  it('runs and loads only its own', async () => {
    const policy = policyOf(await get(path))
    expect(policy.get('default-src')).toBe("'none'")
    expect(policy.get('script-src')).toBe("'self'")
    expect(policy.get('style-src')).toBe("'self'")
    expect(policy.get('connect-src')).toBe(`'self' ws://127.0.0.1:${web.port}`)
    expect(policy.get('base-uri')).toBe("'none'")
    expect(policy.get('form-action')).toBe("'none'")
    expect(policy.get('require-trusted-types-for')).toBe("'script'")
    expect([...policy.values()].join(' ')).not.toMatch(/unsafe-|\*/)
  })

  it('holds no script, style or handler in its text, and nothing of a third party', async () => {
    const html = await (await get(path)).text()
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>|<style|\son\w+=|\sstyle=|javascript:/i)
    expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//i)
    expect(html).not.toMatch(/%\w+%|%static:/)
  })

  it('says nothing to whoever is linked or loaded, and asks the device for nothing', async () => {
    const { headers } = await get(path)
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('permissions-policy')).toContain('microphone=()')
    expect(headers.get('server')).toBeNull()
    expect(headers.get('x-powered-by')).toBeNull()
    expect(headers.getSetCookie()).toEqual([])
  })
})

describe('frames', () => {
  it('of the page are nobody’s', async () => {
    for (const path of ['/', '/offline', '/chat/session', '/privacy/en']) {
      const response = await get(path)
      expect(policyOf(response).get('frame-ancestors')).toBe("'none'")
      expect(response.headers.get('x-frame-options')).toBe('DENY')
    }
  })

  it('of the embed are the program’s sites’ alone', async () => {
    const response = await get('/embed')
    expect(policyOf(response).get('frame-ancestors')).toBe('https://program.example http://localhost:8080')
    expect(response.headers.get('x-frame-options')).toBeNull()
  })

  it('of the embed are nobody’s where no site was named', async () => {
    const other = await startWeb()
    const response = await fetch(`${other.origin}/embed`)
    expect(policyOf(response).get('frame-ancestors')).toBe("'none'")
    expect(response.headers.get('x-frame-options')).toBe('DENY')
    await other.stop()
  })

  it('are for sites that are origins, or the channel does not start', () => {
    for (const site of [
      'program.example',
      'https://program.example/path',
      'https://*',
      "'self'",
      'https://a.b; script-src *',
    ]) {
      expect(() => createWebChannel({ ...plainOptions, sites: [site] })).toThrow(/is not an origin/)
    }
  })
})

describe('files', () => {
  it('of the page are named by their content and kept for ever', async () => {
    const html = await (await get('/')).text()
    const files = [...html.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path = '']) => path)
    expect(files.length).toBeGreaterThanOrEqual(3)
    for (const file of files) {
      expect(file).toMatch(/-[A-Z0-9]{8}\.\w+$/)
      const response = await get(file)
      expect(response.status).toBe(200)
      expect(response.headers.get('cache-control')).toContain('immutable')
      expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin')
    }
  })

  it('come compressed to who takes it, and not at all to who has them', async () => {
    const plain = await get('/sw.js', { 'accept-encoding': 'identity' })
    const etag = plain.headers.get('etag') ?? ''
    for (const encoding of ['br', 'gzip']) {
      const response = await get('/sw.js', { 'accept-encoding': encoding })
      expect(response.headers.get('content-encoding')).toBe(encoding)
    }
    expect(await (await get('/sw.js')).text()).toBe(await plain.text())
    expect((await get('/sw.js', { 'if-none-match': etag })).status).toBe(304)
  })

  it('for other sites are the loader alone', async () => {
    const response = await get('/widget.js')
    expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect((await get('/')).headers.get('access-control-allow-origin')).toBeNull()
  })

  it('weigh no more than they may', async () => {
    const assets = await build()
    checkBudgets(assets)
    const first = [...assets.files].find(([name]) => /^main-.*\.js$/.test(name))
    expect(first && gunzipSync(first[1].gzip ?? Buffer.alloc(0))).toEqual(first?.[1].body)
    expect(() => checkBudgets({ ...assets, weight: { ...assets.weight, widget: 4_000 } })).toThrow(
      /widget weighs 4000 bytes/,
    )
  })
})

describe('the offline page', () => {
  it('has the numbers as links, and only as text what is text', async () => {
    const html = await (await get('/offline')).text()
    expect(html).toContain('<section lang="en"><h2>Here &amp; there</h2>')
    expect(html).toContain('<a href="tel:5550100">555 0100</a> <strong>A &lt;line&gt;</strong>')
    expect(html).toContain('<a href="sms:55501">55501</a>')
    expect(html).not.toContain('<!--numbers-->')
  })
})

describe('answers of routes', () => {
  it('are kept by nobody', async () => {
    const browser = new Browser(web.origin)
    for (const answer of [
      await browser.ask('session'),
      await browser.ask('session', {}),
      await browser.ask('lock', {}),
    ]) {
      expect(answer.headers.get('cache-control')).toBe('no-store')
    }
  })

  it('leave the other routes of the server as they are', async () => {
    const response = await get('/healthz')
    expect(await response.text()).toBe('ok')
    expect(response.headers.get('content-security-policy')).toBeNull()
  })

  it('give the privacy text in the nearest language there is', async () => {
    expect(await (await get('/privacy/es-MX')).json()).toEqual({ language: 'es', text: 'Solo tú puedes leerlo.' })
  })
})

describe('options', () => {
  it('that are misspelt or missing are named', () => {
    expect(() => createWebChannel(Object.assign({ orgin: 'x' }, plainOptions))).toThrow(/orgin/)
    expect(() => createWebChannel({ ...plainOptions, origin: 'https://a.example/' })).toThrow(/Write it like https:/)
    expect(() => createWebChannel({ ...plainOptions, numbers: [] })).toThrow(/numbers/)
    expect(() => createWebChannel({ ...plainOptions, privacy: { es: 'x' } })).toThrow(/en/)
  })

  it('need an HTTP server', async () => {
    const host = new TestHost()
    Object.defineProperty(host, 'routes', { value: undefined })
    await expect(createWebChannel(plainOptions).start(host)).rejects.toThrow(/no HTTP server/)
  })
})
