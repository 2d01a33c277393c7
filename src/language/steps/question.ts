/** What all questions compile to: one waiting state, named by the answer. */
import type { Compiler, QuestionWaiting } from '../kind.ts'
import type { Step, Target } from '../words.ts'

interface Fields {
  as: string
  or?: string | undefined
  again?: string | undefined
  was?: string | undefined
}

type Own = Pick<QuestionWaiting, 'open' | 'more' | 'prompt' | 'reading' | 'accept'>

export function compileQuestion(step: Step<Fields>, words: string, own: Own, next: Target, compiler: Compiler): Target {
  const { as, or, again, was } = step.data
  const waiting: QuestionWaiting = {
    waits: 'question',
    as,
    ask: compiler.variant(words, or),
    ...(again !== undefined && { again: compiler.message(again) }),
    ...(was !== undefined && { was: compiler.expression(was) }),
    ...own,
  }
  const same = { state: as, acts: [] }
  return compiler.wait(step, as, waiting, own.more ? { NEXT: next, MORE: same } : { NEXT: next })
}
