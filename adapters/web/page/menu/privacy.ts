/** Privacy in plain words, as the server gives them. */
import { html, nothing, type TemplateResult } from 'lit'
import { Part } from './part.ts'

export class PrivacyPart extends Part {
  static override properties = { ...Part.properties, text: { state: true } }
  declare text: { language: string; text: string } | undefined

  override firstUpdated(): void {
    void this.attempt(async () => {
      const answer = await fetch(`/privacy/${encodeURIComponent(this.talk.language)}`)
      if (!answer.ok) throw new Error(`privacy: ${answer.status}`)
      this.text = (await answer.json()) as { language: string; text: string }
    })
  }

  override render(): TemplateResult {
    const paragraphs = this.text?.text.split(/\n{2,}/) ?? []
    return html`<div class="inside" lang=${this.text?.language ?? nothing}>
        ${paragraphs.map((text) => html`<p dir="auto">${text}</p>`)}
      </div>
      ${this.outcome()}`
  }
}

customElements.define('gradual-privacy', PrivacyPart)
