/** The numbers to call, over whatever is shown. Works without a connection. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { look } from './look.ts'
import { loadNumbers, type Country } from './numbers.ts'
import './sheet.ts'
import { inside } from './sheet.ts'
import type { Strings } from './strings.ts'

export class NumbersSheet extends LitElement {
  static override properties = { strings: { attribute: false }, sent: { type: Boolean }, countries: { state: true } }
  declare strings: Strings
  /** The call for help waits to go out. */
  declare sent: boolean
  declare countries: readonly Country[] | undefined

  override firstUpdated(): void {
    void loadNumbers().then((countries) => (this.countries = countries))
  }

  override render(): TemplateResult {
    const { strings, countries } = this
    return html`<gradual-sheet .strings=${strings} .heading=${strings.numbers}>
      <div class="inside">
        <p class="said">${strings.numbersFirst}</p>
        ${this.sent ? html`<p class="soft">${strings.numbersSent}</p>` : nothing}
        ${countries?.length === 0 ? html`<p>${strings.numbersNone}</p>` : nothing}
        ${countries?.map(
          ({ name, language, lines }) =>
            html`<section lang=${language}>
              <h3>${name}</h3>
              <ul>
                ${lines.map(
                  ({ href, number, name, about }) =>
                    html`<li>
                      <a href=${href}>${number}</a><strong>${name}</strong><span class="soft">${about}</span>
                    </li>`,
                )}
              </ul>
            </section>`,
        )}
      </div>
    </gradual-sheet>`
  }

  static override styles = [
    look,
    inside,
    css`
      h3 {
        margin: 0.6rem 0 0.4rem;
        color: var(--soft);
        font-size: 1rem;
        font-weight: 600;
      }

      ul {
        display: grid;
        gap: 0.6rem;
        padding: 0;
        list-style: none;
      }

      li {
        display: grid;
        grid-template-columns: minmax(6.5rem, auto) 1fr;
        grid-template-rows: auto 1fr;
        column-gap: 0.9rem;
        padding: 0.6rem;
        border-radius: 1rem;
        background: var(--sheet);
        line-height: 1.4;
      }

      a {
        grid-row: span 2;
        align-self: start;
        display: grid;
        place-items: center;
        min-block-size: 3rem;
        padding-inline: 0.75rem;
        border-radius: 0.75rem;
        background: var(--accent);
        color: var(--on-accent);
        font-weight: 600;
        text-align: center;
        text-decoration: none;
      }

      li > :not(a) {
        grid-column: 2;
      }

      li > span {
        font-size: 0.94rem;
      }

      @media (forced-colors: active) {
        a {
          border: 0.125rem solid LinkText;
        }
      }
    `,
  ]
}

customElements.define('gradual-numbers', NumbersSheet)
