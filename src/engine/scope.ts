/** The values one run can see, and how they are put into words. */
import { DateTime } from 'luxon'
import type { Flow } from '../language/compile.ts'
import type { Asking } from '../language/kind.ts'
import { joinList, type Message } from '../language/text.ts'
import type { Rounds, Scope } from '../language/words.ts'
import type { Question } from '../reading/reading.ts'
import type { Draft } from './draft.ts'
import type { AnswerPath, Run } from './session.ts'

/** Where the answer `name` of a step inside `within` stands, in the rounds given. */
export function pathOf(name: string, within: readonly string[], rounds: Rounds): AnswerPath {
  return [...within.flatMap((rows) => [rows, rounds[rows] ?? 0]), name]
}

export function scopeOf(draft: Draft, flow: Flow, run: Run, rounds: Rounds): Scope {
  const value = (name: string): unknown => {
    const known = flow.names.get(name)
    // Names of the engine's own (an index while editing a list) are no names of the flow.
    if (!known) return draft.answer(run.id, [name])
    if (known.from === 'item') {
      const rows = known.within.at(-1)!
      const list = flow.lists.get(rows)?.value(scope)
      return Array.isArray(list) ? (list[rounds[rows] ?? 0] ?? undefined) : undefined
    }
    return draft.answer(run.id, pathOf(name, known.within, rounds))
  }
  const scope: Scope = {
    value,
    shown: (name) => {
      const [root = '', field] = name.split('.', 2)
      const whole = value(root)
      if (field !== undefined) return shown((whole as Record<string, unknown> | undefined)?.[field], draft)
      const known = flow.names.get(root)
      if (whole === undefined || known === undefined) return undefined
      if (known.type.shown === 'time') return momentInWords(String(whole), draft.session.language)
      if (known.type.shown === 'choice' && known.step) {
        const waiting = flow.waiting.get(root)?.waiting
        const options =
          waiting?.waits === 'question' ? (waiting.prompt(askingOf(draft, flow, run, rounds)).options ?? []) : []
        const label = (picked: unknown) => options.find((option) => option.value === picked)?.label ?? String(picked)
        return Array.isArray(whole) ? joinList(whole.map(label), draft.session.language) : label(whole)
      }
      return shown(whole, draft)
    },
  }
  return scope
}

/** What a question sees while it is asked and answered. */
export function askingOf(draft: Draft, flow: Flow, run: Run, rounds: Rounds = run.rounds): Asking {
  const { world } = draft
  const { language } = draft.session
  const scope = scopeOf(draft, flow, run, rounds)
  return {
    scope,
    language,
    say: (message: Message) => flow.speaker.say(message, language, scope),
    phrase: (key, values) => world.phrase(key, language, values),
    read: (text: string, question: Question) => world.read(messageOf(draft, text, question)).answer,
  }
}

/** A message as the reader takes it. */
export function messageOf(draft: Draft, text: string, question?: Question) {
  const { world, session } = draft
  return {
    text,
    language: session.language.startsWith('es') ? ('es' as const) : ('en' as const),
    zone: world.zone,
    now: localMinute(world.now, world.zone),
    ...(question && { question }),
  }
}

function shown(value: unknown, draft: Draft): string | number | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return draft.world.phrase(value ? 'yes' : 'no', draft.session.language)
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) {
    return value.length === 0 ? undefined : joinList(value, draft.session.language)
  }
  return undefined
}

/** "Sunday 8 March, 09:00", in the client's language. */
function momentInWords(minute: string, language: string): string {
  const moment = DateTime.fromISO(minute, { zone: 'utc' }).setLocale(language)
  return moment.isValid
    ? moment.toLocaleString({ weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' })
    : minute
}

/** Epoch milliseconds as a local ISO minute. Kept for the zone and minute last asked for: a turn asks many times. */
export function localMinute(now: number, zone: string): string {
  const minute = Math.floor(now / 60_000)
  if (last.minute !== minute || last.zone !== zone) {
    last = { minute, zone, text: DateTime.fromMillis(now, { zone }).toFormat("yyyy-MM-dd'T'HH:mm") }
  }
  return last.text
}
let last = { minute: -1, zone: '', text: '' }
