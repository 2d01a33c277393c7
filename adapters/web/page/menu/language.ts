/** Which language to talk in. Picking one says so in the conversation, which answers in it from then on. */
import { html, type TemplateResult } from 'lit'
import { languages, nearest, type Language } from '../strings.ts'
import { Part } from './part.ts'

export class LanguagePart extends Part {
  override render(): TemplateResult {
    const { strings, talk } = this
    const now = nearest(talk.language)
    return html`<div class="pills">
        ${(Object.keys(languages) as Language[]).map(
          (language) =>
            html`<button
              class=${language === now ? 'main' : ''}
              lang=${language}
              aria-pressed=${language === now}
              @click=${() => this.#pick(language)}
            >
              ${languages[language]}
            </button>`,
        )}
      </div>
      <p class="soft">${strings.languageNote}</p>`
  }

  #pick(language: Language): void {
    if (language !== nearest(this.talk.language)) {
      this.talk.language = language
      this.talk.say(languages[language])
    }
    this.done()
  }
}

customElements.define('gradual-language', LanguagePart)
