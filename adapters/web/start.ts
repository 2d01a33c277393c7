/** Puts the parts of the web channel together. */
import type { FastifyInstance } from 'fastify'
import type { Host } from '../../src/channel.ts'
import { type Bot, createBot } from './botkit.ts'
import { build } from './build.ts'
import { Files } from './files.ts'
import { http } from './http.ts'
import { LockWatch } from './lock-watch.ts'
import type { Settings } from './options.ts'
import { Rooms } from './rooms.ts'
import { sealingKey, Sessions } from './sessions.ts'
import { shownOf } from './shape.ts'
import { Sockets } from './sockets.ts'

export async function start(
  host: Host,
  routes: FastifyInstance,
  settings: Settings,
): Promise<{ bot: Bot; sockets: Sockets }> {
  const assets = await build()
  const rooms = new Rooms()
  const files = new Files(host.shelf)
  const watch = new LockWatch(files, rooms)
  const sessions = new Sessions(await sealingKey(host.secret('web.sessions')))
  const house = { host, settings, assets, sessions, files, rooms, watch }

  const bot = createBot(host, (outgoing) => {
    if (rooms.count(outgoing.place) === 0) return
    const frame = { type: 'outgoing', outgoing: shownOf(outgoing) } as const
    void rooms.inOrder(outgoing.place, async () => rooms.tell(outgoing.place, frame))
  })
  const sockets = new Sockets(house, bot)
  await routes.register(async (app) => http(app, house, sockets))
  sockets.start(routes)
  return { bot, sockets }
}
