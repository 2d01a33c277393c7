/**
 * Everything that crosses between Gradual and its page, as schemas and the types they give. JSON text, one object a message.
 * The page imports types from here (`import type`) and numbers from wire.ts, so that no schema reaches a phone.
 *
 * A socket's life
 * 1. The page has a session (`POST session`, see README.md) and opens `socket` with the subprotocol of wire.ts.
 * 2. The page says `hello` first, within ten seconds. The server answers `welcome`, then nothing is missing:
 *    - `last` is the id of the newest outgoing the page holds. Known: `welcome.entries` is all that came after it, both sides'
 *      (`reset: false`, append it). Unknown, too old or not said: it is the newest page of history (`reset: true`, replace
 *      what is shown; `more` says whether there is anything earlier).
 *    - `pending` are the ids of the person's own messages that were never acknowledged. Those already safe come back in
 *      `received`. The page says all others again, in order, with the same ids.
 *    - Someone without a history is greeted: their first `outgoing` follows `welcome`.
 * 3. After that either side speaks whenever it likes.
 *
 * Nothing lost, nothing doubled
 * - Every `say` carries an id made in the browser (`crypto.randomUUID()`), kept with the words until `received` names it.
 *   `received` is sent only when the message is safe on disk. Said again with the same id it is the same message; the
 *   answer is again `received`. An id belongs to its person: the same id of another person is another message.
 * - Say one thing at a time in order; the server takes one person's messages in the order one socket sends them.
 * - `outgoing` and `said` may come twice (resume, several tabs). Drop the second by `outgoing.id` / `entry.incoming` or by the
 *   entry's `id`. Outgoings come in order. There is no receipt for them: what a socket lost is in the next `welcome`.
 * - What one tab says reaches the person's other tabs as `said`; outgoings reach all tabs.
 *
 * What may be answered
 * - The prompt of the newest outgoing is the open one. When a later outgoing comes, or one whose `spent` names it, its input is over.
 *   A tap on an old one does no harm: the server takes it and Gradual answers kindly.
 * - A tap says the words on the button in `text` and the values in `tap`. Typing free text is always possible.
 *
 * The lock: while it is closed there is no socket and no history. It closes a socket with CLOSE.locked. `active` keeps it open.
 *
 * Refusals name a reason, never the person's words. `retryAfter` is in milliseconds. A refused `say` was not stored: keep it,
 * and say it again after that time (`slow`, `trouble`) or let the person change it (`long`, `empty`).
 */
import { z } from 'zod'
import type { Beat, Line, Option, Prompt } from '../../src/channel.ts'
import { LIMITS, VERSION } from './wire.ts'

/** An id the browser made for one message. */
export const messageId = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/, '16 to 64 of A–Z a–z 0–9 _ -')
/** An id the server gave: of an outgoing or of an entry. */
const givenId = z.string().min(1).max(200)
/** BCP 47. */
export const languageTag = z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/, 'a language such as en or es-MX')
const words = z.string().min(1).max(LIMITS.text)

// ── what the page says ──

export const hello = z.strictObject({
  type: z.literal('hello'),
  version: z.int(),
  language: languageTag.optional(),
  last: givenId.optional(),
  pending: z.array(messageId).max(LIMITS.pending),
})
export const say = z.strictObject({
  type: z.literal('say'),
  id: messageId,
  text: words,
  tap: z.strictObject({ prompt: givenId, values: z.array(z.string().max(LIMITS.text)).max(LIMITS.values) }).optional(),
})
/** Asks for the entries before this one. */
export const earlier = z.strictObject({ type: z.literal('earlier'), before: givenId })
/** The person is here: they typed, tapped or scrolled. Keeps the lock open. */
export const active = z.strictObject({ type: z.literal('active') })
export const ping = z.strictObject({ type: z.literal('ping') })

export const fromPage = z.discriminatedUnion('type', [hello, say, earlier, active, ping])
export type FromPage = z.infer<typeof fromPage>
export type Hello = z.infer<typeof hello>
export type Say = z.infer<typeof say>

// ── what the server says ──

const beat: z.ZodType<Beat> = z.object({
  text: z.string(),
  seconds: z.number(),
  breath: z.enum(['in', 'out', 'hold']).exactOptional(),
})
const line: z.ZodType<Line> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string(), from: z.string().exactOptional() }),
  z.object({ kind: z.literal('picture'), svg: z.string(), alt: z.string() }),
  z.object({ kind: z.literal('pace'), beats: z.array(beat) }),
])
const option: z.ZodType<Option> = z.object({ value: z.string(), label: z.string() })
const prompt: z.ZodType<Prompt> = z.object({
  ref: z.string(),
  kind: z.enum(['ask', 'choose', 'choose-many', 'rate', 'count', 'time', 'list', 'confirm']),
  label: z.string(),
  options: z.array(option).exactOptional(),
  ends: z.object({ low: z.string(), high: z.string() }).exactOptional(),
})
/** One turn's lines, as in the channel contract, without the place. */
export const shown = z.object({
  id: givenId,
  /** The language of the lines, for `lang`. */
  language: z.string(),
  lines: z.array(line),
  prompt: prompt.exactOptional(),
  /** The id of an earlier outgoing whose prompt is over. */
  spent: givenId.exactOptional(),
})
export type Shown = z.infer<typeof shown>

