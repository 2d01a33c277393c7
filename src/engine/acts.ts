/** Doing what a flow asks for on its way: lines into the turn, everything else into effects. */
import { DateTime, Duration } from 'luxon'
import type { Flow } from '../language/compile.ts'
import type { Expression } from '../language/expression.ts'
import type { Act, Deed, Rounds, Scope } from '../language/words.ts'
import { pictureKinds } from '../pictures/index.ts'
import { pointsEach } from '../records/earnings.ts'
import { recordKinds } from '../records/index.ts'
import type { Draft } from './draft.ts'
import { sayVariant } from './questions.ts'
import { askingOf, scopeOf } from './scope.ts'
import type { Run } from './session.ts'
import { closeRun } from './standing.ts'
import { tell } from './told.ts'

export function doAct(draft: Draft, flow: Flow, run: Run, act: Act, rounds: Rounds): void {
  const scope = scopeOf(draft, flow, run, rounds)
  /** Unique for the act in its run and round, so that walking it again after "back" replaces and doesn't repeat. */
  const key = (ref: string) => [run.id, ref, ...Object.values(rounds)].join('.')
  switch (act.type) {
    case 'say': {
      const variant = act.say[draft.world.seed % act.say.length]!
      draft.say(sayVariant(variant, askingOf(draft, flow, run, rounds)))
      return
    }
    case 'show': {
      const kind = pictureKinds[act.picture]!
      const data = kind.schema.safeParse(valuesOf(act.with, scope))
      if (!data.success) return
      const { language } = draft.session
      const picture = kind.draw(data.data, {
        language,
        phrase: (name, values) => draft.world.phrase(name as never, language, values),
      })
      draft.lines.push({ kind: 'picture', ...picture })
      return
    }
    case 'keep': {
      const data = keepable(act.kind, valuesOf(act.with, scope))
      if (Object.keys(data).length === 0) return
      const revised = act.revises?.value(scope) as Record<string, unknown> | undefined
      if (act.kind === 'profile') return keepProfile(draft, flow, data)
      const id = typeof revised?.['id'] === 'string' ? revised['id'] : key(act.ref)
      const { id: _id, at: _at, ...before } = revised ?? {}
      return draft.keep({
        type: 'keep',
        kind: act.kind,
        id,
        data: { ...before, ...data },
        flow: flow.name,
        revision: flow.revision,
      })
    }
    case 'schedule': {
      const due = dueOf(act, scope, draft)
      if (due === undefined) return
      draft.effects.push({
        type: 'timer',
        key: key(act.ref),
        due,
        what: { kind: 'flow', flow: act.flow, with: valuesOf(act.with, scope) },
      })
      return
    }
    case 'reward':
      draft.effects.push({ type: 'reward', key: key(act.ref), for: act.for, points: pointsEach })
      return
    case 'alert':
      tell(draft, act.kind)
      return
    case 'do':
      return doDeed(draft, act.what)
    case 'round':
      // Counted by the machine itself.
      return
  }
}

/** There is one profile; what is kept again is laid over what was known. */
function keepProfile(draft: Draft, flow: Flow, data: Readonly<Record<string, unknown>>): void {
  const before = draft.records('profile').at(-1)?.data ?? {}
  draft.keep({
    type: 'keep',
    kind: 'profile',
    id: 'profile',
    data: { ...before, ...data },
    flow: flow.name,
    revision: flow.revision,
  })
  if (typeof data['language'] === 'string') draft.update({ language: data['language'] })
}

export function doDeed(draft: Draft, deed: Deed): void {
  const { world, session } = draft
  switch (deed) {
    case 'erase':
      draft.effects.push({ type: 'erase' })
      draft.update({ runs: [] })
      return
    case 'stop': {
      draft.effects.push({ type: 'drop-timers' })
      draft.update({ mode: 'stopped' })
      draft.say(world.phrase('stopped', session.language))
      const date = world.erasedOn?.(session.language)
      draft.say(
        date === undefined
          ? world.phrase('stopped_kept', session.language)
          : world.phrase('stopped_until', session.language, { date }),
      )
      return
    }
    case 'rest':
      draft.update({ mode: 'resting' })
      return
    case 'pause':
      draft.update({ mode: 'paused' })
      draft.say(world.phrase('paused', session.language))
      return
    case 'leave': {
      // The flow that says this stays; what lies under it is put away.
      const top = draft.top
      for (const run of session.runs) if (run !== top) closeRun(draft, run)
      draft.update({ runs: top ? [{ ...top, why: 'begun' }] : [] })
    }
  }
}

function valuesOf(expressions: Readonly<Record<string, Expression>>, scope: Scope): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const [name, expression] of Object.entries(expressions)) {
    const value = expression.value(scope)
    // A copy: the answer may still grow, what is kept must not.
    if (value !== undefined) values[name] = Array.isArray(value) ? [...(value as unknown[])] : value
  }
  return values
}

/** Leaves out what does not fit the record's schema (a value outside an enum); the rest is kept. */
function keepable(kind: string, values: Record<string, unknown>): Record<string, unknown> {
  const parsed = recordKinds[kind]!.schema.safeParse(values)
  if (parsed.success) return parsed.data
  const wrong = new Set(parsed.error.issues.map(({ path }) => String(path[0])))
  return Object.fromEntries(Object.entries(values).filter(([name]) => !wrong.has(name)))
}

function dueOf(act: Extract<Act, { type: 'schedule' }>, scope: Scope, { world }: Draft): number | undefined {
  if (act.in !== undefined) {
    return DateTime.fromMillis(world.now, { zone: world.zone }).plus(Duration.fromISO(act.in)).toMillis()
  }
  const at = act.at?.value(scope)
  if (typeof at !== 'string') return undefined
  const due = DateTime.fromISO(at, { zone: world.zone })
  return due.isValid && due.toMillis() > world.now ? due.toMillis() : undefined
}
