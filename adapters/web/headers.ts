/** What browsers are told about what may run, load, and frame us. */
import type { IncomingMessage } from 'node:http'
import { ownOrigin } from './origin.ts'

/** Everything a page could ask a phone for is off, but passkeys. */
export const PERMISSIONS = [
  'accelerometer=()',
  'autoplay=()',
  'browsing-topics=()',
  'camera=()',
  'display-capture=()',
  'encrypted-media=()',
  'fullscreen=()',
  'geolocation=()',
  'gyroscope=()',
  'magnetometer=()',
  'microphone=()',
  'midi=()',
  'payment=()',
  'picture-in-picture=()',
  'publickey-credentials-create=(self)',
  'publickey-credentials-get=(self)',
  'screen-wake-lock=()',
  'usb=()',
  'xr-spatial-tracking=()',
].join(', ')

/** For all that is not a page: nothing in it may run or load, and nobody may frame it. */
export const forData = {
  contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: "'none'", frameAncestors: "'none'" } },
  frameguard: { action: 'deny' },
  referrerPolicy: { policy: 'no-referrer' },
  crossOriginResourcePolicy: { policy: 'same-origin' },
} as const

const anySite = { policy: 'cross-origin' } as const

/** For a file that other sites load. */
export const forAnySite = { ...forData, crossOriginResourcePolicy: anySite }

/** @param frames who may show the page in a frame; nobody when empty */
export function forPage(set: string | undefined, frames: readonly string[]) {
  // Some browsers do not count a WebSocket of one's own origin as 'self'.
  const socket = ({ headers }: IncomingMessage): string => ownOrigin(headers.host, set).replace(/^http/, 'ws')
  const page = {
    ...forData,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'", socket],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: frames.length > 0 ? [...frames] : ["'none'"],
        requireTrustedTypesFor: ["'script'"],
        trustedTypes: ['lit-html', 'gradual'],
      },
    },
  }
  return frames.length > 0 ? { ...page, frameguard: false, crossOriginResourcePolicy: anySite } : page
}
