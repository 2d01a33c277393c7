/** A house for one test, in a folder that goes with the test. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openHouse as openHouseIn, type House, type HouseOptions } from './house-of.ts'

export { three } from './house-of.ts'

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gradual-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function openHouse(options: Partial<HouseOptions> = {}): Promise<House> {
  return openHouseIn({ folder: newFolder(), ...options })
}
