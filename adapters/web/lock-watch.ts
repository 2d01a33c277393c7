/**
 * Keeps the lock of each device that is connected to this node: open while there are signs of the person, closed after
 * that. The shelf holds until when it is open, so that every node and a restart agree; this writes it now and then.
 */
import type { DeviceFile, Files } from './files.ts'
import type { Rooms } from './rooms.ts'
import type { Session } from './sessions.ts'
import { CLOSE } from './wire.ts'

const MINUTE = 60_000
/** Milliseconds the shelf may lag behind: fewer writes, and a lock that closes that much early after a crash. */
const LAG = 15_000

interface Watched {
  readonly session: Session
  readonly idle: number
  openUntil: number
  stored: number
  seats: number
}

export class LockWatch {
  readonly #files: Files
  readonly #rooms: Rooms
  readonly #watched = new Map<string, Watched>()

  constructor(files: Files, rooms: Rooms) {
    this.#files = files
    this.#rooms = rooms
  }

  /** @param minutes of the lock; `openUntil` in epoch milliseconds. Answers what ends it. */
  begin(session: Session, minutes: number, openUntil: number): () => void {
    const watched = this.#watched.get(session.device) ?? {
      session,
      idle: minutes * MINUTE,
      openUntil,
      stored: openUntil,
      seats: 0,
    }
    watched.seats += 1
    this.#watched.set(session.device, watched)
    return () => {
      watched.seats -= 1
      if (watched.seats === 0 && this.#watched.get(session.device) === watched) this.#watched.delete(session.device)
    }
  }

  /** Whether the device may be shown anything. One without a lock may. */
  isOpen(device: string): boolean {
    const watched = this.#watched.get(device)
    return watched === undefined || Date.now() < watched.openUntil
  }

  /** Whether this node keeps the time for a device; it is ahead of the shelf then. */
  watches(device: string): boolean {
    return this.#watched.has(device)
  }

  /** A sign of the person. It keeps an open lock open; it never opens a closed one. */
  active(device: string): void {
    const watched = this.#watched.get(device)
    const now = Date.now()
    if (!watched || now >= watched.openUntil) return
    watched.openUntil = now + watched.idle
    if (watched.openUntil - watched.stored < LAG) return
    watched.stored = watched.openUntil
    void this.#store(watched, now)
  }

  async #store(watched: Watched, now: number): Promise<void> {
    const until = watched.openUntil
    try {
      const keep = (file: DeviceFile) => (file.openUntil <= now ? file : { ...file, openUntil: until })
      const file = await this.#files.changeDevice(watched.session, keep)
      // Closed meanwhile, by this person elsewhere.
      if (file && file.openUntil < until) this.#close(watched)
    } catch {
      // The store is away. The next sign of the person tries again.
      watched.stored = 0
    }
  }

  /** Closes the locks whose time is over, unless another node has seen signs of the person since. */
  async sweep(): Promise<void> {
    const now = Date.now()
    const over = [...this.#watched.values()].filter(({ openUntil }) => now >= openUntil)
    await Promise.all(
      over.map(async (watched) => {
        const file = await this.#files.device(watched.session).catch(() => undefined)
        if (file && file.openUntil > now) watched.openUntil = file.openUntil
        else this.#close(watched)
      }),
    )
  }

  #close(watched: Watched): void {
    const { person, device } = watched.session
    watched.openUntil = 0
    this.#rooms.closeDevice(person, device, CLOSE.locked)
  }
}
