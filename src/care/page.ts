/** The page behind a contact's link: plain HTML with one button, without script, style or anything from elsewhere. */

export interface StaffPage {
  readonly language: string
  readonly title: string
  /** Each a paragraph. */
  readonly text: string
  /** The words on the button; without it there is nothing to do. */
  readonly button?: string
}

/** What a browser is told about it: nothing may run or load, nobody may frame it, and it is kept nowhere. */
export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
} as const

export function pageHtml({ language, title, text, button }: StaffPage): string {
  const paragraphs = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => `<p>${escape(line)}</p>`)
  const form = button === undefined ? [] : [`<form method="post"><button>${escape(button)}</button></form>`]
  return [
    '<!doctype html>',
    `<html lang="${escape(language)}">`,
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escape(title)}</title>`,
    '<main>',
    `<h1>${escape(title)}</h1>`,
    ...paragraphs,
    ...form,
    '</main>',
    '</html>',
    '',
  ].join('\n')
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
