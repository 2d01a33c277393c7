/** Always in sight: help, the way out, the menu. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { icons } from './icons.ts'
import { device } from './keep.ts'
import { leaveNow } from './leave.ts'
import { look } from './look.ts'
import { embedded } from './session.ts'
import type { Strings } from './strings.ts'

export class Bar extends LitElement {
  static override properties = {
    strings: { attribute: false },
    menu: { type: Boolean },
    told: { state: true },
  }
  declare strings: Strings
  /** Whether there is a menu now. Not while locked. */
  declare menu: boolean
  declare told: boolean

  constructor() {
    super()
    this.told = device.get('told') === 'yes'
  }

  override render(): TemplateResult {
    const { strings } = this
    return html`<header>
      <div class="row">
        ${
          this.menu
            ? html`<button class="icon" aria-label=${strings.menu} aria-haspopup="dialog" @click=${this.#tell('menu')}>
                ${icons.menu}
              </button>`
            : nothing
        }
        <h1>${strings.title}</h1>
        <button class="main help" @click=${this.#tell('help')}>${strings.help}</button>
        <button class="leave" aria-describedby="note" @click=${leaveNow}>
          ${icons.leave}<span>${strings.leave}</span>
        </button>
        ${
          embedded
            ? html`<button class="icon" aria-label=${strings.minimise} @click=${this.#tell('minimise')}>
                ${icons.close}
              </button>`
            : nothing
        }
      </div>
      <p id="note" class=${this.told ? 'unseen' : nothing}>
        <span>${strings.leaveNote}</span>
        ${this.told ? nothing : html`<button class="quiet" @click=${this.#gotIt}>${strings.gotIt}</button>`}
      </p>
    </header>`
  }

  #tell(what: 'menu' | 'help' | 'minimise'): () => void {
    return () => this.dispatchEvent(new CustomEvent(what))
  }

  readonly #gotIt = (): void => {
    device.set('told', 'yes')
    this.told = true
    // The button that was used goes away: focus moves to what it spoke of.
    this.renderRoot.querySelector<HTMLElement>('.leave')?.focus()
  }

  static override styles = [
    look,
    css`
      :host {
        position: relative;
        display: block;
        background: var(--paper);
        border-block-end: 0.0625rem solid var(--line);
      }

      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.4rem;
        padding: 0.5rem max(0.75rem, env(safe-area-inset-right)) 0.5rem max(0.75rem, env(safe-area-inset-left));
      }

      h1 {
        flex: 1;
        overflow: hidden;
        min-inline-size: 0;
        padding-inline-start: 0.25rem;
        font-size: 1.1rem;
        font-weight: 600;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .help,
      .leave {
        padding-inline: 0.9rem;
        font-size: 0.94rem;
      }

      .leave {
        display: inline-flex;
        align-items: center;
        gap: 0.35rem;
        background: transparent;
      }

      .leave svg {
        inline-size: 1.15rem;
        block-size: 1.15rem;
      }

      :host(:dir(rtl)) .leave svg {
        scale: -1 1;
      }

      #note:not(.unseen) {
        display: flex;
        align-items: center;
        justify-content: center;
        gap: 0.5rem;
        padding: 0.25rem 1.1rem 0.4rem;
        color: var(--soft);
        font-size: 0.875rem;
        line-height: 1.45;
      }

      #note button {
        flex: none;
        color: var(--accent);
        font-size: 0.94rem;
      }

      @media (max-width: 27rem) {
        h1 {
          position: absolute;
          inline-size: 1px;
          overflow: hidden;
          clip-path: inset(50%);
        }

        .row {
          gap: 0.25rem;
          padding-inline: 0.5rem;
        }

        .help {
          margin-inline-start: auto;
          padding-inline: 0.65rem;
        }

        .leave {
          padding-inline: 0.6rem;
        }

        .leave svg {
          display: none;
        }
      }

      @media (max-width: 23rem) {
        .help,
        .leave {
          font-size: 0.875rem;
        }
      }
    `,
  ]
}

customElements.define('gradual-bar', Bar)
