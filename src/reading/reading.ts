/**
 * What a message means.
 *
 * Terminology:
 * - message: what the client wrote, verbatim, with the question that was open when they wrote it, if any
 * - danger: a reason, in this message alone, to check on or act for a person now
 * - command: something asked of Gradual itself
 * - answer: what the message says to the open question
 * - log: something told unasked ("had 3 beers")
 * - talk: whether the client leans towards change, away from it, or neither (Miller & Rollnick's client talk)
 * - signs: what to listen for, as data under `flows/safety/`
 *
 * Danger, answer, log and talk are judged independently; a command makes the answer null.
 */

/** BCP 47 of a language there are signs for. */
export type Language = 'en' | 'es'

export const dangerKinds = [
  // In order of urgency: of several dangers in one message the first is told.
  'overdose',
  'medical',
  'withdrawal',
  'suicide',
  'minor_at_risk',
  'violence',
  'harm_to_others',
  'self_harm',
] as const
export type DangerKind = (typeof dangerKinds)[number]

export interface Danger {
  readonly kind: DangerKind
  /** False: ask plainly before acting. */
  readonly sure: boolean
  /** The words that gave it away, copied from the message. */
  readonly words: string
}

export const commands = [
  'stop',
  'pause',
  'help',
  'menu',
  'back',
  'skip',
  'restart',
  'human',
  'my_data',
  'delete_data',
  'consent',
  'urgent',
] as const
/** `language:xx` asks for another language. */
export type Command = (typeof commands)[number] | `language:${string}`

/** The open question, as far as its reading needs it. */
export type Question =
  | { readonly type: 'choose'; readonly text?: string; readonly options: readonly string[] }
  | { readonly type: 'confirm' | 'rate' | 'count' | 'time' | 'list'; readonly text?: string }

/**
 * By question type: choose: the exact option; confirm: yes, no or unsure; rate: 0–10; count: a number ≥ 0;
 * time: local ISO 8601 minute such as `2026-03-07T09:00`; list: an item, or that the list is done.
 * Null when the message does not answer the question, or there is none.
 */
export type Answer = string | number | { readonly item: string } | { readonly done: true } | null

export interface Log {
  readonly kind: 'use' | 'step' | 'mood'
  /** For `use`, where a number was told. */
  readonly amount?: number
}

export type Talk = 'change' | 'sustain' | 'neutral'

export interface Message {
  readonly text: string
  readonly language: Language
  readonly question?: Question
  /** Local ISO 8601 minute at which it was written, in `zone`. */
  readonly now?: string
  /** IANA time zone. */
  readonly zone?: string
}

export interface Reading {
  readonly danger: Danger | null
  readonly command: Command | null
  readonly answer: Answer
  readonly log: Log | null
  readonly talk: Talk
}
