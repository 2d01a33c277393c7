/** Before anyone is served: a test alert to every contact, in every way. */
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { StaffWords, type Phrase } from './message.ts'
import { ProgramError, type Contact, type Program, type Way } from './program.ts'
import { SendError, type Sender } from './ways/sender.ts'

/** How long to wait before each further attempt, in milliseconds: a hiccup of the network is no reason not to start. */
const patience = [1_000, 4_000]

/** Throws `ProgramError` with a line for each contact and way that did not work. */
export async function proveContacts(
  programs: readonly Program[],
  sender: Sender,
  phrase: Phrase,
  waits: readonly number[] = patience,
): Promise<void> {
  const tries = programs.flatMap((program) =>
    program.contacts.flatMap((contact) => contact.ways.map((way) => ({ program, contact, way }))),
  )
  const faults = await Promise.all(
    tries.map(({ program, contact, way }) => fault(program, contact, way, sender, phrase, waits)),
  )
  const lines = faults.filter((line) => line !== undefined)
  if (lines.length > 0)
    throw new ProgramError(
      ['A program whose contacts can’t be told is not started, so nobody is served:', ...lines].join('\n'),
    )
}

async function fault(
  program: Program,
  { name }: Contact,
  way: Way,
  sender: Sender,
  phrase: Phrase,
  waits: readonly number[],
): Promise<string | undefined> {
  const message = new StaffWords(phrase, program).test(`test-${randomUUID()}`, name)
  let last = ''
  for (const pause of [0, ...waits]) {
    await wait(pause)
    try {
      await sender.send(way, message)
      return undefined
    } catch (error) {
      last = error instanceof SendError ? error.message : 'failed'
    }
  }
  return `${program.name}: the test alert to ${name} by ${way.way} was not taken: it ${last}`
}
