/**
 * A program: who offers Gradual to whom, when people are there, and how they are told. One YAML file each. What safety needs has
 * no default: without it a program does not start, and the line says what is missing.
 *
 * Terminology:
 * - contact: a member of staff who can be told, by name, in one or more ways
 * - on call: who is told first, by hours; being on call counts as watching only once it is acknowledged
 * - dispatch: whether staff may call emergency services or police for a client
 */
import type { Calendar, When } from './hours.ts'

export interface Program extends Calendar {
  /** What its clients' files and alerts are marked with. Never changes. */
  readonly program: string
  /** As clients and staff know it. */
  readonly name: string
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  /** BCP 47; the first one is its own, which staff are written to in. */
  readonly languages: readonly string[]
  readonly minimumAge: number
  readonly dispatch: boolean
  /** Who answers for clinical safety, by name. */
  readonly clinicalSafetyLead: string
  /** In the order in which they are told when nobody on call answers. */
  readonly contacts: readonly Contact[]
  readonly onCall: readonly OnCall[]
  /** How long whoever is on call has to acknowledge, before the next contact is told. */
  readonly acknowledgeMinutes: number
  /** How long every further contact has; after the last, the client is told that nobody answered. */
  readonly escalateMinutes: number
  /** How long a possible danger that was asked about may stay unanswered, before it is told. */
  readonly unansweredMinutes: number
}

export interface Contact {
  readonly name: string
  /** At least one. */
  readonly ways: readonly Way[]
}

export type Way =
  | { readonly way: 'email'; readonly address: string }
  /** A Slack incoming webhook: its address is a secret. */
  | { readonly way: 'slack'; readonly url: string }
  | { readonly way: 'webhook'; readonly url: string; readonly secret: string }

export interface OnCall {
  readonly contact: string
  readonly when: When
}

/** Something about the programs is wrong that only the operator can mend. One line a fault. */
export class ProgramError extends Error {
  override readonly name = 'ProgramError'
}
