/** The pages and files: all the same for everyone, so nothing in them is anyone's. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Asset, asset } from './build.ts'
import { forAnySite, forPage } from './headers.ts'
import type { NumberSection } from './options.ts'
import { Refused } from './refusal.ts'
import type { House } from './visitor.ts'

const FRESH = 'no-cache'
const FOREVER = 'public, max-age=31536000, immutable'
const AN_HOUR = 'public, max-age=3600'

export async function pages(app: FastifyInstance, house: House): Promise<void> {
  const { assets, settings } = house
  const offline = await asset('offline.html', Buffer.from(withNumbers(assets.offline, settings.numbers)))
  const alone = { helmet: forPage(settings.origin, []) }

  app.get('/', alone, (request, reply) => serve(request, reply, assets.page, FRESH))
  app.get('/embed', { helmet: forPage(settings.origin, settings.sites) }, (request, reply) =>
    serve(request, reply, assets.page, FRESH),
  )
  app.get('/offline', alone, (request, reply) => serve(request, reply, offline, FRESH))
  app.get('/sw.js', alone, (request, reply) => serve(request, reply, assets.serviceWorker, FRESH))
  app.get('/widget.js', { helmet: forAnySite }, (request, reply) =>
    serve(request, reply.header('access-control-allow-origin', '*'), assets.widget, AN_HOUR),
  )
  app.get<{ Params: { name: string } }>('/assets/:name', (request, reply) => {
    const found = assets.files.get(request.params.name)
    if (!found) throw new Refused('missing')
    return serve(request, reply, found, FOREVER)
  })
  app.get<{ Params: { language: string } }>('/privacy/:language', (request, reply) => {
    const wanted = request.params.language
    const language =
      [wanted, wanted.split('-')[0] ?? '', 'en'].find((one) => Object.hasOwn(settings.privacy, one)) ?? 'en'
    return reply.header('cache-control', FRESH).send({ language, text: settings.privacy[language] })
  })
}

function serve(request: FastifyRequest, reply: FastifyReply, file: Asset, cache: string): FastifyReply {
  reply.header('cache-control', cache).header('etag', file.etag).header('vary', 'accept-encoding')
  if (request.headers['if-none-match'] === file.etag) return reply.code(304).send()
  reply.type(file.type)
  const accepted = request.headers['accept-encoding'] ?? ''
  const encoding = (['br', 'gzip'] as const).find((one) => file[one] && new RegExp(`\\b${one}\\b`).test(accepted))
  return encoding ? reply.header('content-encoding', encoding).send(file[encoding]) : reply.send(file.body)
}

function withNumbers(html: string, sections: readonly NumberSection[]): string {
  const parts = sections.map(({ language, title, numbers }) => {
    const items = numbers.map(({ kind, number, name, about }) => {
      const link = `${kind === 'call' ? 'tel' : 'sms'}:${number.replaceAll(/[^+\d]/g, '')}`
      return `<li><a href="${link}">${escape(number)}</a> <strong>${escape(name)}</strong> <span>${escape(about)}</span></li>`
    })
    return `<section lang="${escape(language)}"><h2>${escape(title)}</h2><ul>${items.join('')}</ul></section>`
  })
  return html.replace('<!--numbers-->', () => parts.join('\n'))
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => escapes[character] ?? '')
