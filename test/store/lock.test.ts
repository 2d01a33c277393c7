import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openStore } from '../../src/store/open.ts'
import { LockError } from '../../src/store/sqlite/lock.ts'
import { start } from './children/child.ts'
import { emptyFolder, key, newClient, openIn } from './folder.ts'

async function serve(folder: string): Promise<ChildProcess> {
  const child = start('serve.ts', folder, key.toString('hex'))
  await once(child.stdout!, 'data')
  return child
}

describe('a folder that one process serves from', () => {
  it('is refused to a second one, which is told what to do, until the first is killed', async () => {
    const folder = emptyFolder()
    const child = await serve(folder)
    const refused = openStore({ folder, key })
    await expect(refused).rejects.toThrow(LockError)
    await expect(refused).rejects.toThrow(
      `Another Gradual is already serving from ${folder}. Stop it first, or give this one a folder of its own.`,
    )
    child.kill('SIGKILL')
    await once(child, 'close')
    expect(await newClient(await openIn(folder))).toHaveLength(32)
  })

  it('is refused to a second store of the same process, until the first is closed', async () => {
    const folder = emptyFolder()
    const store = await openStore({ folder, key })
    await expect(openStore({ folder, key })).rejects.toThrow(LockError)
    await store.close()
    await openIn(folder)
  })

  it('is open to a short tool all the while', async () => {
    const folder = emptyFolder()
    const child = await serve(folder)
    const tool = await openStore({ folder, key, beside: true })
    await tool.backup(join(folder, 'backup'))
    expect(await tool.publish('menu', 'aa', '{}', 1)).toMatchObject({ number: 1 })
    await tool.close()
    expect(child.exitCode).toBeNull()
  })
})
