/** Ways back from another device: a recovery code, passkeys, and entering with either. */
import { css, html, nothing, type TemplateResult } from 'lit'
import type { Status } from '../../protocol.ts'
import { ask, Refused } from '../session.ts'
import { field, Part } from './part.ts'
import { addPasskey, enterByPasskey, removePasskey } from './passkey.ts'

export class WayBackPart extends Part {
  static override properties = {
    ...Part.properties,
    code: { state: true },
    entering: { state: true },
    leaving: { state: true },
  }
  /** A new code, while it is shown. */
  declare code: string | undefined
  declare entering: boolean
  /** How to enter once the person said that words without a way back may be left. */
  declare leaving: (() => Promise<Status>) | undefined

  override render(): TemplateResult {
    const { strings } = this
    if (this.leaving) return this.#leave(this.leaving)
    return html`<h3>${strings.code}</h3>
      ${this.code === undefined ? this.#offer() : this.#shown(this.code)} ${this.entering ? this.#enterForm() : nothing}
      <hr />
      <h3>${strings.passkeys}</h3>
      <p class="soft">${strings.passkeyNote}</p>
      ${this.#passkeys()}
      <div class="row">
        <button ?disabled=${this.busy} @click=${this.#add}>${strings.passkeyAdd}</button>
        <button ?disabled=${this.busy} @click=${() => this.#enter(enterByPasskey)}>${strings.passkeyEnter}</button>
      </div>
      ${this.outcome()}`
  }

  #offer(): TemplateResult {
    const { strings, talk } = this
    return html`<p class="soft">${strings.codeNote}</p>
      ${talk.status?.ways?.recovery ? html`<p>${strings.codeReplaces}</p>` : nothing}
      <div class="row">
        <button class="main" ?disabled=${this.busy} @click=${this.#newCode}>${strings.codeNew}</button>
        ${this.entering ? nothing : html`<button @click=${() => (this.entering = true)}>${strings.codeEnter}</button>`}
      </div>`
  }

  #shown(code: string): TemplateResult {
    const { strings } = this
    return html`<p>${strings.codeShown}</p>
      <output dir="ltr"
        >${code.split('-').map((group, index) => html`${index > 0 ? '-' : nothing}<span>${group}</span>`)}</output
      >
      <div class="row"><button @click=${() => this.#copy(code)}>${strings.copy}</button></div>`
  }

  #enterForm(): TemplateResult {
    const { strings } = this
    return html`<form @submit=${this.#enterByCode}>
      <label class="field"
        >${strings.codeField}
        <input
          name="code"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck="false"
          dir="ltr"
          maxlength="100"
          required
        />
      </label>
      <div class="row"><button class="main" ?disabled=${this.busy}>${strings.enter}</button></div>
    </form>`
  }

  #leave(enter: () => Promise<Status>): TemplateResult {
    const { strings } = this
    return html`<p>${strings.leaveWords}</p>
      <div class="row">
        <button @click=${() => (this.leaving = undefined)}>${strings.stay}</button>
        <button class="main" ?disabled=${this.busy} @click=${() => this.#entered(enter)}>${strings.leaveAnyway}</button>
      </div>
      ${this.outcome()}`
  }

  #passkeys(): TemplateResult | typeof nothing {
    const { strings, talk } = this
    const passkeys = talk.status?.ways?.passkeys ?? []
    if (passkeys.length === 0) return nothing
    const day = (added: number) => new Date(added).toLocaleDateString(talk.language, { dateStyle: 'long' })
    return html`<ul>
      ${passkeys.map(
        ({ id, added }) =>
          html`<li>
            <span>${strings.passkeyAdded(day(added))}</span>
            <button ?disabled=${this.busy} @click=${() => this.#remove(id)}>${strings.remove}</button>
          </li>`,
      )}
    </ul>`
  }

  readonly #newCode = async (): Promise<void> => {
    const answer = await this.attempt(() => ask<{ code: string }>('recovery', {}))
    if (answer === undefined) return
    this.code = answer.code
    const { status } = this.talk
    if (status?.ways) this.talk.status = { ...status, ways: { ...status.ways, recovery: true } }
  }

  async #copy(code: string): Promise<void> {
    await this.attempt(() => navigator.clipboard.writeText(code))
    this.said ??= this.strings.copied
  }

  readonly #add = async (): Promise<void> => {
    const status = await this.attempt(addPasskey, (problem) => this.#failed(problem))
    if (status) this.took(status)
  }

  async #remove(id: string): Promise<void> {
    const last = (problem: unknown) =>
      problem instanceof Refused && problem.error === 'passkey' ? this.strings.passkeyLast : undefined
    const status = await this.attempt(() => removePasskey(id), last)
    if (status) this.took(status)
  }

  readonly #enterByCode = (event: SubmitEvent): void => {
    event.preventDefault()
    const code = field(new FormData(event.target as HTMLFormElement), 'code')
    const wrong = (problem: unknown) =>
      problem instanceof Refused && problem.error === 'wrong' && problem.retryAfter === undefined
        ? this.strings.codeWrong
        : undefined
    void this.#enter((leave) => ask('recovery/enter', { code, ...(leave && { leave }) }), wrong)
  }

  async #enter(
    enter: (leave: boolean) => Promise<Status>,
    words = (problem: unknown) => this.#failed(problem),
  ): Promise<void> {
    const status = await this.attempt(async () => {
      try {
        return await enter(false)
      } catch (problem) {
        if (!(problem instanceof Refused) || problem.error !== 'leave') throw problem
        this.leaving = () => enter(true)
        return undefined
      }
    }, words)
    if (status) this.#arrived(status)
  }

  async #entered(enter: () => Promise<Status>): Promise<void> {
    const status = await this.attempt(enter, (problem) => this.#failed(problem))
    if (status) this.#arrived(status)
  }

  #arrived(status: Status): void {
    this.talk.entered(status, true)
    this.done()
  }

  /** The library throws errors of its own for a passkey that was cancelled or isn't there. */
  #failed(problem: unknown): string | undefined {
    return problem instanceof Refused || problem instanceof TypeError ? undefined : this.strings.passkeyFailed
  }

  static override styles = [
    ...Part.styles,
    css`
      h3 {
        margin: 0;
        font-size: 1rem;
      }

      output {
        display: block;
        padding: 0.9rem 1rem;
        border-radius: 1rem;
        background: var(--tint);
        font:
          600 1.15rem/1.7 ui-monospace,
          monospace;
        text-align: center;
        text-wrap: balance;
        user-select: all;
      }

      output span {
        display: inline-block;
      }

      ul {
        display: grid;
        gap: 0.5rem;
        padding: 0;
        list-style: none;
      }

      li {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 0.75rem;
      }
    `,
  ]
}

customElements.define('gradual-way-back', WayBackPart)
