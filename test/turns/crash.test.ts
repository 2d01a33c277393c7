import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { script } from './crash-script.ts'
import { newFolder, openHouse } from './house.ts'

const child = join(import.meta.dirname, 'crash-child.ts')

/** Runs the conversation until it is killed; gives the ids the platform was told are received. */
function runUntil(folder: string, dieAt: string): { received: string[]; writes: number } {
  const { stdout } = spawnSync(process.execPath, [child, folder, dieAt], { encoding: 'utf8' })
  const lines = stdout.trim().split('\n').filter(Boolean)
  return {
    received: lines.filter((line) => line.startsWith('c')),
    writes: Number(lines.find((line) => line.startsWith('writes '))?.slice('writes '.length) ?? 0),
  }
}

describe('a process killed before any of its writes', () => {
  it('loses nothing and does nothing twice', { timeout: 600_000 }, async () => {
    const { writes } = runUntil(newFolder(), '0')
    expect(writes).toBeGreaterThan(30)
    for (let dieAt = 1; dieAt <= writes; dieAt++) {
      const folder = newFolder()
      const { received } = runUntil(folder, String(dieAt))
      const house = await openHouse({ folder })
      const where = `killed before write ${dieAt}`

      // What the platform was told is received is there, without anything being sent again.
      const told = await house.conversations.history('memory', 'ann', { limit: 100 })
      expect(
        told.flatMap(({ incoming }) => incoming ?? []),
        where,
      ).toEqual(expect.arrayContaining(received))

      // The platform sends again what it was not told about (and the last one it was, its answer having been lost).
      await house.conversations.greet(house.channel, { person: 'ann', place: 'ann' })
      for (const [id, text] of script.slice(Math.max(0, received.length - 1))) {
        await house.write(text, id)
        await house.settle()
      }
      const past = await house.conversations.history('memory', 'ann', { limit: 100 })
      expect(
        past.flatMap(({ incoming, text }) => (incoming === undefined ? [] : [[incoming, text]])),
        where,
      ).toEqual(script.map((message) => [...message]))
      const lines = past
        .flatMap(({ outgoing }) => outgoing?.lines ?? [])
        .flatMap((line) => (line.kind === 'text' ? [line.text] : []))
      expect(
        lines.filter((line) => line === 'You said my sister worries, 7, tea and walking.'),
        where,
      ).toHaveLength(1)

      const client = (await house.store.find('memory', 'ann'))!
      const [kept, points, unsent] = await house.store.read(
        client,
        async (tx) => [await tx.records('balance'), await tx.points(), await tx.unsent()] as const,
      )
      expect(
        kept.map(({ version, words }) => [version, words]),
        where,
      ).toEqual([[1, { likes: ['tea', 'walking'], importance: 7, reasons: 'my sister worries' }]])
      expect(points, where).toBe(5)
      await house.close()
      expect(unsent.length, where).toBeLessThanOrEqual(1)
    }
  })
})
