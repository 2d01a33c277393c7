/** What a kind of record is: one file in this folder, listed in `index.ts`. */
import type { z } from 'zod'

export interface RecordKind<Data = Record<string, unknown>> {
  readonly kind: string
  /** What it holds, for authors and for the client's own export. */
  readonly about: string
  /** Every field may be missing, because every question can be skipped. */
  readonly schema: z.ZodType<Data>
  /** The record in one line of the client's own words, or undefined when there is nothing to say of it. */
  summary(data: Data): string | undefined
}

/** A record as flows and pages see it: its fields beside these. */
export interface Kept {
  readonly id: string
  readonly version: number
  /** Epoch milliseconds. */
  readonly at: number
  readonly data: Readonly<Record<string, unknown>>
}

export function defineRecord<Data>(kind: RecordKind<Data>): RecordKind {
  return kind as unknown as RecordKind
}

/** The parts that are there, with a dash between. */
export function line(...parts: (string | number | undefined | readonly string[])[]): string | undefined {
  const said = parts.flat().filter((part) => part !== undefined && part !== '')
  return said.length === 0 ? undefined : said.join(' – ')
}
