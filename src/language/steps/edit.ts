import { z } from 'zod'
import { defineKind, type Accepted, type Asking, type Heard, type QuestionWaiting } from '../kind.ts'
import { name, text } from './fields.ts'

/** Lets the client keep, change, add to, take from and reorder a list they made. */
export const edit = defineKind({
  name: 'edit',
  about: 'Shows a list the client made and lets them keep it, change a line, add one, take one out, or move one.',
  example: `- list: What happened first?
  as: moments
  more: And then?
- edit: moments
  ask: Is this how it went?`,
  schema: z.strictObject({
    edit: name.meta({ description: 'The answer of an earlier `list`.' }),
    ask: text.meta({ description: 'The question under the list.' }),
  }),
  texts: (data) => [{ path: ['ask'], value: data.ask }],
  expressions: (data) => [{ path: ['edit'], value: { source: data.edit, types: ['list<string>'] } }],
  waits: (data) => `${data.edit}~edit`,
  compile: (step, next, compiler) => {
    const list = step.data.edit
    const base = `${list}~edit`
    const state = (suffix: string) => ({ state: `${base}:${suffix}`, acts: [] })
    const back = { state: base, acts: [] }
    /** Which line is being worked on, kept as an answer of its own so that it survives a restart. */
    const picked = `~${base}`
    const items = (asking: Asking): string[] => {
      const value = asking.scope.value(list)
      return Array.isArray(value) ? value.map(String) : []
    }
    const wait = (
      suffix: string,
      waiting: Omit<QuestionWaiting, 'waits' | 'as' | 'open'>,
      on: Parameters<typeof compiler.wait>[3],
      open = false,
    ) =>
      compiler.wait(
        step,
        suffix === '' ? base : `${base}:${suffix}`,
        { waits: 'question', as: list, open, ...waiting },
        on,
      )

    const pick = (
      suffix: string,
      phrase: 'edit_which' | 'edit_where',
      event: (index: number, asking: Asking) => Accepted,
      on: Parameters<typeof compiler.wait>[3],
    ) =>
      wait(
        suffix,
        {
          ask: compiler.phraseVariant(phrase),
          prompt: (asking) => ({ kind: 'choose', options: numbered(items(asking)) }),
          reading: (asking) => ({ type: 'choose', options: items(asking) }),
          accept: (heard, asking) => {
            const index = indexOf(heard, items(asking))
            return index === undefined ? undefined : event(index, asking)
          },
        },
        on,
      )

    const words = (
      suffix: string,
      phrase: 'edit_words' | 'edit_add',
      apply: (asking: Asking, words: string) => Accepted,
    ) =>
      wait(
        suffix,
        {
          ask: compiler.phraseVariant(phrase),
          prompt: () => ({ kind: 'ask' }),
          accept: ({ text }, asking) => (text.trim() === '' ? undefined : apply(asking, text)),
        },
        { NEXT: back },
        true,
      )

    pick('change', 'edit_which', (index) => ({ event: 'NEXT', set: { [picked]: index } }), { NEXT: state('words') })
    words('words', 'edit_words', (asking, text) => {
      const index = Number(asking.scope.value(picked))
      return { event: 'NEXT', set: { [list]: items(asking).with(index, text) } }
    })
    pick('before', 'edit_where', (index) => ({ event: 'NEXT', set: { [picked]: index } }), { NEXT: state('insert') })
    words('insert', 'edit_add', (asking, text) => {
      const index = Number(asking.scope.value(picked))
      return { event: 'NEXT', set: { [list]: items(asking).toSpliced(index, 0, text) } }
    })
    words('add', 'edit_add', (asking, text) => ({ event: 'NEXT', set: { [list]: [...items(asking), text] } }))
    pick(
      'remove',
      'edit_which',
      (index, asking) => ({ event: 'NEXT', set: { [list]: items(asking).toSpliced(index, 1) } }),
      { NEXT: back },
    )
    pick('move', 'edit_which', (index) => ({ event: 'NEXT', set: { [picked]: index } }), { NEXT: state('to') })
    pick(
      'to',
      'edit_where',
      (index, asking) => {
        const from = Number(asking.scope.value(picked))
        const moved = items(asking)[from]!
        return { event: 'NEXT', set: { [list]: items(asking).toSpliced(from, 1).toSpliced(index, 0, moved) } }
      },
      { NEXT: back },
    )

    const choices = ['keep', 'change', 'add', 'insert', 'remove', 'move'] as const
    const offered = (asking: Asking) => {
      const length = items(asking).length
      return choices
        .filter((choice) => choice === 'keep' || choice === 'add' || (choice === 'move' ? length > 1 : length > 0))
        .map((value) => ({ value, label: asking.phrase(`edit_${value}_option`) }))
    }
    return wait(
      '',
      {
        ask: compiler.variant(step.data.ask),
        before: (asking) =>
          items(asking)
            .map((item, index) => `${index + 1}. ${item}`)
            .join('\n') || undefined,
        prompt: (asking) => ({ kind: 'choose', options: offered(asking) }),
        reading: (asking) => ({ type: 'choose', options: offered(asking).map(({ label }) => label) }),
        accept: ({ text, answer, tapped }, asking) => {
          const choice = tapped?.[0] ?? offered(asking).find(({ label }) => label === answer)?.value
          if (choice !== undefined && (choices as readonly string[]).includes(choice))
            return { event: choice.toUpperCase() }
          // "yes" to "is this right?" keeps it.
          return asking.read(text, { type: 'confirm' }) === 'yes' ? { event: 'KEEP' } : undefined
        },
      },
      {
        NEXT: next,
        KEEP: next,
        CHANGE: state('change'),
        ADD: state('add'),
        INSERT: state('before'),
        REMOVE: state('remove'),
        MOVE: state('move'),
      },
    )
  },
})

function numbered(items: readonly string[]) {
  return items.map((label, index) => ({ value: String(index), label }))
}

/** By tap, by the words of a line, or by its number. */
function indexOf({ text, answer, tapped }: Heard, items: readonly string[]): number | undefined {
  const index = tapped
    ? Number(tapped[0])
    : typeof answer === 'string'
      ? items.indexOf(answer)
      : Number.parseInt(text, 10) - 1
  return Number.isInteger(index) && index >= 0 && index < items.length ? index : undefined
}
