/** A sheet over the page: the browser's own dialog, which keeps focus in, closes on Escape and gives focus back. */
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { icons } from './icons.ts'
import { look } from './look.ts'
import type { Strings } from './strings.ts'

export class Sheet extends LitElement {
  static override properties = { strings: { attribute: false }, heading: {}, inner: { type: Boolean } }
  declare strings: Strings
  declare heading: string
  /** It stands inside another one: it has a way back. */
  declare inner: boolean

  override firstUpdated(): void {
    this.renderRoot.querySelector('dialog')?.showModal()
  }

  close(): void {
    this.renderRoot.querySelector('dialog')?.close()
  }

  override render(): TemplateResult {
    const { strings, heading } = this
    return html`<dialog aria-labelledby="heading" @close=${this.#closed} @click=${this.#outside}>
      <div class="head">
        ${
          this.inner
            ? html`<button
                class="icon"
                aria-label=${strings.back}
                @click=${() => this.dispatchEvent(new CustomEvent('back'))}
              >
                ${icons.back}
              </button>`
            : nothing
        }
        <h2 id="heading" tabindex="-1" autofocus>${heading}</h2>
        <button class="icon" aria-label=${strings.close} @click=${() => this.close()}>${icons.close}</button>
      </div>
      <div class="inside" tabindex="0" role="group" aria-labelledby="heading"><slot></slot></div>
    </dialog>`
  }

  /** A new heading is a new place: whoever can't see it is told. */
  override updated(changed: PropertyValues<this>): void {
    if (changed.get('heading') !== undefined) this.renderRoot.querySelector('h2')?.focus()
  }

  readonly #closed = (): void => {
    this.dispatchEvent(new CustomEvent('closed', { bubbles: true, composed: true }))
  }

  readonly #outside = (event: MouseEvent): void => {
    if (event.target === event.currentTarget) this.close()
  }

  static override styles = [
    look,
    css`
      dialog {
        display: flex;
        flex-direction: column;
        inline-size: min(30rem, 100vw);
        max-inline-size: 100vw;
        max-block-size: min(92dvh, 46rem);
        margin: auto;
        padding: 0;
        border: 0.0625rem solid var(--line);
        border-radius: 1.5rem;
        background: var(--paper);
        color: var(--ink);
        overscroll-behavior: contain;
      }

      dialog:not([open]) {
        display: none;
      }

      dialog::backdrop {
        background: rgb(20 22 21 / 45%);
      }

      @media (max-width: 32rem) {
        dialog {
          inline-size: 100vw;
          margin-block-end: 0;
          border-end-start-radius: 0;
          border-end-end-radius: 0;
        }
      }

      .head {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        padding: 0.75rem 0.75rem 0.25rem 0.75rem;
      }

      h2 {
        flex: 1;
        padding-inline-start: 0.5rem;
        font-size: 1.2rem;
        font-weight: 600;
        line-height: 1.3;
      }

      h2:focus-visible {
        outline: none;
      }

      :host(:dir(rtl)) .back {
        scale: -1 1;
      }

      .inside:focus-visible {
        outline-offset: -0.25rem;
      }

      .inside {
        overflow-y: auto;
        padding: 0.5rem 1.25rem max(1.5rem, env(safe-area-inset-bottom));
      }
    `,
  ]
}

customElements.define('gradual-sheet', Sheet)

/** What stands inside sheets and on the screens without a conversation. */
export const inside = css`
  :host,
  .inside,
  form {
    display: grid;
    gap: 0.9rem;
  }

  .soft,
  small {
    color: var(--soft);
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }

  .field {
    display: grid;
    gap: 0.3rem;
  }

  input:not([type='radio']) {
    inline-size: 100%;
    min-block-size: 3rem;
    padding: 0.5rem 1rem;
    border: 0.0938rem solid var(--edge);
    border-radius: 1rem;
    background: var(--sheet);
  }

  fieldset {
    display: grid;
    gap: 0.5rem;
    margin: 0;
    padding: 0;
    border: 0;
  }

  legend {
    padding: 0 0 0.35rem;
  }

  .pills {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }

  .pills label {
    display: inline-flex;
    align-items: center;
    gap: 0.6rem;
    min-block-size: 2.75rem;
    padding: 0.4rem 1.1rem 0.4rem 0.9rem;
    border: 0.0938rem solid var(--edge);
    border-radius: 1.4rem;
    background: var(--sheet);
    cursor: pointer;
  }

  .pills label:has(:checked) {
    border-color: var(--accent);
    background: var(--tint);
  }

  .pills input {
    inline-size: 1.2rem;
    block-size: 1.2rem;
    margin: 0;
    accent-color: var(--accent);
  }

  .said {
    padding-inline-start: 0.9rem;
    border-inline-start: 0.2rem solid var(--accent);
  }

  hr {
    inline-size: 100%;
    margin: 0.4rem 0;
    border: 0;
    border-block-start: 0.0625rem solid var(--line);
  }
`
