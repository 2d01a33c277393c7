import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Store } from '../../src/store/port.ts'
import { emptyFolder, key, openIn } from './folder.ts'
import { rowsOf } from './raw.ts'

/** Everything that must never be seen, each unlike anything else in the files. */
const secret = {
  person: 'platform-identity-778812345',
  second: 'U0SECONDIDENTITY',
  place: 'chat-place-990011',
  moved: 'moved-place-990022',
  incoming: 'platform-message-id-5531',
  now: 'platform-message-id-5532',
  text: 'I drank alone in the kitchen',
  failed: 'nobody heard me shouting',
  reason: 'could not read nobody heard me shouting',
  turn: 'my sister Marguerite Oyelaran came over',
  record: 'fewer evenings by myself',
  version: 'two evenings at most',
  timer: 'ask about the letter',
  reward: 'walked to the harbour',
  erased: 'please forget all of this',
  pin: 'unlocks with four sevens',
}

async function writeEverything(store: Store): Promise<void> {
  const web = { program: 'harbour', channel: 'web' }
  const client = await store.enrol({ ...web, person: secret.person, place: secret.place, at: 1 })
  const entry = { channel: 'web', at: 1, due: 1, urgent: true }
  await store.commit(client, async (tx) => {
    await tx.receive({ ...entry, incoming: secret.incoming, words: { text: secret.text } })
    await tx.receive({ ...entry, incoming: secret.failed, words: { text: secret.failed } })
    await tx.receiveNow({ channel: 'web', at: 1, incoming: secret.now }, 1)
    await tx.addTurn({ seq: 1, at: 1, words: { said: secret.turn, pin: secret.pin } })
    const record = { id: 'r', kind: 'plan', at: 1, flow: 'ideal-plan', revision: 1, turn: 1 }
    await tx.keep({ ...record, version: 1, words: secret.record })
    await tx.keep({ ...record, version: 2, words: secret.version })
    await tx.setTimer({ key: 'letter', due: 5, turn: 1, words: secret.timer })
    await tx.setTimer({ key: 'letter', due: 6, turn: 2, words: secret.timer })
    await tx.reward({ key: 'step', at: 1, points: 5, words: secret.reward })
    const { id } = await tx.send(1, 'web', 1)
    await tx.delay(id, 2, 9)
    await tx.raise({ program: 'harbour', kind: 'suicide', channel: 'web', at: 1, turn: 1, since: 1 })
    await tx.touch('slack', secret.second, secret.place, 3)
    await tx.touch('web', secret.person, secret.moved, 4)
  })
  await store.commit(client, async (tx) => {
    await tx.fail({ channel: 'web', incoming: secret.failed }, secret.reason)
    await tx.take([{ channel: 'web', incoming: secret.incoming }], 2)
    await tx.undo(2)
  })
  const gone = await store.enrol({ ...web, person: secret.erased, place: secret.erased, at: 1 })
  await store.commit(gone, (tx) => tx.addTurn({ seq: 1, at: 1, words: secret.erased }))
  await store.commit(gone, (tx) => tx.erase())
  await store.publish('menu', 'aa', '{"say":"What fits now?"}', 1)
  const failing = store.commit(client, async (tx) => {
    await tx.addTurn({ seq: 9, at: 1, words: secret.turn })
    throw new Error('no')
  })
  await failing.catch(() => undefined)
  await store.find('web', secret.person)
}

/** Every byte of every file under a folder. By another process: reading a file here would let go of SQLite's locks on it. */
function bytesUnder(folder: string): { name: string; bytes: Buffer }[] {
  const copy = join(emptyFolder(), 'copy')
  execFileSync('cp', ['-r', folder, copy])
  const found = readdirSync(copy, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return found.map((entry) => ({ name: entry.name, bytes: readFileSync(join(entry.parentPath, entry.name)) }))
}

/** The ways a text might stand in a file. */
function forms(text: string): Buffer[] {
  const utf8 = Buffer.from(text)
  return [
    utf8,
    Buffer.from(text, 'utf16le'),
    Buffer.from(utf8.toString('hex')),
    Buffer.from(utf8.toString('base64').replace(/.?=*$/, '')),
    Buffer.from(utf8.toString('base64url')),
  ]
}

function seen(folder: string): string[] {
  return bytesUnder(folder).flatMap(({ name, bytes }) =>
    Object.entries({ ...secret, key: key.toString('latin1') }).flatMap(([what, text]) =>
      forms(text).some((form) => bytes.includes(form)) || bytes.includes(text, 0, 'latin1')
        ? [`${what} in ${name}`]
        : [],
    ),
  )
}

describe('a hex view of the folder', () => {
  it('shows no word, no name, no platform id and no key: while it runs, after it was closed, and in a backup', async () => {
    const folder = emptyFolder()
    const store = await openIn(folder)
    await writeEverything(store)
    const running = bytesUnder(folder)
    expect(running.find(({ name }) => name === 'gradual.db-wal')!.bytes.length).toBeGreaterThan(10_000)
    expect(running.some(({ bytes }) => bytes.includes('What fits now?'))).toBe(true)
    expect(seen(folder)).toEqual([])
    await store.backup(join(folder, 'backup'))
    await store.close()
    expect(bytesUnder(folder).map(({ name }) => name)).not.toContain('gradual.db-wal')
    expect(seen(folder)).toEqual([])
  })

  it('shows an erased client no key any more, while it runs', async () => {
    const folder = emptyFolder()
    const store = await openIn(folder)
    const client = await store.enrol({ program: 'p', channel: 'web', person: 'x', place: 'y', at: 1 })
    const [row] = rowsOf<{ wrapped: Buffer }>(join(folder, 'keys.db'), 'select wrapped from client_key')
    const holds = () => bytesUnder(folder).some(({ bytes }) => bytes.includes(row!.wrapped))
    expect(holds()).toBe(true)
    await store.commit(client, (tx) => tx.erase())
    expect(holds()).toBe(false)
  })
})

describe('an error', () => {
  it('says no word, name or platform id, whatever goes wrong', async () => {
    const folder = emptyFolder()
    const store = await openIn(folder)
    await writeEverything(store)
    const client = (await store.find('web', secret.person))!
    const other = await store.enrol({ program: 'p', channel: 'web', person: 'other', place: 'other', at: 1 })
    const circle: { said: string; self?: unknown } = { said: secret.turn }
    circle.self = circle
    const failures = [
      store.commit(client, (tx) => tx.addTurn({ seq: 1, at: 1, words: secret.turn })),
      store.commit(client, (tx) => tx.addTurn({ seq: 2, at: 1, words: circle })),
      store.commit(client, (tx) => tx.take([{ channel: 'web', incoming: secret.text }], 1)),
      store.commit(client, (tx) => tx.fail({ channel: 'web', incoming: secret.text }, secret.reason)),
      store.commit(other, (tx) => tx.touch('web', secret.person, secret.place, 1)),
      store.read(client, (tx) => tx.addTurn({ seq: 3, at: 1, words: secret.turn })),
    ]
    for (const failure of failures) {
      const error: unknown = await failure.catch((error: unknown) => error)
      expect(error).toBeInstanceOf(Error)
      const text = String(error)
      expect(Object.values(secret).filter((each) => text.includes(each))).toEqual([])
    }
  })
})
