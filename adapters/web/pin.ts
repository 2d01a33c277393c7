/**
 * The PIN of the lock: kept as argon2id with a secret of the deployment, so that a copy of the database alone is no way to
 * guess it. A wrong one costs a wait that grows; it is counted before it is looked at, so trying many at once gains nothing.
 */
import { hash, verify } from '@node-rs/argon2'
import { Refused } from './refusal.ts'
import type { House, Visitor } from './visitor.ts'

/** OWASP's lower bound for argon2id: 19 MiB, two passes. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

const FREE = 3
const FIRST = 30_000
const LONGEST = 12 * 3_600_000

/** Milliseconds to wait after so many wrong ones in a row: none for three, then 30 s, 1 min, 2 min … 12 h. */
export const waitAfter = (failures: number): number =>
  failures < FREE ? 0 : Math.min(LONGEST, FIRST * 2 ** (failures - FREE))

const pepper = (house: House): Buffer => Buffer.from(house.host.secret('web.pin'))

export const hashPin = (house: House, pin: string): Promise<string> => hash(pin, { ...cost, secret: pepper(house) })

/** Refuses when the PIN is wrong (`wrong`) or it is too early for another try (`slow`). */
export async function checkPin(house: House, person: string, pin: string): Promise<void> {
  const now = Date.now()
  let hashed: string | undefined
  const counted = await house.files.changePerson(person, (file) => {
    if (file.waitUntil > now) throw new Refused('slow', { retryAfter: file.waitUntil - now })
    hashed = file.lock?.hash
    const failures = file.failures + 1
    return { ...file, failures, waitUntil: now + waitAfter(failures) }
  })
  if (hashed !== undefined && (await verify(hashed, pin, { secret: pepper(house) }))) {
    await house.files.changePerson(person, (file) => ({ ...file, failures: 0, waitUntil: 0 }))
    return
  }
  const wait = (counted?.waitUntil ?? now) - now
  throw new Refused('wrong', wait > 0 ? { retryAfter: wait } : {})
}

/**
 * Someone who finds a page open must neither lock its owner out nor make a way in for themselves: changing the lock or the
 * ways back needs the PIN where there is one, or a recovery code or passkey just shown on this device.
 */
export async function mayChange(house: House, visitor: Visitor, current: string | undefined): Promise<void> {
  const { file, device, session } = visitor
  if (file.lock?.by !== 'pin' || Date.now() < (device?.provedUntil ?? 0)) return
  if (current === undefined) throw new Refused('wrong')
  await checkPin(house, session.person, current)
}
