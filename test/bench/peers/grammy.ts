/** grammY's conversations plugin with its own memory storage. Updates are handed in; what it would send stays here. */
import { type Conversation, type ConversationFlavor, conversations, createConversation } from '@grammyjs/conversations'
import { Bot, type Context, Keyboard } from 'grammy'
import type { Contestant } from '../contestant.ts'
import { type Answers, closing, hello, type Question, questions } from '../talk.ts'

/** Who the bot is, so that it does not ask the network. */
const botInfo: Bot['botInfo'] = {
  id: 1,
  is_bot: true,
  first_name: 'Bench',
  username: 'bench_bot',
  can_join_groups: false,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
  can_connect_to_business: false,
  has_main_web_app: false,
  has_topics_enabled: false,
  allows_users_to_create_topics: false,
  can_manage_bots: false,
  supports_join_request_queries: false,
}

const keyboards = new Map(
  questions.flatMap((question) =>
    question.kind === 'choose'
      ? [[question.id, Keyboard.from(question.options.map((option) => [option])).oneTime()] as const]
      : [],
  ),
)

function ask(ctx: Context, question: Question): Promise<unknown> {
  const keyboard = keyboards.get(question.id)
  return keyboard ? ctx.reply(question.words, { reply_markup: keyboard }) : ctx.reply(question.words)
}

function answer(conversation: Conversation, question: Question): Promise<string> {
  if (question.kind === 'ask' || question.kind === 'list') return conversation.form.text()
  return conversation.form.build({
    collationKey: question.kind,
    validate: (ctx) => {
      const text = ctx.message?.text
      return text !== undefined && question.reads.test(text) ? { ok: true, value: text } : { ok: false }
    },
    otherwise: (ctx) => ask(ctx, question),
  })
}

export function grammy(): Contestant {
  const finished = new Map<number, Answers>()
  const said = new Map<number, string>()
  let updates = 0

  /**
   * Stands where the network would be. A transformer can't: the plugin builds a new `Api` for each replay and records
   * what its calls returned, and a transformer installed inside sits outside that record, so that every replay would
   * say every earlier line again.
   */
  const swallow = async (_url: unknown, init?: { body?: unknown }) => {
    const sent: { chat_id: number; text: string } = JSON.parse(String(init?.body))
    said.set(sent.chat_id, sent.text)
    const result = { message_id: updates, date: 0, chat: { id: sent.chat_id, type: 'private' }, text: sent.text }
    return { json: async () => ({ ok: true, result }) }
  }

  const bot = new Bot<ConversationFlavor<Context>>('1:bench', { botInfo, client: { fetch: swallow } })

  async function talk(conversation: Conversation, ctx: Context): Promise<void> {
    const answers: Answers = {}
    for (const question of questions) {
      await ask(ctx, question)
      answers[question.id] = await answer(conversation, question)
    }
    await ctx.reply(closing)
    if (ctx.chatId !== undefined) finished.set(ctx.chatId, answers)
  }

  return {
    name: 'peer.grammy',
    async start() {
      bot.use(conversations())
      bot.use(createConversation(talk))
      bot.hears(hello, (ctx) => ctx.conversation.enter('talk'))
    },
    async turn(person, text) {
      const id = person + 1
      updates += 1
      await bot.handleUpdate({
        update_id: updates,
        message: {
          message_id: updates,
          date: 0,
          chat: { id, type: 'private', first_name: 'person' },
          from: { id, is_bot: false, first_name: 'person' },
          text,
        },
      })
      const reply = said.get(id) ?? ''
      said.delete(id)
      return reply
    },
    answers: async (person) => finished.get(person + 1) ?? {},
    async stop() {},
  }
}
