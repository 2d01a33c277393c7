/**
 * What the web costs a person in waiting: `node test/bench/widget.ts http://127.0.0.1:3000` against a running Gradual.
 *
 * - `widget.vs-echo`: from saying something on the page's socket to Gradual's answer on it, beside a bare `ws` echo that
 *   makes one FULL commit a message, in turns within one run. `ratio` is waiting divided by waiting: less is better.
 * - `widget.thousand`: a thousand pages at once say something in the same moment; the wait of the slowest but ten.
 *
 * Gradual, the echo and the pages are three processes. The pages follow the protocol and stay within the limits a stranger
 * has: many sessions that each say little, from several addresses of this machine (127.0.0.2 and on, as on Linux).
 */
import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { type RawData, WebSocket, WebSocketServer } from 'ws'
import { type FromServer, fromServer } from '../../adapters/web/protocol.ts'
import { SUBPROTOCOL, VERSION } from '../../adapters/web/wire.ts'
import { median } from './measure.ts'
import { print, type Result } from './report.ts'

const rounds = 9
const pagesARound = 4
const messagesAPage = 10
const thousand = 1_000
const addresses = 20
/** Milliseconds after which an answer counts as lost. */
const patience = 30_000

/** The page's socket, or the echo's. */
interface Line {
  /** Milliseconds from saying something to the answer. */
  ask(): Promise<number>
  close(): void
}

export async function measureWidget(origin: string): Promise<readonly Result[]> {
  const data = join(import.meta.dirname, '../../data')
  await mkdir(data, { recursive: true })
  const folder = await mkdtemp(join(data, 'bench-echo-'))
  const echo = fork(import.meta.filename, ['--echo', join(folder, 'echo.db')])
  try {
    const port = await new Promise<unknown>((resolve) => echo.once('message', resolve))
    const compared = await beside(
      () => openPage(origin, 0),
      () => openEcho(`ws://127.0.0.1:${String(port)}`),
    )
    return [...compared, ...(await atOnce(origin))]
  } finally {
    echo.kill()
    await rm(folder, { recursive: true, force: true })
  }
}

/** In turns, so that whatever else the machine does falls on both. The first round is warm-up and left out. */
async function beside(page: () => Promise<Line>, echo: () => Promise<Line>): Promise<readonly Result[]> {
  const ours: number[] = []
  const theirs: number[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const [one, other] = [await waits(page), await waits(echo)]
    if (round === 0) continue
    ours.push(median(one))
    theirs.push(median(other))
  }
  const ratio = median(ours.map((wait, round) => wait / (theirs[round] ?? Number.NaN)))
  return [
    { name: 'peer.ws-echo', value: rounded(median(theirs)), unit: 'ms' },
    { name: 'widget.vs-echo', value: rounded(median(ours)), unit: 'ms', ratio: rounded(ratio), to: 'peer.ws-echo' },
  ]
}

async function waits(open: () => Promise<Line>): Promise<readonly number[]> {
  const found: number[] = []
  for (let n = 0; n < pagesARound; n += 1) {
    const line = await open()
    for (let m = 0; m < messagesAPage; m += 1) found.push(await line.ask())
    line.close()
  }
  return found
}

async function atOnce(origin: string): Promise<readonly Result[]> {
  const begin = performance.now()
  const lines: Line[] = []
  // Fifty at a time come in; that they are all there is the point, not that they all arrive in one moment.
  const numbers = Array.from({ length: thousand }, (_, n) => n).values()
  const arrive = async (): Promise<void> => {
    for (const n of numbers) lines.push(await openPage(origin, n % addresses))
  }
  await Promise.all(Array.from({ length: 50 }, arrive))
  const opened = performance.now() - begin
  const found = (await Promise.all(lines.map((line) => line.ask()))).toSorted((a, b) => a - b)
  for (const line of lines) line.close()
  return [
    { name: 'widget.thousand.open', value: Math.round(opened), unit: 'ms' },
    { name: 'widget.thousand.median', value: rounded(median(found)), unit: 'ms' },
    { name: 'widget.thousand', value: rounded(found.at(-11) ?? Number.NaN), unit: 'ms' },
  ]
}

