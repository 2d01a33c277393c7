/** Options of which one is picked: `choose`, `confirm`, and "that's it" under a list. One tap answers. */
import { css, html, LitElement, type TemplateResult } from 'lit'
import type { Prompt } from '../../../../src/channel.ts'
import { look } from '../look.ts'
import { answered } from './answered.ts'

export class Choices extends LitElement {
  static override properties = { prompt: { attribute: false } }
  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true }
  declare prompt: Prompt

  override render(): TemplateResult {
    const { label, options = [] } = this.prompt
    return html`<div role="group" aria-label=${label}>
      ${options.map(
        ({ value, label }) =>
          html`<button dir="auto" @click=${() => this.dispatchEvent(answered({ text: label, values: [value] }))}>
            ${label}
          </button>`,
      )}
    </div>`
  }

  static override styles = [
    look,
    css`
      :host {
        display: block;
      }

      div {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
      }

      button {
        max-inline-size: 100%;
        border-color: var(--accent);
        text-align: start;
        overflow-wrap: anywhere;
      }
    `,
  ]
}

customElements.define('gradual-choices', Choices)
