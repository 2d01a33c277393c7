/** Every way to tell a contact. */
import { createMailer, type Mailer } from './email.ts'
import { SendError, type Sender } from './sender.ts'
import { postToSlack } from './slack.ts'
import { postSigned } from './webhook.ts'

/** Without `mail` there is no way by e-mail: checked at start. */
export function createSender({ mail, now }: { mail?: { smtp: string; from: string }; now: () => number }): Sender {
  const mailer: Mailer | undefined = mail && createMailer(mail)
  return {
    send: async (way, message) => {
      switch (way.way) {
        case 'email':
          if (!mailer) throw new SendError('has no mail server')
          return mailer.send(way.address, message)
        case 'slack':
          return postToSlack(way.url, message)
        case 'webhook':
          return postSigned(way, message, now())
      }
    },
    close: () => mailer?.close(),
  }
}
