/** At the beginning of a shift its contact is asked to say that they are on call: it is never assumed. */
import type { AlertBook } from '../store/alert-port.ts'
import { shiftAt } from './hours.ts'
import type { Program } from './program.ts'

/** Asks everyone whose shift runs now and who was not asked yet. */
export async function askWhoIsOnCall(book: AlertBook, programs: Iterable<Program>, now: number): Promise<void> {
  for (const program of programs) {
    for (const { contact, when } of program.onCall) {
      const shift = shiftAt(when, program, now)
      if (!shift) continue
      const duty = { program: program.program, contact, shift: shift.from, until: shift.until }
      if (await book.findDuty(duty)) continue
      const ways = program.contacts.find(({ name }) => name === contact)!.ways.map(({ way }) => way)
      await book.askDuty(duty, ways, now)
    }
  }
}
