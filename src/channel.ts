/**
 * The whole contract between Gradual and the places it talks in.
 *
 * Terminology:
 * - channel: a place to talk: the web page, Telegram, Slack, a terminal
 * - adapter: the folder under `adapters/` that translates for one channel; it imports this file and its own SDK, nothing else
 * - person: the platform's own identity of who writes (a chat id, a Slack user, a web session); never shown, found by its HMAC
 * - place: where a reply to that person goes, in the adapter's own words (any string; kept encrypted)
 * - prompt: what the client may answer now, so that a channel can draw buttons or a scale
 */
import type { FastifyInstance } from 'fastify'

/** What a channel hands in: one message of one person, in their own words. */
export interface Incoming {
  /** The platform's own id of this message. The same id twice is one message. */
  readonly id: string
  readonly person: string
  readonly place: string
  /** What they wrote, verbatim. For a tapped button: the words on it. */
  readonly text: string
  /** Set when they tapped or picked rather than typed. */
  readonly tap?: Tap
  /** The platform's hint at their language, as BCP 47. Only used before they have chosen one. */
  readonly language?: string
}

/** A picked button, scale value or set of options. */
export interface Tap {
  /** The `ref` of the prompt it answers. One of an earlier question is answered kindly and changes nothing. */
  readonly prompt: string
  /** The `value`s of the options that were picked; a scale value as a decimal string. */
  readonly values: readonly string[]
}

/** What a channel is handed to deliver: the lines of one turn, in order, then what may be answered. */
export interface Outgoing {
  /** The same on every attempt, so that a platform or a page can drop a second copy. Rises with time for one client. */
  readonly id: string
  readonly place: string
  readonly language: string
  readonly lines: readonly Line[]
  readonly prompt?: Prompt
  /** The platform's reference of an earlier outgoing whose buttons are now spent. */
  readonly spent?: string
}

export type Line =
  | {
      readonly kind: 'text'
      readonly text: string
      /** set when a person wrote it, with the name to show */ readonly from?: string
    }
  | { readonly kind: 'picture'; readonly svg: string; /** the picture in words */ readonly alt: string }
  | {
      readonly kind: 'pace'
      /** lines to show one after another, such as a breathing rhythm */ readonly beats: readonly Beat[]
    }

export interface Beat {
  readonly text: string
  readonly seconds: number
  /** What the breath does during this beat, where a channel can show it. */
  readonly breath?: 'in' | 'out' | 'hold'
}

/** The open question, as much of it as a channel needs to draw an input for it. Typing free text is always possible. */
export interface Prompt {
  /** Sent back in `Tap.prompt`. */
  readonly ref: string
  readonly kind: 'ask' | 'choose' | 'choose-many' | 'rate' | 'count' | 'time' | 'list' | 'confirm'
  /** The words of the question itself (also the last text line), to label the input with. */
  readonly label: string
  readonly options?: readonly Option[]
  /** For `rate`: words for the two ends of 0–10. */
  readonly ends?: { readonly low: string; readonly high: string }
}

export interface Option {
  readonly value: string
  readonly label: string
}

/** One entry of what was said before, for a channel that shows history. */
export interface Past {
  readonly id: string
  /** Epoch milliseconds. */
  readonly at: number
  readonly from: 'client' | 'gradual'
  /** For `client`: their words and, where the channel sent one, the platform's id of the message. */
  readonly text?: string
  readonly incoming?: string
  /** For `gradual`: what was said. */
  readonly outgoing?: Outgoing
}

export interface Receipt {
  /** True when this message id was already stored: nothing was done again. */
  readonly repeat: boolean
}

/**
 * What adapters keep for people. Values are sealed with the client's own key and erased with the client; a key is stored as
 * an HMAC only. Keys are unique in the whole deployment: begin them with the channel's name.
 */
export interface Shelf {
  /** The value and whose it is; undefined when there is none. */
  get(key: string): Promise<{ person: string; value: unknown } | undefined>
  /** Resolves false when that person has no file yet. */
  put(person: string, key: string, value: unknown): Promise<boolean>
  remove(key: string): Promise<void>
}

/** What Gradual offers an adapter. */
export interface Host {
  /** Stores a message and takes it to its turn. Resolves once the message is safe on disk: only then tell the platform "received". */
  accept(incoming: Incoming): Promise<Receipt>
  /** Opens the conversation for someone who has not written yet, so that Gradual speaks first. A no-op for anyone who has a history. */
  greet(hello: Omit<Incoming, 'id' | 'text' | 'tap'>): Promise<void>
  /** The last `limit` entries before `before` (an entry's id), oldest first. */
  history(person: string, page: { limit: number; before?: string }): Promise<Past[]>
  /** Small things an adapter keeps for a person, such as a passkey's public part. */
  readonly shelf: Shelf
  /** A 32-byte secret of this deployment for one purpose, such as signing sessions. The same after a restart. */
  secret(purpose: string): Uint8Array
  /** The HTTP server, for a channel that has routes. Absent in the terminal. */
  readonly routes?: FastifyInstance
  /** Says what happened, for operators. Never pass a client's words or a platform id. */
  log(event: string, facts?: Record<string, string | number | boolean>): void
}

/** What an adapter is. */
export interface Channel {
  readonly name: string
  /** How long to wait for more messages before an open `ask` or `list` is taken as answered, in milliseconds. */
  readonly settle: number
  start(host: Host): Promise<void>
  /** Hands one outgoing to the platform. Resolves when the platform has it; may return the platform's reference of it. */
  deliver(outgoing: Outgoing): Promise<{ reference?: string }>
  stop(): Promise<void>
}

/** Thrown by `deliver`. Anything else thrown counts as passing, and is tried again with back-off. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError'
  /** `gone`: this place will never take a message again. `later`: try again, after `retryAfter` milliseconds where the platform said so. */
  readonly reason: 'gone' | 'later'
  readonly retryAfter: number | undefined

  constructor(reason: 'gone' | 'later', message: string, retryAfter?: number) {
    super(message)
    this.reason = reason
    this.retryAfter = retryAfter
  }
}
