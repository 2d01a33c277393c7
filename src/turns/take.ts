/** Takes one turn inside a client's transaction: the engine's outcome becomes rows, all of them or none. */
import type { Outgoing } from '../channel.ts'
import type { Due, Effect, Input, Outcome } from '../engine/world.ts'
import { fold } from '../engine/session.ts'
import { turn as takeTurn } from '../engine/turn.ts'
import { pointsEach } from '../records/earnings.ts'
import type { Tx } from '../store/port.ts'
import { stateFrom, wordsOf, type Came, type Place, type TurnWords } from './journal.ts'
import { keptOf, type Live } from './live.ts'
import { worldOf, type Program, type Speech } from './speech.ts'

export interface Taken {
  readonly outcome: Outcome
  readonly outgoing: Outgoing | undefined
  readonly delivery: number | undefined
  /** Deliveries whose rows this turn removed. */
  readonly removed: readonly number[]
  readonly channel: string
  readonly erased: boolean
}

export interface Taking {
  readonly input: Input
  readonly came: readonly Came[]
  readonly to: Place
  readonly now: number
  /** The newest turn is taken again with more words: its reply was not handed over yet. */
  readonly again?: boolean
}

/** Updates `live` in place. When the transaction does not commit, `live` must be thrown away. */
export async function take(tx: Tx, live: Live, speech: Speech, program: Program, taking: Taking): Promise<Taken> {
  const { to, now } = taking
  const seq = live.turn + 1
  let { input, came } = taking
  if (taking.again) {
    const [before] = await tx.turns(live.turn, 1)
    came = [...wordsOf(before!).in, ...came]
    input = { kind: 'messages', messages: came }
    live.state = await stateFrom(tx, live.turn, program.language, live.turn)
    await tx.undo(live.turn)
    live.file.clear()
    live.file.set('profile', (await tx.records('profile')).map(keptOf))
  }
  const outcome = await outcomeOf(tx, live, speech, program, input, seq, now)
  const erased = outcome.effects.some(({ type }) => type === 'erase')
  const speaks = outcome.said.lines.length > 0
  const outgoing = speaks
    ? outgoingOf(seq, {
        said: outcome.said,
        session: outcome.session,
        to,
        ...(live.reference && { spent: live.reference }),
      })
    : undefined
  if (erased) {
    await tx.erase()
    return { outcome, outgoing, delivery: undefined, removed: [], channel: to.channel, erased }
  }
  if (came.length === 0 && !speaks && outcome.changes.length === 0 && outcome.effects.length === 0) {
    return { outcome, outgoing, delivery: undefined, removed: [], channel: to.channel, erased }
  }
  if (live.delivered.length > 0) await tx.sent(live.delivered)
  const words: TurnWords = {
    in: came,
    said: outcome.said,
    session: outcome.session,
    changes: outcome.changes,
    flows: outcome.flows,
    to,
    ...(live.reference !== undefined && { spent: live.reference }),
  }
  await tx.addTurn({ seq, at: now, words, ...(taking.again && { replaces: live.turn }) })
  const replaces = taking.again ? live.turn : undefined
  for (const effect of outcome.effects) {
    if (effect.type === 'alert') await raise(tx, program, effect.kind, to.channel, { turn: seq, at: now, replaces })
    else await apply(tx, live, effect, seq, now)
  }
  const delivery = speaks ? (await tx.send(seq, to.channel, Math.max(now, live.heldUntil))).id : undefined

  const removed = live.delivered
  live.turn = seq
  live.state = fold(live.state, outcome.session, outcome.changes)
  live.place = to
  live.delivered = []
  live.joinable = outcome.answeredOpen
  live.reference = undefined
  return { outcome, outgoing, delivery, removed, channel: to.channel, erased }
}

/** What a channel is handed for a turn. Ids rise as text too. */
export function outgoingOf(
  seq: number,
  { said, session, to, spent }: Pick<TurnWords, 'said' | 'session' | 'to' | 'spent'>,
): Outgoing {
  return {
    id: String(seq).padStart(10, '0'),
    place: to.place,
    language: session.language,
    lines: said.lines,
    ...(said.prompt && { prompt: said.prompt }),
    ...(spent !== undefined && { spent }),
  }
}

/** The engine says which part of the client's file it needs; it is loaded, and the turn taken again. */
async function outcomeOf(
  tx: Tx,
  live: Live,
  speech: Speech,
  program: Program,
  input: Input,
  seq: number,
  now: number,
): Promise<Outcome> {
  let watched: boolean | undefined
  for (;;) {
    const outcome = takeTurn(live.state, input, worldOf(speech, program, live, seq, now, watched))
    if (!('needs' in outcome)) return outcome
    for (const kind of outcome.needs) {
      if (kind === 'watched') watched = program.staff !== undefined && (await tx.watched(program.name, now))
      else if (kind === 'rewards') live.rewards = (await tx.points()) / pointsEach
      else live.file.set(kind, (await tx.records(kind)).map(keptOf))
    }
  }
}

/** In the turn's own transaction, so that none is lost; sent after it. A program that watches nobody tells nobody. */
async function raise(
  tx: Tx,
  { name, staff }: Program,
  kind: string,
  channel: string,
  { turn, at, replaces }: { turn: number; at: number; replaces: number | undefined },
): Promise<void> {
  if (!staff) return
  const since = at - staff.window
  await tx.raise({ program: name, kind, channel, at, turn, since, ...(replaces !== undefined && { replaces }) })
}

async function apply(
  tx: Tx,
  live: Live,
  effect: Exclude<Effect, { type: 'alert' }>,
  seq: number,
  now: number,
): Promise<void> {
  switch (effect.type) {
    case 'keep': {
      const version = (await tx.versions(effect.id)).length + 1
      const { kind, id, flow, revision, data } = effect
      await tx.keep({ id, kind, version, at: now, flow, revision, turn: seq, words: data })
      const kept = live.file.get(kind)
      if (kept) live.file.set(kind, [...kept.filter((record) => record.id !== id), { id, version, at: now, data }])
      return
    }
    case 'timer':
      // What is told to people if nobody answers is never put off by asking again.
      if (effect.what.kind === 'unanswered' && (await tx.timers()).some(({ key }) => key === effect.key)) return
      return tx.setTimer({ key: effect.key, due: effect.due, turn: seq, words: effect.what })
    case 'drop-timer':
      return tx.dropTimer(effect.key, seq)
    case 'drop-timers':
      for (const { key, words } of await tx.timers())
        if ((words as Due).kind !== 'unanswered') await tx.dropTimer(key, seq)
      return
    case 'reward': {
      const added = await tx.reward({ key: effect.key, at: now, points: effect.points, words: { for: effect.for } })
      if (added && live.rewards !== undefined) live.rewards += 1
      return
    }
    case 'trouble':
    case 'erase':
      // Told to people and operators after the commit; erased before it.
      return
  }
}
