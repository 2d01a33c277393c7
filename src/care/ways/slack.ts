import type { Message } from '../message.ts'
import { post } from './http.ts'

/** To a Slack incoming webhook (https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks). */
export function postToSlack(url: string, { subject, text }: Message): Promise<void> {
  // Slack is not to fetch the link: it is for the contact alone.
  return post(url, JSON.stringify({ text: `*${escape(subject)}*\n${escape(text)}`, unfurl_links: false }))
}

/** Slack's three control characters. */
function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
