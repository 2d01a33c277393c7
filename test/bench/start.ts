/** How long the program takes from its start until it serves, beside a bare Fastify doing nothing else. */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { median } from './measure.ts'
import type { Result } from './report.ts'

const rounds = 5

/** A bare server, as one line of a program. */
const bare = `import Fastify from 'fastify'; const s = Fastify(); s.get('/healthz', () => ({ ok: true })); await s.listen({ port: 0 }); console.log('Open')`

export async function startUp(folder: string): Promise<Result> {
  const ours: number[] = []
  const theirs: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const own = await until(['src/main.ts'], { GRADUAL_DATA: folder, GRADUAL_PORT: '0' })
    const other = await until(['--input-type=module', '-e', bare], {})
    // The first start makes the database and builds the page: it happens once.
    if (round > 0) {
      ours.push(own)
      theirs.push(other)
    }
  }
  const value = median(ours)
  return {
    name: 'start',
    value: Math.round(value),
    unit: 'ms',
    ratio: Number((value / median(theirs)).toFixed(1)),
    to: 'bare fastify',
  }
}

/** Milliseconds until the process says it can be opened. */
async function until(args: string[], env: Record<string, string>): Promise<number> {
  const begin = performance.now()
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of createInterface({ input: child.stdout })) if (line.includes('Open')) break
  const passed = performance.now() - begin
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
  return passed
}
