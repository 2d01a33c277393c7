/**
 * A drawing as an image: in an <img> it can run nothing, load nothing and reach nothing in the page. What would let it try is
 * taken out all the same.
 */
import { html, type TemplateResult } from 'lit'
import type { Line } from '../../../src/channel.ts'
import type { Strings } from './strings.ts'

export function picture({ svg, alt }: Extract<Line, { kind: 'picture' }>, strings: Strings): TemplateResult {
  return html`<figure class="picture">
    <img src=${`data:image/svg+xml;charset=utf-8,${encodeURIComponent(inert(svg))}`} alt=${alt} />
    <details>
      <summary>${strings.inWords}</summary>
      <p dir="auto">${alt}</p>
    </details>
  </figure>`
}

/** The drawing without scripts, handlers, foreign content and links to anywhere but itself. */
export function inert(svg: string): string {
  return svg
    .replace(/<!(?:DOCTYPE|ENTITY)[^>]*>/gi, '')
    .replace(/<(script|foreignObject|iframe)\b[\s\S]*?(?:<\/\1\s*>|\/>)/gi, '')
    .replace(/\son[a-z]+\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi, '')
    .replace(/\s(?:xlink:)?href\s*=\s*("(?!#)[^"]*"|'(?!#)[^']*'|(?!["'])[^\s>]+)/gi, '')
}