/** One thing said, by either side. */
export const entry = z.discriminatedUnion('from', [
  z.object({
    id: givenId,
    /** Epoch milliseconds. */
    at: z.number(),
    from: z.literal('client'),
    text: z.string(),
    /** The id the browser gave it. Absent for what was said on another channel. */
    incoming: z.string().exactOptional(),
  }),
  z.object({ id: givenId, at: z.number(), from: z.literal('gradual'), outgoing: shown }),
])
export type Entry = z.infer<typeof entry>

export const welcome = z.object({
  type: z.literal('welcome'),
  version: z.literal(VERSION),
  /** True: show `entries` instead of what is shown. False: after it. */
  reset: z.boolean(),
  entries: z.array(entry),
  /** Whether there is anything before the first entry. Only said with `reset`. */
  more: z.boolean(),
  received: z.array(messageId),
})
export const received = z.object({ type: z.literal('received'), id: messageId })
export const outgoing = z.object({ type: z.literal('outgoing'), outgoing: shown })
/** What another tab of this person said. */
export const said = z.object({
  type: z.literal('said'),
  entry: z.object({ at: z.number(), from: z.literal('client'), text: z.string(), incoming: messageId }),
})
export const earlierEntries = z.object({
  type: z.literal('earlier'),
  before: givenId,
  entries: z.array(entry),
  more: z.boolean(),
})
export const refused = z.object({
  type: z.literal('refused'),
  /** The message this is about, where there is one. */
  id: messageId.exactOptional(),
  /** `slow`: too many at once. `long`/`empty`: the text. `unreadable`: not this protocol. `trouble`: our fault. */
  reason: z.enum(['slow', 'long', 'empty', 'unreadable', 'trouble']),
  retryAfter: z.number().exactOptional(),
})
export const pong = z.object({ type: z.literal('pong') })

export const fromServer = z.discriminatedUnion('type', [
  welcome,
  received,
  outgoing,
  said,
  earlierEntries,
  refused,
  pong,
])
export type FromServer = z.infer<typeof fromServer>
export type Welcome = z.infer<typeof welcome>
export type Refused = z.infer<typeof refused>

// ── routes ──

/** Begins or renews a session. `cookies: false` (embed only) asks for a token instead of a cookie. */
export const sessionBody = z.strictObject({ cookies: z.literal(false).optional() })
export const pin = z.string().regex(/^\d{4,12}$/, '4 to 12 digits')
/** Minutes without a sign of the person after which the lock closes. */
export const idle = z.union([z.literal(1), z.literal(5), z.literal(15), z.literal(60)])
/** `current` is the PIN until now; not needed within ten minutes of entering by recovery code or passkey. */
export const lockBody = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('pin'), pin, idle, current: pin.optional() }),
  z.strictObject({ by: z.literal('passkey'), idle, current: pin.optional() }),
])
export const lockRemoveBody = z.strictObject({ current: pin.optional() })
/**
 * For what changes the ways back (a new recovery code, adding or removing a passkey). With a PIN set, `current` is needed just
 * as for the lock, or someone who finds the page open could make a way in for themselves. Missing: 403 `wrong`; ask and send again.
 */
export const waysBody = z.strictObject({ current: pin.optional() })
export const lockOpenBody = z.strictObject({ pin })
/** `leave: true`: go, although what was said on this device so far has no way back. */
export const recoveryEnterBody = z.strictObject({ code: z.string().min(1).max(100), leave: z.literal(true).optional() })
const ticket = z.string().min(1).max(4_000)
/** The browser's own answer; its inside is checked by the WebAuthn library. */
const credential = z.looseObject({
  id: z.string().max(2_000),
  rawId: z.string().max(2_000),
  type: z.literal('public-key'),
})
export const passkeyKeepBody = z.strictObject({ ticket, response: credential })
export const passkeyEnterBody = z.strictObject({ ticket, response: credential, leave: z.literal(true).optional() })
export const passkeyRemoveBody = z.strictObject({ id: z.string().max(2_000), current: pin.optional() })
export const emptyBody = z.strictObject({})

/** The answer of every route that begins, renews, opens or changes a session. */
export const status = z.object({
  version: z.literal(VERSION),
  state: z.enum(['open', 'locked']),
  lock: z.object({ by: z.enum(['none', 'pin', 'passkey']), idle: idle.exactOptional() }),
  /** Milliseconds before the next PIN may be tried. */
  wait: z.number().exactOptional(),
  /** The ways back there are. Not said while locked. */
  ways: z
    .object({ recovery: z.boolean(), passkeys: z.array(z.object({ id: z.string(), added: z.number() })) })
    .exactOptional(),
  /** Keep it in this origin's storage instead of what was kept before. Only where there are no cookies. */
  token: z.string().exactOptional(),
})
export type Status = z.infer<typeof status>

/** The body of every refusal. `say` is plain English for whoever reads it; the page has its own words for `error`. */
export const refusal = z.object({
  error: z.enum([
    'unreadable', // 400: not JSON, or not the shape; 413 too large; 415 not JSON
    'typo', // 400: the recovery code can't be right: a character is wrong or missing
    'session', // 401: no session, or it is over: begin one with POST session
    'origin', // 403: not from Gradual's own page
    'wrong', // 403: the PIN, the code or the passkey is not the one; `retryAfter` when a wait begins
    'missing', // 404
    'leave', // 409: this device holds words with no way back. Ask the person, then send `leave: true`
    'early', // 409: there is nothing to protect yet: say something first
    'passkey', // 409: add a passkey first, or keep the last one while it is the lock
    'locked', // 423
    'slow', // 429: `retryAfter`
    'trouble', // 500, 503
  ]),
  say: z.string(),
  retryAfter: z.number().exactOptional(),
})
export type Refusal = z.infer<typeof refusal>
