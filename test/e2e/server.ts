/** The program as `npm start` starts it, on a port and in a folder of the test's own. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'

export interface Served {
  readonly url: string
  readonly folder: string
  kill(): Promise<void>
  /** Everything the process has printed. */
  printed(): string
}

export async function serve({
  folder = newFolder(),
  port,
  env = {},
}: { folder?: string; port?: number; env?: Record<string, string> } = {}): Promise<Served> {
  const own = port ?? (await freePort())
  const child = spawn(process.execPath, ['src/main.ts'], {
    env: { ...process.env, ...env, GRADUAL_DATA: folder, GRADUAL_PORT: String(own) },
  })
  let printed = ''
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  onTestFinished(() => void child.kill('SIGKILL'))
  const url = `http://localhost:${own}`
  await expect
    .poll(
      () =>
        fetch(`${url}/healthz`).then(
          ({ ok }) => ok,
          () => false,
        ),
      { timeout: 60_000, message: printed },
    )
    .toBe(true)
  return { url, folder, kill: () => kill(child), printed: () => printed }
}

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gradual-serve-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A port that stays the same over restarts: the page comes back to where it was. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (typeof address !== 'object' || address === null) throw new Error('no port')
  return address.port
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
}
