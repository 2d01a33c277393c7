/** Takes the person off this device, after saying what that means. */
import { html, type TemplateResult } from 'lit'
import { Part } from './part.ts'

export class ForgetPart extends Part {
  override render(): TemplateResult {
    const { strings } = this
    return html`${strings.forgetText.map((text) => html`<p>${text}</p>`)}
      <div class="row">
        <button @click=${() => this.done()}>${strings.stay}</button>
        <button class="main" ?disabled=${this.busy} @click=${this.#forget}>${strings.forgetDo}</button>
      </div>
      ${this.outcome()}`
  }

  readonly #forget = (): void => {
    void this.attempt(() => this.talk.forget())
  }
}

customElements.define('gradual-forget', ForgetPart)
