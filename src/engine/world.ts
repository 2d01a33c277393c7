/** What a turn is given besides the session, and what it asks the shell to do. */
import type { Line, Prompt, Tap } from '../channel.ts'
import type { Flow } from '../language/compile.ts'
import type { PhraseKey } from '../language/phrases.ts'
import type { Reading, Message } from '../reading/reading.ts'
import type { Kept } from '../records/kind.ts'
import type { Change, Session } from './session.ts'

export interface World {
  /** Epoch milliseconds. */
  readonly now: number
  /** The client's time zone, IANA. */
  readonly zone: string
  /** The number of this turn. */
  readonly turn: number
  /** Varies wording: the same seed gives the same words. */
  readonly seed: number
  read(message: Message): Reading
  /** A flow at a revision; the newest without one. */
  flow(name: string, revision?: number): Flow | undefined
  /** The newest revision of every flow that may be offered. */
  readonly flows: readonly Flow[]
  /** Languages Gradual speaks: BCP 47 and what they call themselves. */
  readonly languages: readonly { readonly value: string; readonly label: string }[]
  phrase(key: PhraseKey, language: string, values?: Readonly<Record<string, string | number>>): string
  /** Lines of help for a country, as said to the client. */
  helplines(country: string | undefined, language: string): readonly string[]
  /** Absent where nobody is told of anything. */
  readonly staff?: Staff
  /** What is known of the client's file. A kind that is not there is asked for, and the turn is taken again. */
  readonly file: {
    records(kind: string): readonly Kept[] | undefined
    /** How often something was earned. */
    readonly rewards: number | undefined
    /** Whether someone of the program has acknowledged that they are on call now. */
    readonly watched: boolean | undefined
  }
  /** When words will be erased by themselves, if the program says so, as a date in words. */
  erasedOn?(language: string): string | undefined
}

/** People of the program who are told when a client needs someone. */
export interface Staff {
  /** The program, as clients know it. */
  readonly program: string
  /** Milliseconds after which a possible danger that was asked about, and not answered, is told. */
  readonly unanswered: number
  /** Whether they may call emergency services or police. */
  readonly dispatch: boolean
}

export type Input =
  | { readonly kind: 'messages'; readonly messages: readonly { readonly text: string; readonly tap?: Tap }[] }
  /** The client opened the channel and has not written yet. */
  | { readonly kind: 'greet' }
  | { readonly kind: 'due'; readonly what: Due }

/** What a timer says when it falls due. */
export type Due =
  | { readonly kind: 'pace'; readonly run: number; readonly state: string }
  | { readonly kind: 'flow'; readonly flow: string; readonly with?: Readonly<Record<string, unknown>> }
  /** A possible danger was asked about and not answered. */
  | { readonly kind: 'unanswered'; readonly danger: string }
  /** The program was told that someone needs a person, and nobody there has acknowledged it. */
  | { readonly kind: 'unheard'; readonly alert: string }

export type Effect =
  | {
      readonly type: 'keep'
      readonly kind: string
      readonly id: string
      readonly data: Readonly<Record<string, unknown>>
      readonly flow: string
      readonly revision: number
    }
  | { readonly type: 'timer'; readonly key: string; readonly due: number; readonly what: Due }
  | { readonly type: 'drop-timer'; readonly key: string }
  /** Drops every timer but for what is told to people: stop really stops. */
  | { readonly type: 'drop-timers' }
  | { readonly type: 'reward'; readonly key: string; readonly for: string; readonly points: number }
  | { readonly type: 'alert'; readonly kind: string; readonly sure: boolean }
  | { readonly type: 'erase' }
  /** Something in a flow went wrong; for the operator, without words. */
  | { readonly type: 'trouble'; readonly what: string; readonly flow: string; readonly state: string }

export interface Outcome {
  readonly session: Session
  readonly changes: readonly Change[]
  readonly effects: readonly Effect[]
  readonly said: { readonly lines: readonly Line[]; readonly prompt?: Prompt }
  /** What came was taken as an answer in own words, so that more of it may still join. */
  readonly answeredOpen: boolean
  /** Flows that were walked in this turn: which transcripts it belongs to. */
  readonly flows: readonly string[]
}

/** Kinds of the client's file (or `rewards`, `watched`) that must be loaded before this turn can be taken. */
export interface Needs {
  readonly needs: readonly string[]
}
