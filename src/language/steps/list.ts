import { z } from 'zod'
import { defineKind } from '../kind.ts'
import { types } from '../words.ts'
import { at, question, questionExpressions, questionTexts, text } from './fields.ts'
import { compileQuestion } from './question.ts'

/** Several answers in own words, one after another, until the client says that's it. */
export const list = defineKind({
  name: 'list',
  about: 'Asks for several things, one message each, until the client says that’s it. `more` asks for the next one.',
  schema: z.strictObject({ list: text, more: text, ...question }),
  texts: (data) => [...questionTexts('list', data.list, data), at(['more'], data.more)],
  expressions: questionExpressions,
  collects: (data) => [{ name: data.as, type: types.list }],
  waits: (data) => data.as,
  compile: (step, next, compiler) => {
    const { as } = step.data
    const again = compiler.act(step, { type: 'say', say: [compiler.variant(step.data.more)] }, { state: as, acts: [] })
    return compileQuestion(
      step,
      step.data.list,
      {
        open: true,
        prompt: (asking) => ({
          kind: 'list',
          ...(has(asking.scope.value(as)) && { options: [{ value: 'done', label: asking.phrase('list_done') }] }),
        }),
        reading: () => ({ type: 'list' }),
        accept: ({ parts, answer, tapped }, asking) => {
          if (tapped?.[0] === 'done') return { event: 'NEXT' }
          if (typeof answer === 'object' && answer !== null && 'done' in answer) return { event: 'NEXT' }
          const items = parts.filter((part) => part.trim() !== '')
          // "that's it" may come as the last of several messages sent in one go.
          const last = items.length > 1 ? asking.read(items.at(-1)!, { type: 'list' }) : null
          const done = typeof last === 'object' && last !== null && 'done' in last
          const kept = done ? items.slice(0, -1) : items
          if (kept.length === 0) return undefined
          return { event: done ? 'NEXT' : 'MORE', push: kept.map((item) => ({ name: as, item })) }
        },
      },
      next,
      compiler,
      again,
    )
  },
})

function has(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0
}
