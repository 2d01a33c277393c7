/** A 0–10 scale: numbers big enough for a thumb; arrows, Home, End and digits on a keyboard. Nothing is sent before "Send". */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import type { Prompt } from '../../../../src/channel.ts'
import { look } from '../look.ts'
import type { Strings } from '../strings.ts'
import { answered } from './answered.ts'

const most = 10

export class Scale extends LitElement {
  static override properties = { prompt: { attribute: false }, strings: { attribute: false }, picked: { state: true } }
  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true }
  declare prompt: Prompt
  declare strings: Strings
  declare picked: number | undefined
  /** A 1 just typed may become 10. */
  #one = false

  override render(): TemplateResult {
    const { ends, label } = this.prompt
    const { picked, strings } = this
    return html`<div role="radiogroup" aria-label=${label} @keydown=${this.#key}>
        ${Array.from({ length: most + 1 }, (_, n) => {
          const said = n === 0 ? ends?.low : n === most ? ends?.high : undefined
          return html`<button
            role="radio"
            class=${picked !== undefined && n < picked ? 'below' : nothing}
            aria-checked=${picked === n}
            aria-label=${said ? `${n}: ${said}` : nothing}
            tabindex=${n === (picked ?? 0) ? 0 : -1}
            @click=${() => this.#pick(n)}
          >
            ${n}
          </button>`
        })}
      </div>
      ${
        ends &&
        html`<p class="ends" aria-hidden="true" dir="auto">
          <span><b>0</b> ${ends.low}</span><span><b>${most}</b> ${ends.high}</span>
        </p>`
      }
      <button class="main send" ?disabled=${picked === undefined} @click=${this.#send}>
        ${picked === undefined ? strings.pickNumber : strings.sendNumber(picked)}
      </button>`
  }

  #pick(n: number): void {
    this.picked = Math.min(most, Math.max(0, n))
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('[aria-checked="true"]')?.focus())
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const at = this.picked ?? 0
    const step = getComputedStyle(this).direction === 'rtl' ? -1 : 1
    const to = {
      ArrowRight: this.picked === undefined ? (step === 1 ? 0 : most) : at + step,
      ArrowLeft: this.picked === undefined ? (step === 1 ? most : 0) : at - step,
      ArrowUp: this.picked === undefined ? 0 : at + 1,
      ArrowDown: this.picked === undefined ? most : at - 1,
      Home: 0,
      End: most,
    }[event.key]
    const digit = /^\d$/.test(event.key) ? Number(event.key) : undefined
    const n = to ?? (this.#one && digit === 0 ? most : digit)
    if (n !== undefined) {
      event.preventDefault()
      this.#pick(n)
    } else if (event.key === 'Enter' && this.picked !== undefined) {
      event.preventDefault()
      this.#send()
    }
    this.#one = digit === 1
  }

  readonly #send = (): void => {
    const n = String(this.picked)
    this.dispatchEvent(answered({ text: n, values: [n] }))
  }

  static override styles = [
    look,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }

      [role='radiogroup'] {
        display: grid;
        grid-template-columns: repeat(6, minmax(2.75rem, 1fr));
        gap: 0.4rem;
      }

      [role='radio'] {
        min-block-size: 3rem;
        padding: 0;
        border-radius: 0.9rem;
        font-size: 1.1rem;
        font-variant-numeric: tabular-nums;
      }

      .below {
        border-color: color-mix(in srgb, var(--accent) 60%, var(--edge));
        background: var(--tint);
      }

      [aria-checked='true'],
      [aria-checked='true']:hover:not(:disabled) {
        border-color: var(--accent);
        background: var(--accent);
        color: var(--on-accent);
        font-weight: 600;
      }

      .ends {
        display: flex;
        justify-content: space-between;
        gap: 2rem;
        margin-block: 0.5rem 0;
        color: var(--soft);
        font-size: 0.94rem;
      }

      .ends b {
        color: var(--ink);
        font-weight: 600;
      }

      .ends span:last-child {
        text-align: end;
      }

      .send {
        margin-block-start: 0.9rem;
      }

      @container (min-width: 36rem) {
        [role='radiogroup'] {
          grid-template-columns: repeat(11, minmax(2.75rem, 1fr));
        }
      }

      @container (max-width: 18rem) {
        [role='radiogroup'] {
          grid-template-columns: repeat(auto-fill, minmax(2.75rem, 1fr));
        }
      }

      @media (forced-colors: active) {
        [aria-checked='true'] {
          forced-color-adjust: none;
          border-color: Highlight;
          background: Highlight;
          color: HighlightText;
        }
      }
    `,
  ]
}

customElements.define('gradual-scale', Scale)
