/** Whom alerts are sent to in tests: a real SMTP server and a real HTTP server, each of which can be told to fail. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface Mail {
  readonly to: string
  /** As it came over the wire. */
  readonly raw: string
  /** With its transfer encoding taken off. */
  readonly text: string
  readonly subject: string
}

export interface Mailbox {
  readonly url: string
  readonly mails: Mail[]
  /** Reply codes for the next mails; after these it takes them. */
  readonly failures: number[]
  close(): Promise<void>
}

export async function openMailbox(): Promise<Mailbox> {
  const mails: Mail[] = []
  const failures: number[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData: (stream, session, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const code = failures.shift()
        if (code !== undefined) return done(Object.assign(new Error('not now'), { responseCode: code }))
        const raw = Buffer.concat(parts).toString()
        mails.push({ to: session.envelope.rcptTo[0]!.address, raw, ...decoded(raw) })
        return done()
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    failures,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function decoded(raw: string): { text: string; subject: string } {
  const [head = '', ...rest] = raw.split('\r\n\r\n')
  const body = rest.join('\r\n\r\n')
  const encoding = /^content-transfer-encoding: (.*)$/im.exec(head)?.[1]
  const text =
    encoding === 'base64'
      ? Buffer.from(body, 'base64').toString()
      : encoding === 'quoted-printable'
        ? unquoted(body)
        : body
  const subject = (/^subject: ((?:.|\r\n[ \t])*?)\r\n\S/im.exec(`${head}\r\nx`)?.[1] ?? '').replaceAll(
    /\r\n[ \t]/g,
    ' ',
  )
  return { text: text.replaceAll('\r\n', '\n'), subject: words(subject) }
}

function unquoted(text: string): string {
  const bytes = text
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString()
}

/** RFC 2047, as far as nodemailer writes it. */
function words(subject: string): string {
  return subject.replaceAll(/=\?utf-8\?(q|b)\?(.*?)\?=\s*/gi, (_, kind: string, text: string) =>
    kind.toLowerCase() === 'b' ? Buffer.from(text, 'base64').toString() : unquoted(text.replaceAll('_', ' ')),
  )
}

export interface Hit {
  readonly path: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

export interface Hooks {
  readonly url: string
  readonly hits: Hit[]
  /** Statuses to answer with on a path, one a request; after these it answers 200. */
  readonly failures: Map<string, number[]>
  /** What was taken on a path. */
  taken(path: string): Hit[]
  close(): Promise<void>
}

export async function openHooks(): Promise<Hooks> {
  const hits: (Hit & { status: number })[] = []
  const failures = new Map<string, number[]>()
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const path = request.url!
      const status = failures.get(path)?.shift() ?? 200
      hits.push({ path, headers: request.headers, body: Buffer.concat(parts).toString(), status })
      response.writeHead(status, status >= 300 && status < 400 ? { location: '/elsewhere' } : {})
      response.end('ok')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    hits,
    failures,
    taken: (path) => hits.filter((hit) => hit.path === path && hit.status === 200),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
