/** Who is here: the open sockets of each person, on this node. */
import type { FromServer } from './protocol.ts'
import { Serial } from './serial.ts'

/** One socket, as far as others need to know it. */
export interface Seat {
  readonly device: string
  /** Whether it was welcomed. Until then its `welcome` will hold whatever is said. */
  readonly ready: boolean
  send(frame: FromServer): void
  close(code: number): void
}

export class Rooms {
  readonly #seats = new Map<string, Set<Seat>>()
  readonly #order = new Serial()

  join(person: string, seat: Seat): void {
    const seats = this.#seats.get(person) ?? new Set()
    this.#seats.set(person, seats.add(seat))
  }

  leave(person: string, seat: Seat): void {
    const seats = this.#seats.get(person)
    seats?.delete(seat)
    if (seats?.size === 0) this.#seats.delete(person)
  }

  all(): IteratorObject<Seat> {
    return this.#seats.values().flatMap((seats) => seats)
  }

  count(person: string): number {
    return this.#seats.get(person)?.size ?? 0
  }

  /**
   * Runs what is done for one person in order: taking a message, welcoming a tab, saying something. So every tab sees the
   * same order, a message is acknowledged before its answer, and a tab being welcomed misses nothing.
   */
  inOrder<T>(person: string, job: () => Promise<T>): Promise<T> {
    return this.#order.run(person, job)
  }

  /** To every welcomed tab of a person but one. */
  tell(person: string, frame: FromServer, except?: Seat): void {
    for (const seat of this.#seats.get(person) ?? []) if (seat.ready && seat !== except) seat.send(frame)
  }

  closePerson(person: string, code: number): void {
    for (const seat of this.#seats.get(person) ?? []) seat.close(code)
  }

  closeDevice(person: string, device: string, code: number): void {
    for (const seat of this.#seats.get(person) ?? []) if (seat.device === device) seat.close(code)
  }
}
