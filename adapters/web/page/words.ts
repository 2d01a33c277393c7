/** Words as they are shown: numbers to call can be tapped, links opened. Only for what Gradual says; a client's words stay as written. */
import { html, nothing, type TemplateResult } from 'lit'
import { numbers } from './numbers.ts'

const address = String.raw`https://[^\s<>"]*[^\s<>".,;:!?)]`
const wordy = /[\p{L}\d]/u

/** Pieces of a text, links among them. Only numbers that stand in the list of numbers become links, so "10" or a year never does. */
export function withLinks(text: string): (string | TemplateResult)[] {
  const known = new Map(numbers().flatMap(({ lines }) => lines.map(({ number, href }) => [number, href] as const)))
  const callable = [...known.keys()].toSorted((one, other) => other.length - one.length).map(escape)
  const pieces: (string | TemplateResult)[] = []
  let at = 0
  for (const { 0: found, index } of text.matchAll(new RegExp([address, ...callable].join('|'), 'g'))) {
    const call = known.get(found)
    const end = index + found.length
    // "911" inside a longer number is another number.
    if (call !== undefined && (wordy.test(text[index - 1] ?? ' ') || wordy.test(text[end] ?? ' '))) continue
    pieces.push(
      text.slice(at, index),
      html`<a href=${call ?? found} target=${call === undefined ? '_blank' : nothing} rel="noreferrer noopener"
        >${found}</a
      >`,
    )
    at = end
  }
  return [...pieces, text.slice(at)]
}

function escape(words: string): string {
  return words.replace(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)
}
