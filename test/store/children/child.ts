import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

/** Compiled once for the hundred processes that a test of crashes starts. */
const env = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache') }

/** Starts a script of this folder in a process of its own, killed after the test. */
export function start(script: string, ...given: readonly string[]): ChildProcess {
  return run(process.execPath, pathOf(script), ...given)
}

/** As `start`, on a disk that takes no file longer than a few hundred kilobytes. */
export function startOnFullDisk(script: string, ...given: readonly string[]): ChildProcess {
  return run('sh', '-c', 'ulimit -f 1500; exec "$0" "$@"', process.execPath, pathOf(script), ...given)
}

const pathOf = (script: string) => fileURLToPath(new URL(script, import.meta.url))

function run(command: string, ...given: readonly string[]): ChildProcess {
  const child = spawn(command, given, { stdio: ['ignore', 'pipe', 'inherit'], env })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  return child
}

/** Everything a process says, once it has ended, and how it ended. */
export async function ended(
  child: ChildProcess,
): Promise<{ said: string[]; signal: string | null; code: number | null }> {
  let said = ''
  child.stdout!.on('data', (data: Buffer) => {
    said += data.toString()
  })
  await once(child, 'close')
  return { said: said.split('\n').filter((line) => line !== ''), signal: child.signalCode, code: child.exitCode }
}
