import { z } from 'zod'
import type { Answer } from '../../reading/reading.ts'
import { defineKind } from '../kind.ts'
import { types } from '../words.ts'
import { at, question, questionExpressions, questionTexts, text } from './fields.ts'
import { compileQuestion } from './question.ts'

/** Several answers in own words, one after another, until the client says that's it. */
export const list = defineKind({
  name: 'list',
  about: 'Asks for several things, one message each, until the client says that’s it. `more` asks for the next one.',
  example: `- list: What does using do for you?
  as: likes
  more: Is there anything else it does for you?`,
  schema: z.strictObject({ list: text, more: text, ...question }),
  texts: (data) => [...questionTexts('list', data.list, data), at(['more'], data.more)],
  expressions: questionExpressions,
  collects: (data) => [{ name: data.as, type: types.list }],
  waits: (data) => data.as,
  compile: (step, next, compiler) => {
    const { as } = step.data
    return compileQuestion(
      step,
      step.data.list,
      {
        open: true,
        more: compiler.message(step.data.more),
        prompt: (asking) => ({
          kind: 'list',
          ...(has(asking.scope.value(as)) && { options: [{ value: 'done', label: asking.phrase('list_done') }] }),
        }),
        reading: () => ({ type: 'list' }),
        accept: ({ parts, answer, tapped }, asking) => {
          if (tapped?.[0] === 'done' || isDone(answer)) return { event: 'NEXT' }
          const items = parts.flatMap((part) => part.split('\n')).filter((part) => part.trim() !== '')
          // "that's it" may come as the last of several messages sent in one go.
          const done = items.length > 1 && isDone(asking.read(items.at(-1)!, { type: 'list' }))
          const kept = done ? items.slice(0, -1) : items
          if (kept.length === 0) return undefined
          return { event: done ? 'NEXT' : 'MORE', push: kept.map((item) => ({ name: as, item })) }
        },
      },
      next,
      compiler,
    )
  },
})

function has(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0
}

function isDone(answer: Answer): boolean {
  return typeof answer === 'object' && answer !== null && 'done' in answer
}
