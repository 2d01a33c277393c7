/** Botkit's own conversation, kept in its own memory storage, behind the least adapter that can carry it. */
import { BotAdapter, type Activity, type ResourceResponse, TurnContext } from 'botbuilder'
import { Botkit, BotkitConversation } from 'botkit'
import type { Contestant } from '../contestant.ts'
import { type Answers, closing, type Question, questions } from '../talk.ts'

/** Hands in a message, and what the bot said to it back. No web server, no sockets. */
class MemoryAdapter extends BotAdapter {
  readonly #said = new Map<string, string[]>()

  async take(controller: Botkit, conversation: string, text: string): Promise<string> {
    const account = { id: conversation, name: '' }
    const activity = {
      type: 'message',
      channelId: 'memory',
      conversation: { ...account, isGroup: false, conversationType: '' },
      from: account,
      recipient: { id: 'bot', name: '' },
      text,
    }
    const said: string[] = []
    this.#said.set(conversation, said)
    await this.runMiddleware(new TurnContext(this, activity), (context) => controller.handleTurn(context))
    this.#said.delete(conversation)
    return said.join('\n')
  }

  override async sendActivities(_context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    return activities.map((activity) => {
      const said = this.#said.get(activity.conversation?.id ?? '')
      if (activity.type === 'message') said?.push(activity.text ?? '')
      return { id: activity.id ?? '' }
    })
  }

  override async updateActivity(): Promise<void> {
    throw new Error('memory adapter: a message that was said stays as it is')
  }

  override async deleteActivity(): Promise<void> {
    throw new Error('memory adapter: a message that was said stays as it is')
  }

  override async continueConversation(): Promise<void> {
    throw new Error('memory adapter: it only answers, it never speaks first')
  }
}

const accepted = async () => {}

function put(convo: BotkitConversation, question: Question): void {
  if (question.kind === 'ask' || question.kind === 'list') {
    convo.ask(question.words, accepted, question.id)
    return
  }
  const replies = question.kind === 'choose' ? question.options.map((title) => ({ title, payload: title })) : []
  convo.ask(
    { text: [question.words], ...(replies.length > 0 && { quick_replies: replies }) },
    [
      { pattern: question.reads, type: 'regex', handler: accepted },
      { default: true, handler: (_answer, convo) => convo.repeat() },
    ],
    question.id,
  )
}

export function botkit(): Contestant {
  const finished = new Map<string, Answers>()
  const adapter = new MemoryAdapter()
  let controller: Botkit
  return {
    name: 'peer.botkit',
    async start() {
      controller = new Botkit({ adapter, disable_webserver: true, disable_console: true })
      const convo = new BotkitConversation('talk', controller)
      for (const question of questions) put(convo, question)
      convo.say(closing)
      convo.after((results: Answers & { user: string }) => {
        finished.set(results.user, Object.fromEntries(questions.map(({ id }) => [id, results[id] ?? ''])))
      })
      controller.addDialog(convo)
      controller.on('message', async (bot) => {
        await bot.beginDialog('talk')
      })
      await new Promise<void>((resolve) => controller.ready(resolve))
    },
    turn: (person, text) => adapter.take(controller, `p${person}`, text),
    answers: async (person) => finished.get(`p${person}`) ?? {},
    stop: () => controller.shutdown(),
  }
}
