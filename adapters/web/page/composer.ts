/** Where the person writes. What stands in it is kept through a reload and the lock, and is gone with the tab or a quick exit. */
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { LIMITS } from '../wire.ts'
import { icons } from './icons.ts'
import { tab } from './keep.ts'
import { look } from './look.ts'
import type { Strings } from './strings.ts'

const nearlyFull = LIMITS.text - 500

export class Composer extends LitElement {
  static override properties = {
    strings: { attribute: false },
    label: {},
    hint: {},
    text: { state: true },
    note: { state: true },
  }
  declare strings: Strings
  /** The question it answers, for those who can't see it above. */
  declare label: string | undefined
  declare hint: string
  declare text: string
  declare note: string | undefined

  constructor() {
    super()
    this.text = tab.get('draft') ?? ''
  }

  /** Puts words back that could not be sent, before what was written since. */
  putBack(text: string): void {
    this.note = this.strings.tooLong
    this.#write(this.text === '' ? text : `${text}\n${this.text}`)
  }

  override focus(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector('textarea')?.focus())
  }

  override updated(changed: PropertyValues<this>): void {
    const area = this.renderRoot.querySelector('textarea')
    // Browsers that can't size a field by what is in it.
    if (area && changed.has('text') && !CSS.supports('field-sizing', 'content')) {
      area.rows = Math.min(6, this.text.split('\n').length + Math.floor(this.text.length / 40))
    }
  }

  override render(): TemplateResult {
    const { strings, text, note } = this
    const over = text.trim().length - LIMITS.text
    const left = LIMITS.text - text.length
    return html`<form @submit=${this.#send}>
      ${
        over > 0
          ? html`<p id="note" role="status">${strings.over(over)}</p>`
          : text.length > nearlyFull
            ? html`<p id="note">${strings.left(Math.max(0, left))}</p>`
            : note !== undefined
              ? html`<p id="note" role="status">${note}</p>`
              : nothing
      }
      <div>
        <textarea
          rows="1"
          dir="auto"
          enterkeyhint="send"
          autocomplete="off"
          autocapitalize="sentences"
          aria-label=${this.label ? `${strings.write}. ${this.label}` : strings.write}
          aria-describedby="note"
          aria-invalid=${over > 0}
          placeholder=${this.hint}
          .value=${text}
          @input=${this.#input}
          @keydown=${this.#key}
        ></textarea>
        <button class="main icon" aria-label=${strings.send} ?disabled=${text.trim() === '' || over > 0}>
          ${icons.send}
        </button>
      </div>
    </form>`
  }

  #write(text: string): void {
    this.text = text
    if (text === '') tab.remove('draft')
    else tab.set('draft', text)
  }

  readonly #input = (event: InputEvent): void => {
    this.note = undefined
    this.#write((event.target as HTMLTextAreaElement).value)
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) this.#send(event)
  }

  readonly #send = (event: Event): void => {
    event.preventDefault()
    const text = this.text.trim()
    if (text === '' || text.length > LIMITS.text) return
    // First safe in the outbox, then out of the draft.
    this.dispatchEvent(new CustomEvent('written', { detail: text }))
    this.#write('')
  }

  static override styles = [
    look,
    css`
      :host {
        display: block;
      }

      div {
        display: flex;
        align-items: end;
        gap: 0.5rem;
        padding: 0.3rem;
        padding-inline-start: 1.1rem;
        border: 0.0938rem solid var(--edge);
        border-radius: 1.75rem;
        background: var(--sheet);
      }

      div:focus-within {
        border-color: var(--accent);
        box-shadow: 0 0 0 0.0938rem var(--accent);
      }

      textarea {
        flex: 1;
        min-inline-size: 0;
        min-block-size: 2.75rem;
        max-block-size: min(11rem, 35vh);
        padding: 0.6rem 0;
        border: 0;
        background: transparent;
        line-height: 1.5;
        resize: none;
        field-sizing: content;
      }

      textarea:focus-visible {
        outline: none;
      }

      textarea::placeholder {
        color: var(--soft);
        opacity: 1;
      }

      button {
        flex: none;
        border-radius: 50%;
      }

      button.main.icon:disabled {
        border-color: transparent;
      }

      button.main.icon:not(:disabled) {
        background: var(--accent);
      }

      p {
        padding: 0 1.1rem 0.4rem;
        color: var(--soft);
        font-size: 0.94rem;
      }

      @media (forced-colors: active) {
        div:focus-within {
          outline: 0.1875rem solid Highlight;
        }
      }
    `,
  ]
}

customElements.define('gradual-composer', Composer)
