/** Options of which any number is picked, then sent together. */
import { css, html, LitElement, type TemplateResult } from 'lit'
import type { Prompt } from '../../../../src/channel.ts'
import { look } from '../look.ts'
import type { Strings } from '../strings.ts'
import { answered } from './answered.ts'

export class ChooseMany extends LitElement {
  static override properties = { prompt: { attribute: false }, strings: { attribute: false }, picked: { state: true } }
  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true }
  declare prompt: Prompt
  declare strings: Strings
  declare picked: ReadonlySet<string>

  constructor() {
    super()
    this.picked = new Set()
  }

  override render(): TemplateResult {
    const { label, options = [] } = this.prompt
    const { picked, strings } = this
    return html`<fieldset aria-label=${label}>
        <legend>${strings.pickAny}</legend>
        ${options.map(
          ({ value, label }) =>
            html`<label
              ><input type="checkbox" .checked=${picked.has(value)} @change=${() => this.#turn(value)} /><span
                dir="auto"
                >${label}</span
              ></label
            >`,
        )}
      </fieldset>
      <button class="main" ?disabled=${picked.size === 0} @click=${this.#send}>
        ${strings.sendPicked(picked.size)}
      </button>`
  }

  #turn(value: string): void {
    const picked = new Set(this.picked)
    if (!picked.delete(value)) picked.add(value)
    this.picked = picked
  }

  readonly #send = (): void => {
    const options = (this.prompt.options ?? []).filter(({ value }) => this.picked.has(value))
    this.dispatchEvent(
      answered({ text: options.map(({ label }) => label).join(', '), values: options.map(({ value }) => value) }),
    )
  }

  static override styles = [
    look,
    css`
      :host {
        display: block;
      }

      fieldset {
        display: grid;
        gap: 0.5rem;
        margin: 0 0 0.9rem;
        padding: 0;
        border: 0;
      }

      legend {
        padding: 0 0 0.25rem;
        color: var(--soft);
        font-size: 0.94rem;
      }

      label {
        display: flex;
        align-items: center;
        gap: 0.75rem;
        min-block-size: 2.75rem;
        padding: 0.5rem 1rem;
        border: 0.0938rem solid var(--edge);
        border-radius: 1.1rem;
        background: var(--sheet);
        line-height: 1.35;
        cursor: pointer;
      }

      label:has(:checked) {
        border-color: var(--accent);
        background: var(--tint);
      }

      input {
        flex: none;
        inline-size: 1.35rem;
        block-size: 1.35rem;
        margin: 0;
        accent-color: var(--accent);
      }

      label:has(:focus-visible) {
        outline: 0.1875rem solid var(--accent);
        outline-offset: 0.125rem;
      }

      input:focus-visible {
        outline: none;
      }

      span {
        overflow-wrap: anywhere;
        min-inline-size: 0;
      }
    `,
  ]
}

customElements.define('gradual-choose-many', ChooseMany)
