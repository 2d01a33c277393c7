/** The lock: none, a PIN or a passkey, and after how long without anyone it closes. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Status } from '../../protocol.ts'
import { ask, Refused } from '../session.ts'
import { field, Part } from './part.ts'

type By = Status['lock']['by']
const waits = [1, 5, 15, 60] as const

export class LockPart extends Part {
  static override properties = { ...Part.properties, by: { state: true }, current: { state: true } }
  /** What is picked and not saved yet. */
  declare by: By | undefined
  /** The server asked for the PIN until now. */
  declare current: boolean

  override render(): TemplateResult {
    const { strings, talk } = this
    const now = talk.status?.lock ?? { by: 'none' as const }
    const by = this.by ?? now.by
    return html`<p class="soft">${strings.lockNote}</p>
      <form @submit=${this.#save}>
        <fieldset>
          <legend>${strings.lockWith}</legend>
          <div class="pills">
            ${this.#pill('by', 'none', strings.lockOff, by)}${this.#pill('by', 'pin', strings.lockPin, by)}${this.#pill('by', 'passkey', strings.lockPasskey, by)}
          </div>
        </fieldset>
        ${by === 'pin' ? this.#pin('pin', strings.newPin) : nothing}
        ${this.current ? this.#pin('current', strings.currentPin) : nothing}
        ${
          by === 'none'
            ? nothing
            : html`<fieldset>
                  <legend>${strings.lockAfter}</legend>
                  <div class="pills">
                    ${waits.map((minutes) => this.#pill('idle', String(minutes), strings.minutes(minutes), String(now.idle ?? 5)))}
                  </div>
                </fieldset>
                <p class="soft">${strings.lockForgot}</p>`
        }
        <div class="row">
          <button class="main" ?disabled=${this.busy}>${strings.lockSave}</button>
          ${now.by === 'none' ? nothing : html`<button type="button" @click=${this.#closeNow}>${strings.lockClose}</button>`}
        </div>
        ${this.outcome()}
      </form>`
  }

  #pill(name: string, value: string, label: string, picked: string): TemplateResult {
    return html`<label
      ><input
        type="radio"
        name=${name}
        value=${value}
        ?checked=${value === picked}
        @change=${() => name === 'by' && (this.by = value as By)}
      />${label}</label
    >`
  }

  #pin(name: string, label: string): TemplateResult {
    return html`<label class="field"
      >${label}
      <input name=${name} type="password" inputmode="numeric" maxlength="12" autocomplete="off" required />
    </label>`
  }

  readonly #save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const form = new FormData(event.target as HTMLFormElement)
    const by = field(form, 'by') as By
    const pin = field(form, 'pin')
    const current = field(form, 'current')
    if (by === 'pin' && !/^\d{4,12}$/.test(pin)) {
      this.said = this.strings.pinShape
      return
    }
    const given = current !== '' ? { current } : {}
    const status = await this.attempt(
      () =>
        by === 'none'
          ? ask('lock/remove', given)
          : ask('lock', { by, idle: Number(form.get('idle')), ...(by === 'pin' && { pin }), ...given }),
      (problem) => this.#wrong(problem),
    )
    if (status === undefined) return
    this.took(status)
    this.by = undefined
    this.current = false
    this.said = this.strings.lockSaved
  }

  /** A lock that stands is only changed by whoever can open it. */
  #wrong(problem: unknown): string | undefined {
    if (!(problem instanceof Refused) || problem.error !== 'wrong' || problem.retryAfter !== undefined) return undefined
    const first = !this.current
    this.current = true
    return first ? this.strings.currentPin : this.strings.pinWrong
  }

  readonly #closeNow = (): void => {
    this.done()
    this.talk.lock()
  }
}

customElements.define('gradual-lock-settings', LockPart)