/** A page with a session of its own, welcomed and greeted. */
async function openPage(origin: string, address: number): Promise<Line> {
  const localAddress = `127.0.0.${address + 2}`
  const cookie = await beginSession(origin, localAddress)
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/chat/socket`, [SUBPROTOCOL], {
    headers: { origin, cookie },
    localAddress,
  })
  await once(socket, 'open')
  const greeted = answer(socket)
  socket.send(JSON.stringify({ type: 'hello', version: VERSION, pending: [] }))
  await greeted
  return {
    async ask() {
      const begin = performance.now()
      const answered = answer(socket)
      socket.send(JSON.stringify({ type: 'say', id: randomUUID(), text: 'skip' }))
      await answered
      return performance.now() - begin
    },
    close: () => socket.terminate(),
  }
}

/** Resolves with the next thing Gradual says; a refusal or a closed socket is an error, not a quick answer. */
function answer(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (why: string) => {
      done()
      reject(new Error(`bench: ${why}`))
    }
    const timer = setTimeout(() => failed(`no answer in ${patience} ms`), patience)
    const closed = (code: number): void => failed(`the socket was closed with ${code}`)
    const heard = (data: RawData): void => {
      const frame = read(data)
      if (frame.type === 'refused') failed(`refused: ${frame.reason}`)
      if (frame.type !== 'outgoing') return
      done()
      resolve()
    }
    const done = (): void => {
      clearTimeout(timer)
      socket.off('message', heard).off('close', closed)
    }
    socket.on('message', heard).on('close', closed)
  })
}

const read = (data: RawData): FromServer => fromServer.parse(JSON.parse(Buffer.isBuffer(data) ? data.toString() : ''))

const agent = new Agent({ keepAlive: true })

/** The cookie of a new session. */
async function beginSession(origin: string, localAddress: string): Promise<string> {
  const asked = request(`${origin}/chat/session`, {
    agent,
    localAddress,
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
  })
  asked.end('{}')
  const [response] = await once(asked, 'response')
  response.resume()
  const [cookie] = response.headers['set-cookie'] ?? []
  if (typeof cookie !== 'string') throw new Error(`bench: ${origin} gave no session (status ${response.statusCode})`)
  return cookie.split(';', 1)[0] ?? ''
}

async function openEcho(url: string): Promise<Line> {
  const socket = new WebSocket(url)
  await once(socket, 'open')
  return {
    async ask() {
      const begin = performance.now()
      const answered = once(socket, 'message')
      socket.send(JSON.stringify({ type: 'say', id: randomUUID(), text: 'skip' }))
      await answered
      return performance.now() - begin
    },
    close: () => socket.terminate(),
  }
}

/** The other process: says back what it hears, once it is safe on disk. */
function serveEcho(file: string): void {
  const db = new Database(file)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec('CREATE TABLE said (id INTEGER PRIMARY KEY, words TEXT)')
  const insert = db.prepare<[string]>('INSERT INTO said (words) VALUES (?)')
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
  server.on('connection', (socket) => {
    socket.on('message', (data: RawData) => {
      const words = Buffer.isBuffer(data) ? data.toString() : ''
      insert.run(words)
      socket.send(words)
    })
  })
  server.on('listening', () => {
    const bound = server.address()
    process.send?.(typeof bound === 'object' ? bound?.port : undefined)
  })
}

const rounded = (value: number): number => Number(value.toFixed(2))

if (import.meta.main) {
  const [first = '', second = ''] = process.argv.slice(2)
  if (first === '--echo') {
    serveEcho(second)
  } else if (URL.parse(first)?.hostname === '127.0.0.1') {
    for (const result of await measureWidget(new URL(first).origin)) print(result)
    agent.destroy()
  } else {
    process.stderr.write('Say where Gradual runs on this machine: node test/bench/widget.ts http://127.0.0.1:3000\n')
    process.exitCode = 1
  }
}
