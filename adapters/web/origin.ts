/** Where requests come from: our own page, or somewhere else. */
import type { FastifyRequest } from 'fastify'
import { Refused } from './refusal.ts'

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * The one origin the page is served from. Where none is set only this machine is served, under whichever loopback name it
 * was asked for: any other name in `Host` could be a stranger's that points here.
 */
export function ownOrigin(host: string | undefined, set: string | undefined): string {
  if (set !== undefined) return set
  const url = URL.parse(`http://${host ?? ''}`)
  if (url && LOOPBACK.has(url.hostname)) return url.origin
  throw new Refused('origin', {
    status: 421,
    say: 'This address is not one Gradual was told about. Set its origin, such as https://chat.example.org.',
  })
}

/** Refuses what another site's page sent. A browser always names where it sends from; what names nothing is no browser. */
export function mustBeOwnPage(request: FastifyRequest, own: string): void {
  const { origin, 'sec-fetch-site': site } = request.headers
  const elsewhere = site !== undefined && site !== 'same-origin'
  const said = origin === undefined ? site === 'same-origin' : origin === own
  if (elsewhere || !said) throw new Refused('origin')
}

/** As above for `GET`, with which a browser does not always send an origin. */
export function mustNotBeElsewhere(request: FastifyRequest, own: string): void {
  const { origin, 'sec-fetch-site': site } = request.headers
  if ((origin !== undefined && origin !== own) || (site !== undefined && site !== 'same-origin'))
    throw new Refused('origin')
}

/** What counts as one address: an IPv4 address, or the /64 of an IPv6 one, which is as much as one home or phone has. */
export function addressKey(ip: string): string {
  if (!ip.includes(':')) return ip
  if (ip.includes('.')) return ip.slice(ip.lastIndexOf(':') + 1)
  const [head = '', tail] = ip.split('::')
  const groups = head.split(':').filter(Boolean)
  const after = tail === undefined ? 0 : tail.split(':').filter(Boolean).length
  const zeros = tail === undefined ? 0 : 8 - groups.length - after
  return [...groups, ...Array.from({ length: Math.max(0, zeros) }, () => '0')].slice(0, 4).join(':')
}
