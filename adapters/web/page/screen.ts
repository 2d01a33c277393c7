/** The screens without a conversation. None shows a word of it. */
import { html, type TemplateResult } from 'lit'
import type { Strings } from './strings.ts'
import type { Talk } from './talk.ts'

export function screen(talk: Talk, strings: Strings): TemplateResult {
  switch (talk.phase) {
    case 'door':
      return html`<main class="screen">
        <h2>${strings.doorTitle}</h2>
        <button class="main" @click=${() => talk.open()}>${strings.doorOpen}</button>
      </main>`
    case 'locked':
      void import('./lock-screen.ts')
      return html`<main class="screen"><gradual-lock .strings=${strings} .talk=${talk}></gradual-lock></main>`
    case 'gone':
      return html`<main class="screen">
        <h2>${strings.goneTitle}</h2>
        <p>${strings.goneText}</p>
        <button @click=${() => talk.open()}>${strings.goneStart}</button>
      </main>`
    case 'old':
      return html`<main class="screen">
        <h2>${strings.oldTitle}</h2>
        <p>${strings.oldText}</p>
        <button class="main" @click=${() => location.reload()}>${strings.reload}</button>
      </main>`
    case 'opening':
    case 'open':
      break
  }
  return html`<main class="screen"></main>`
}
