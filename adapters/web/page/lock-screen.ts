/** What stands instead of the conversation while the lock is closed: a field for the PIN or a passkey, and a way round a forgotten PIN. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import type { Status } from '../protocol.ts'
import { problemWords } from './problem.ts'
import { look } from './look.ts'
import { ask, Refused } from './session.ts'
import { inside } from './sheet.ts'
import type { Strings } from './strings.ts'
import type { Talk } from './talk.ts'

export class LockScreen extends LitElement {
  static override properties = {
    strings: { attribute: false },
    talk: { attribute: false },
    otherWay: { state: true },
    problem: { state: true },
  }
  declare strings: Strings
  declare talk: Talk
  /** A recovery code instead of the PIN. */
  declare otherWay: boolean
  declare problem: string | undefined

  /** Nothing else can be done here. */
  override firstUpdated(): void {
    this.focus()
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('input, button')?.focus()
  }

  override render(): TemplateResult {
    const { strings, talk, problem } = this
    const byPasskey = talk.status?.lock.by === 'passkey'
    const offline = talk.online === false
    return html`<h2>${strings.lockedTitle}</h2>
      ${offline ? html`<p class="soft" role="status">${strings.lockedOffline}</p>` : nothing}
      ${byPasskey || offline ? nothing : this.otherWay ? this.#codeForm() : this.#pinForm()}
      <p id="problem" role="alert">${problem ?? nothing}</p>
      ${
        offline
          ? nothing
          : html`<div class="row">
              <button class=${byPasskey ? 'main' : 'quiet'} @click=${this.#passkey}>${strings.usePasskey}</button>
              ${
                this.otherWay && !byPasskey
                  ? nothing
                  : html`<button class="quiet" @click=${() => (this.otherWay = true)}>
                      ${byPasskey ? strings.codeEnter : strings.otherWay}
                    </button>`
              }
            </div>`
      }
      ${byPasskey && this.otherWay && !offline ? this.#codeForm() : nothing}`
  }

  #pinForm(): TemplateResult {
    const { strings, problem } = this
    return html`<form @submit=${this.#openByPin}>
      <label class="field"
        >${strings.pin}
        <input
          name="pin"
          type="password"
          inputmode="numeric"
          pattern="[0-9]*"
          maxlength="12"
          autocomplete="off"
          aria-describedby="problem"
          aria-invalid=${problem !== undefined}
          required
        />
      </label>
      <button class="main">${strings.open}</button>
    </form>`
  }

  #codeForm(): TemplateResult {
    const { strings, problem } = this
    return html`<form @submit=${this.#openByCode}>
      <label class="field"
        >${strings.codeField}
        <input
          name="code"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck="false"
          dir="ltr"
          maxlength="100"
          aria-describedby="problem"
          aria-invalid=${problem !== undefined}
          required
        />
      </label>
      <button class="main">${strings.open}</button>
    </form>`
  }

  readonly #openByPin = (event: SubmitEvent): void => {
    event.preventDefault()
    const field = (event.target as HTMLFormElement).elements.namedItem('pin') as HTMLInputElement
    const pin = field.value
    field.value = ''
    field.focus()
    void this.#enter(() => ask('lock/open', { pin }), this.strings.pinWrong)
  }

  readonly #openByCode = (event: SubmitEvent): void => {
    event.preventDefault()
    const field = (event.target as HTMLFormElement).elements.namedItem('code') as HTMLInputElement
    void this.#enter(() => ask('recovery/enter', { code: field.value }), this.strings.codeWrong)
  }

  readonly #passkey = (): void => {
    void this.#enter(async () => (await import('./menu/passkey.ts')).enterByPasskey(), this.strings.passkeyFailed)
  }

  async #enter(open: () => Promise<Status>, wrong: string): Promise<void> {
    this.problem = undefined
    try {
      this.talk.entered(await open(), false)
    } catch (problem) {
      // A name for what is expected here; everything else in the words all parts share.
      const expected = problem instanceof Refused && problem.error === 'wrong' && problem.retryAfter === undefined
      this.problem = expected ? wrong : problemWords(problem, this.strings)
    }
  }

  static override styles = [
    look,
    inside,
    css`
      :host {
        inline-size: min(20rem, 100%);
        text-align: center;
      }

      h2 {
        font-size: 1.35rem;
        font-weight: 600;
      }

      .field {
        text-align: start;
      }

      input[type='password'] {
        font-size: 1.5rem;
        letter-spacing: 0.3em;
        text-align: center;
      }

      .row {
        justify-content: center;
      }

      #problem:empty {
        display: none;
      }
    `,
  ]
}

customElements.define('gradual-lock', LockScreen)
