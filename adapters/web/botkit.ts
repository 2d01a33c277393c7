/**
 * Botkit, made safe: its core carries each message, but nothing a browser sends reaches it unless we built it.
 *
 * The adapter as it ships takes the user from the message, opens its own sockets and a webhook, and ends the process when a
 * field has an unexpected type or a handler throws. Here it opens nothing, receives only activities made from a checked
 * message and the session's person, and no handler throws: Botkit's own promises do not survive that (a rejection inside
 * its middleware callbacks is nobody's, and Node then ends the process).
 */
import { createRequire } from 'node:module'
import { type Activity, type ResourceResponse, TurnContext } from 'botbuilder'
import { WebAdapter } from 'botbuilder-adapter-web'
import { Botkit, type BotkitMessage } from 'botkit'
import type { Host, Incoming, Outgoing, Receipt } from '../../src/channel.ts'

/** Rides along in `channelData`: what Botkit has no field for, and what came of it. */
class Said {
  readonly rest: Pick<Incoming, 'id' | 'tap' | 'language'>
  /** Undefined when it did not come out of Botkit at the other end. */
  outcome: { readonly receipt: Receipt } | { readonly reason: unknown } | undefined

  constructor({ id, tap, language }: Incoming) {
    this.rest = { id, ...(tap && { tap }), ...(language !== undefined && { language }) }
  }
}

/** The same for what Gradual says. */
class ToShow {
  readonly outgoing: Outgoing

  constructor(outgoing: Outgoing) {
    this.outgoing = outgoing
  }
}

export interface Bot {
  /** Takes a message through Botkit to `host.accept`. Rejects when that did, or when it never got there. */
  receive(incoming: Incoming): Promise<Receipt>
  /** Says something without having been asked: Botkit's proactive path. */
  say(outgoing: Outgoing): Promise<void>
  stop(): Promise<void>
}

const CHANNEL = 'websocket'

class SafeWebAdapter extends WebAdapter {
  readonly #show: (outgoing: Outgoing) => void
  #handle: (context: TurnContext) => Promise<void> = async () => {}

  constructor(show: (outgoing: Outgoing) => void) {
    super()
    this.#show = show
  }

  override init(botkit: Botkit): void {
    this.#handle = (context) => botkit.handleTurn(context)
  }

  override createSocketServer(): never {
    throw new Error('web adapter: sockets are opened in sockets.ts, after the session was checked')
  }

  override processActivity(): never {
    throw new Error('web adapter: there is no webhook')
  }

  receive(incoming: Incoming, said: Said): Promise<void> {
    const activity: Partial<Activity> = {
      type: 'message',
      channelId: CHANNEL,
      conversation: { id: incoming.place, name: '', isGroup: false, conversationType: '' },
      from: { id: incoming.person, name: '' },
      recipient: { id: 'gradual', name: '' },
      text: incoming.text,
      channelData: { said },
    }
    return this.runMiddleware(new TurnContext(this, activity), this.#handle)
  }

  override async sendActivities(_context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    return activities.map(({ channelData }: { channelData?: { toShow?: unknown } }) => {
      const toShow = channelData?.toShow
      if (!(toShow instanceof ToShow)) return { id: '' }
      this.#show(toShow.outgoing)
      return { id: toShow.outgoing.id }
    })
  }
}

/** Botkit keeps its dialogs' state per conversation, for ever; Gradual's is elsewhere, so this keeps nothing. */
const noStorage = { read: async () => ({}), write: async () => {}, delete: async () => {} }

/** @param show hands an outgoing to the sockets of its person; must not throw */
export function createBot(host: Host, show: (outgoing: Outgoing) => void): Bot {
  silence()
  const adapter = new SafeWebAdapter(show)
  const controller = new Botkit({ adapter, storage: noStorage, disable_webserver: true, disable_console: true })

  controller.on('message', async (_bot, message: BotkitMessage) => {
    const { said }: { said?: unknown } = message.incoming_message.channelData
    if (!(said instanceof Said)) return
    try {
      const { user: person, channel: place, text = '' } = message
      said.outcome = { receipt: await host.accept({ ...said.rest, person, place, text }) }
    } catch (reason) {
      said.outcome = { reason }
    }
  })

  return {
    async receive(incoming) {
      const said = new Said(incoming)
      await adapter.receive(incoming, said)
      if (!said.outcome) throw new Error('web adapter: the message reached nobody')
      if ('reason' in said.outcome) throw said.outcome.reason
      return said.outcome.receipt
    },
    async say(outgoing) {
      const bot = await controller.spawn()
      await bot.changeContext({
        channelId: CHANNEL,
        serviceUrl: '',
        conversation: { id: outgoing.place, name: '', isGroup: false, conversationType: '' },
        user: { id: outgoing.place, name: '' },
        bot: { id: 'gradual', name: '' },
      })
      await bot.say({ type: 'message', channelData: { toShow: new ToShow(outgoing) } })
    },
    stop: () => controller.shutdown(),
  }
}

/** With `DEBUG` set in the environment, Botkit prints every message. No client's word may end up in a log. */
function silence(): void {
  const botkitRequire = createRequire(createRequire(import.meta.url).resolve('botkit'))
  const debug: { disable(): string } = botkitRequire('debug')
  debug.disable()
}
