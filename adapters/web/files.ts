/**
 * What this adapter keeps for people on the shelf: one value a person (ways back, lock), one a device. A person without a
 * file yet (nothing said) has nothing to keep and nothing to protect: `put` then answers false.
 */
import { z } from 'zod'
import type { Shelf } from '../../src/channel.ts'
import { idle } from './protocol.ts'
import { Serial } from './serial.ts'
import type { Session } from './sessions.ts'

const personFile = z.object({
  /** The HMAC of the recovery code. */
  recovery: z.string().optional(),
  passkeys: z.array(z.object({ id: z.string(), added: z.number() })),
  lock: z.object({ by: z.enum(['pin', 'passkey']), hash: z.string().optional(), idle }).optional(),
  /** Wrong PINs since the last right one. */
  failures: z.number(),
  /** Epoch milliseconds before which no PIN is looked at. */
  waitUntil: z.number(),
})
export type PersonFile = z.infer<typeof personFile>

const deviceFile = z.object({
  turn: z.number(),
  /** Epoch milliseconds until which the lock is open here. Only looked at when the person has one. */
  openUntil: z.number(),
  /** Epoch milliseconds until which the person counts as having just shown a recovery code or passkey here. */
  provedUntil: z.number(),
  /** This device was told to forget: its tokens are worth nothing. */
  forgotten: z.boolean(),
})
export type DeviceFile = z.infer<typeof deviceFile>

const nothing: PersonFile = { passkeys: [], failures: 0, waitUntil: 0 }
const newDevice: DeviceFile = { turn: 0, openUntil: 0, provedUntil: 0, forgotten: false }

export class Files {
  readonly shelf: Shelf
  readonly #serial = new Serial()

  constructor(shelf: Shelf) {
    this.shelf = shelf
  }

  async person(person: string): Promise<PersonFile> {
    const kept = await this.shelf.get(personKey(person))
    return kept?.person === person ? personFile.parse(kept.value) : nothing
  }

  /** Undefined when nothing is kept for this device, or what is kept is another person's. */
  async device({ person, device }: Session): Promise<DeviceFile | undefined> {
    const kept = await this.shelf.get(deviceKey(device))
    return kept?.person === person ? deviceFile.parse(kept.value) : undefined
  }

  /** Changes a person's file, one change at a time. Answers what is kept now, or undefined when they have no file. */
  changePerson(person: string, change: (file: PersonFile) => PersonFile): Promise<PersonFile | undefined> {
    return this.#serial.run(personKey(person), async () => {
      const file = change(await this.person(person))
      return (await this.shelf.put(person, personKey(person), file)) ? file : undefined
    })
  }

  changeDevice(session: Session, change: (file: DeviceFile) => DeviceFile): Promise<DeviceFile | undefined> {
    return this.#serial.run(deviceKey(session.device), async () => {
      const file = change((await this.device(session)) ?? newDevice)
      return (await this.shelf.put(session.person, deviceKey(session.device), file)) ? file : undefined
    })
  }
}

const personKey = (person: string): string => `web:person:${person}`
const deviceKey = (device: string): string => `web:device:${device}`
export const recoveryKey = (hmac: string): string => `web:recovery:${hmac}`
export const passkeyKey = (id: string): string => `web:passkey:${id}`
