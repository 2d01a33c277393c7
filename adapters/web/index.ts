/**
 * The web channel: the chat page, its iframe for other sites, and the sockets they talk through. Botkit and the libraries
 * are loaded when it starts, so that a deployment without a web page does not carry them.
 */
import { type Channel, DeliveryError } from '../../src/channel.ts'
import type { Bot } from './botkit.ts'
import { readOptions, type WebOptions } from './options.ts'
import type { Sockets } from './sockets.ts'

export type { WebOptions } from './options.ts'

/** @throws when an option can't be read; the message says which and how it is written */
export function createWebChannel(options: WebOptions): Channel {
  const settings = readOptions(options)
  let running: { bot: Bot; sockets: Sockets } | undefined

  return {
    name: 'web',
    settle: 0,
    async start(host) {
      if (!host.routes) throw new Error('web channel: there is no HTTP server. Give the host one as `routes`.')
      const parts = await import('./start.ts')
      running = await parts.start(host, host.routes, settings)
    },
    async deliver(outgoing) {
      if (!running) throw new DeliveryError('later', 'web channel: not started')
      // To whoever is here. A page that is not reads it from history when it is back, so it counts as delivered either way.
      await running.bot.say(outgoing)
      return { reference: outgoing.id }
    },
    async stop() {
      const { bot, sockets } = running ?? {}
      running = undefined
      await sockets?.stop()
      await bot?.stop()
    },
  }
}
