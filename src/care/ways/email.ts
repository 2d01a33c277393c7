import { createTransport } from 'nodemailer'
import type { Message } from '../message.ts'
import { SendError } from './sender.ts'

/** Milliseconds. A mail server that greets late is slower than a pager, and not gone. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }

export interface Mailer {
  send(address: string, message: Message): Promise<void>
  close(): void
}

/** `smtp`: an SMTP URL, `smtps://user:password@host:port`. */
export function createMailer({ smtp, from }: { smtp: string; from: string }): Mailer {
  const transport = createTransport({ url: smtp, ...patience, disableFileAccess: true, disableUrlAccess: true })
  const domain = from.slice(from.lastIndexOf('@') + 1)
  return {
    send: async (to, { id, subject, text }) => {
      try {
        await transport.sendMail({
          from: { name: 'Gradual', address: from },
          to: { name: '', address: to },
          subject,
          text,
          messageId: `<${id}@${domain}>`,
          // No out-of-office answer, please, and no thread for it to land in.
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
          priority: 'high',
        })
      } catch (error) {
        const { responseCode, code } = error as { responseCode?: number; code?: string }
        throw new SendError(
          responseCode === undefined ? `could not be reached (${code ?? 'unknown'})` : `answered ${responseCode}`,
        )
      }
    },
    close: () => transport.close(),
  }
}
