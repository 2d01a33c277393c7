/** What was said. Earlier lines stand quietly; new ones are added to a live region, so that each is read out once. */
import { css, html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { Line } from '../../../src/channel.ts'
import type { Item } from './entries.ts'
import { icons } from './icons.ts'
import { picture } from './picture.ts'
import type { Reveal } from './reveal.ts'
import type { Strings } from './strings.ts'
import { withLinks } from './words.ts'

interface Shown {
  readonly items: readonly Item[]
  readonly strings: Strings
  readonly reveal: Reveal
  /** An answer is on its way. */
  readonly awaiting: boolean
}

export function transcript({ items, strings, reveal, awaiting }: Shown): TemplateResult {
  const newest = items.at(-1)
  const draw = (item: Item) => turn(item, item === newest, strings, reveal)
  return html`<div class="earlier">
      ${repeat(
        items.filter(({ live }) => !live),
        ({ key }) => key,
        draw,
      )}
    </div>
    <div class="log" role="log" aria-live="polite" aria-label=${strings.newLines}>
      ${repeat(
        items.filter(({ live }) => live),
        ({ key }) => key,
        draw,
      )}
    </div>
    ${
      awaiting || reveal.busy
        ? html`<p class="thinking"><span class="unseen">${strings.thinking}</span><i></i><i></i><i></i></p>`
        : nothing
    }`
}

function turn(item: Item, newest: boolean, strings: Strings, reveal: Reveal): TemplateResult {
  if (item.outgoing === undefined) return own(item, strings)
  const { lines, language } = item.outgoing
  return html`<div class="turn" lang=${language} data-key=${item.key}>
    ${lines.slice(0, reveal.count(item.key)).map((line) => drawn(line, newest && item.live, strings))}
  </div>`
}

/** The person knows what they wrote: it is not read out again. */
function own({ key, text, sent }: Item, strings: Strings): TemplateResult {
  return html`<div class="turn own" aria-live="off" data-key=${key}>
    <p class="words"><span class="unseen">${strings.you}</span><span dir="auto">${text}</span></p>
    ${sent === 'waiting' ? html`<p class="state">${strings.waiting}</p>` : nothing}
  </div>`
}

function drawn(line: Line, now: boolean, strings: Strings): TemplateResult {
  if (line.kind === 'picture') return picture(line, strings)
  if (line.kind === 'pace') {
    void import('./breath.ts')
    return html`<gradual-breath .beats=${line.beats} .strings=${strings} ?now=${now}></gradual-breath>`
  }
  const words = html`<p class="words" dir="auto">${withLinks(line.text)}</p>`
  if (line.from === undefined) return words
  return html`<div class="person">
    <p class="name">${icons.person}<b dir="auto">${line.from}</b> <span>${strings.person}</span></p>
    ${words}
  </div>`
}

export const transcriptLook = css`
  .earlier,
  .log {
    display: grid;
    gap: 1.4rem;
  }

  .earlier:has(.turn) + .log:has(.turn) {
    margin-block-start: 1.4rem;
  }

  .turn {
    display: grid;
    gap: 0.7rem;
    min-inline-size: 0;
  }

  .words {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  .log .turn > * {
    animation: settle 0.3s ease-out;
  }

  @keyframes settle {
    from {
      opacity: 0;
      translate: 0 0.35rem;
    }
  }

  .own {
    justify-items: end;
  }

  .own .words {
    max-inline-size: min(85%, 32rem);
    padding: 0.6rem 1.1rem;
    border-radius: 1.3rem;
    border-end-end-radius: 0.35rem;
    background: var(--tint);
  }

  .state {
    margin-block-start: -0.35rem;
    color: var(--soft);
    font-size: 0.875rem;
  }

  .person {
    padding: 0.8rem 1.1rem 1rem;
    border: 0.0625rem solid var(--accent);
    border-radius: 1.3rem;
    border-end-start-radius: 0.35rem;
    background: var(--sheet);
  }

  .name {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.4rem;
    margin-block-end: 0.25rem;
    color: var(--accent);
    font-size: 0.94rem;
  }

  .name svg {
    inline-size: 1.2rem;
    block-size: 1.2rem;
  }

  .name span {
    color: var(--soft);
  }

  .picture {
    margin: 0;
    padding: 1rem 1rem 0.25rem;
    border: 0.0625rem solid var(--line);
    border-radius: 1.3rem;
    background: #fbf8f3;
    color: #2c2a26;
  }

  .picture img {
    display: block;
    max-inline-size: 100%;
    block-size: auto;
    max-block-size: 60vh;
    margin-inline: auto;
  }

  .picture summary {
    display: inline-flex;
    align-items: center;
    min-block-size: 2.75rem;
    color: #655f55;
    font-size: 0.94rem;
    cursor: pointer;
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  .picture summary:focus-visible {
    outline-color: #28665c;
  }

  .picture details p {
    padding-block-end: 0.75rem;
  }

  .thinking {
    display: flex;
    align-items: center;
    gap: 0.35rem;
    block-size: 1.5rem;
    margin-block-start: 1rem;
  }

  .thinking i {
    inline-size: 0.4rem;
    block-size: 0.4rem;
    border-radius: 50%;
    background: var(--edge);
    animation: breathe 1.6s ease-in-out infinite;
  }

  .thinking i:nth-of-type(2) {
    animation-delay: 0.2s;
  }

  .thinking i:nth-of-type(3) {
    animation-delay: 0.4s;
  }

  @keyframes breathe {
    50% {
      opacity: 0.25;
    }
  }

  @media (forced-colors: active) {
    .own .words {
      border: 0.0938rem solid CanvasText;
    }

    .thinking i {
      background: CanvasText;
    }
  }
`
