/** The menu: what belongs to this page rather than to the conversation. Each entry is a part of its own. */
import { css, html, LitElement, type TemplateResult } from 'lit'
import { look } from '../look.ts'
import '../sheet.ts'
import { inside } from '../sheet.ts'
import type { Strings } from '../strings.ts'
import type { Talk } from '../talk.ts'
import './forget.ts'
import './language.ts'
import './lock.ts'
import './privacy.ts'
import './way-back.ts'

const places = ['language', 'wayBack', 'lock', 'privacy', 'about', 'forget'] as const
type Place = (typeof places)[number]

export class Menu extends LitElement {
  static override properties = { strings: { attribute: false }, talk: { attribute: false }, place: { state: true } }
  declare strings: Strings
  declare talk: Talk
  declare place: Place | undefined

  override render(): TemplateResult {
    const { strings, place } = this
    return html`<gradual-sheet
      .strings=${strings}
      .heading=${place === undefined ? strings.menu : strings[place]}
      ?inner=${place !== undefined}
      @back=${() => (this.place = undefined)}
      @done=${this.#done}
    >
      <div class="inside">${place === undefined ? this.#list() : this.#part(place)}</div>
    </gradual-sheet>`
  }

  #list(): TemplateResult {
    return html`<ul>
      ${places.map((place) => html`<li><button @click=${() => (this.place = place)}>${this.strings[place]}</button></li>`)}
    </ul>`
  }

  #part(place: Place): TemplateResult {
    const { strings, talk } = this
    const parts: Record<Place, () => TemplateResult> = {
      language: () => html`<gradual-language .strings=${strings} .talk=${talk}></gradual-language>`,
      wayBack: () => html`<gradual-way-back .strings=${strings} .talk=${talk}></gradual-way-back>`,
      lock: () => html`<gradual-lock-settings .strings=${strings} .talk=${talk}></gradual-lock-settings>`,
      privacy: () => html`<gradual-privacy .strings=${strings} .talk=${talk}></gradual-privacy>`,
      forget: () => html`<gradual-forget .strings=${strings} .talk=${talk}></gradual-forget>`,
      about: () => html`${strings.leaveMore.map((text) => html`<p>${text}</p>`)}`,
    }
    return parts[place]()
  }

  readonly #done = (): void => {
    this.renderRoot.querySelector('gradual-sheet')?.close()
  }

  static override styles = [
    look,
    inside,
    css`
      ul {
        padding: 0;
        list-style: none;
      }

      li + li {
        border-block-start: 0.0625rem solid var(--line);
      }

      li button {
        inline-size: 100%;
        min-block-size: 3.25rem;
        padding-inline: 0.5rem;
        border-color: transparent;
        border-radius: 0.75rem;
        background: transparent;
        text-align: start;
      }
    `,
  ]
}

customElements.define('gradual-menu', Menu)
