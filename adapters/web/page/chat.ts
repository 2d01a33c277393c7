/** The whole of what a person sees: the bar, the conversation or the screen that stands instead of it, and sheets over both. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import type { Answer } from './answers/answered.ts'
import { answers } from './answers/answers.ts'
import './bar.ts'
import { chatLook } from './chat-look.ts'
import './composer.ts'
import type { Composer } from './composer.ts'
import { newestOutgoing } from './entries.ts'
import { frame } from './frame.ts'
import { look } from './look.ts'
import './numbers-sheet.ts'
import { loadNumbers } from './numbers.ts'
import { Reveal, still } from './reveal.ts'
import { screen } from './screen.ts'
import { direction, en, nearest, stringsFor, type Language, type Strings } from './strings.ts'
import { Talk } from './talk.ts'
import { transcript, transcriptLook } from './transcript.ts'

/** How far from its end the conversation still counts as read to the end, in CSS pixels. */
const near = 120
/** How long an answer may be on its way before nothing moves for it any more, and before the numbers are shown to someone who asked for help. */
const patience = 5_000

/** Where the reader was before something changed. */
interface Place {
  /** From what stood at the top to the end, in CSS pixels. */
  readonly height: number
  /** They had read to the end. */
  readonly end: boolean
  /** The first thing shown. */
  readonly first: string | undefined
}

export class Chat extends LitElement {
  static override properties = {
    strings: { state: true },
    sheet: { state: true },
  }
  declare strings: Strings
  declare sheet: 'menu' | 'numbers' | undefined
  readonly #reveal = new Reveal(this)
  #language: Language = 'en'
  #patience: ReturnType<typeof setTimeout> | undefined
  #before: Place | undefined

  readonly talk = new Talk({
    changed: () => this.requestUpdate(),
    spoke: (item) => {
      this.#reveal.begin(item)
      if (this.sheet === 'numbers' && this.talk.online === true && !this.#asked) this.sheet = undefined
    },
    returned: (text) => this.renderRoot.querySelector<Composer>('gradual-composer')?.putBack(text),
  })
  #focusWanted = false
  /** The numbers were opened by hand, not because help was slow to come. */
  #asked = false

  constructor() {
    super()
    this.strings = en
    void this.#speak(nearest(navigator.language))
    void loadNumbers().then(() => this.requestUpdate())
    frame(() => this.#focusIn())
    this.talk.start()
  }

  override willUpdate(): void {
    const language = nearest(this.talk.language)
    if (language !== this.#language) void this.#speak(language)
    const scroller = this.renderRoot?.querySelector('.scroller')
    const { items } = this.talk
    this.#before = scroller
      ? {
          height: scroller.scrollHeight - scroller.scrollTop,
          end: scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < near,
          first: items[0]?.key,
        }
      : undefined
  }

  override render(): TemplateResult {
    const { strings, talk } = this
    const open = talk.phase === 'open'
    return html`<gradual-bar
        .strings=${strings}
        ?menu=${open}
        @menu=${this.#menu}
        @help=${this.#help}
        @minimise=${() => frame.close()}
      ></gradual-bar>
      ${open ? this.#conversation() : screen(talk, strings)}
      ${
        this.sheet === 'menu' && open
          ? html`<gradual-menu .strings=${strings} .talk=${talk} @closed=${this.#closed}></gradual-menu>`
          : this.sheet === 'numbers'
            ? html`<gradual-numbers
                .strings=${strings}
                ?sent=${talk.items.some(({ text, sent }) => text === strings.help && sent === 'waiting')}
                @closed=${this.#closed}
              ></gradual-numbers>`
            : nothing
      }`
  }

  #conversation(): TemplateResult {
    const { strings, talk } = this
    const prompt = this.#reveal.busy ? undefined : talk.prompt
    const problem = talk.online === false ? strings.offline : talk.problem && strings[talk.problem]
    return html`<main dir=${direction(talk.language)}>
      <div class="scroller" role="region" aria-label=${strings.conversation} tabindex="0">
        <div class="page">
          ${talk.more ? html`<button class="quiet more" @click=${() => talk.earlier()}>${strings.earlier}</button>` : nothing}
          ${transcript({ items: talk.items, strings, reveal: this.#reveal, awaiting: talk.awaiting })}
          <section class="answers" tabindex="-1" aria-label=${strings.answer} @answered=${this.#answered}>
            ${prompt ? html`${answers(prompt, strings)}${this.#ways()}` : this.#pacing() ? this.#ways() : nothing}
          </section>
        </div>
      </div>
      <footer>
        <p class="problem" role="status">${problem ?? nothing}</p>
        <gradual-composer
          .strings=${strings}
          .label=${prompt?.label}
          .hint=${prompt?.options?.length || prompt?.kind === 'rate' ? strings.writeOwn : strings.write}
          @written=${({ detail }: CustomEvent<string>) => this.#say(detail)}
        ></gradual-composer>
      </footer>
    </main>`
  }

  /** Every question can be skipped or gone back from; both are also just words. */
  #ways(): TemplateResult {
    const { strings } = this
    return html`<div class="ways">
      ${[strings.goBack, strings.skip].map((way) => html`<button class="quiet" @click=${() => this.#picked({ text: way })}>${way}</button>`)}
    </div>`
  }

  #pacing(): boolean {
    return this.talk.items.at(-1)?.outgoing?.lines.at(-1)?.kind === 'pace'
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('strings')) document.title = this.strings.title
    if (this.#focusWanted) this.#focusIn()
    // After the parts inside have drawn themselves, before anything is painted.
    const before = this.#before
    requestAnimationFrame(() => this.#keepPlace(before))
  }

  /** At the end: follow, but not past the first new line. Reading further up: stay there, also when earlier lines come in above. */
  #keepPlace(before: Place | undefined): void {
    const scroller = this.renderRoot.querySelector('.scroller')
    if (!scroller) return
    const first = this.renderRoot.querySelector<HTMLElement>('.turn')?.dataset['key']
    if (before === undefined) scroller.scrollTop = scroller.scrollHeight
    else if (before.first !== first && !before.end) scroller.scrollTop = scroller.scrollHeight - before.height
    else if (before.end) {
      const turns = this.renderRoot.querySelectorAll<HTMLElement>('.turn:not(.own)')
      const newest = turns[turns.length - 1]
      const start = newest ? newest.offsetTop - 24 : Infinity
      const end = scroller.scrollHeight - scroller.clientHeight
      scroller.scrollTo({ top: Math.min(start, end), behavior: still.matches ? 'instant' : 'smooth' })
    }
  }

  async #speak(language: Language): Promise<void> {
    this.#language = language
    const strings = await stringsFor(language).catch(() => undefined)
    if (strings === undefined || language !== this.#language) return
    this.strings = strings
    document.documentElement.lang = language
  }

  #say(text: string, tap?: { prompt: string; values: readonly string[] }): void {
    this.talk.say(text, tap && { prompt: tap.prompt, values: [...tap.values] })
    clearTimeout(this.#patience)
    this.#patience = setTimeout(() => {
      this.talk.awaiting = false
      this.requestUpdate()
    }, patience)
    void this.updateComplete.then(() => this.renderRoot.querySelector('.scroller')?.scrollTo({ top: 1e9 }))
  }

  readonly #answered = ({ detail }: CustomEvent<Answer>): void => {
    this.#picked(detail)
  }

  /** The control that was used goes away: focus waits where the next one comes. */
  #picked({ text, values }: { text: string; values?: readonly string[] }): void {
    const prompt = this.talk.prompt
    this.#say(text, values && prompt ? { prompt: prompt.ref, values } : undefined)
    this.renderRoot.querySelector<HTMLElement>('.answers')?.focus({ preventScroll: true })
  }

  /** Asks for help in the conversation; where that can't be heard now, the numbers come at once. */
  readonly #help = (): void => {
    const { talk, strings } = this
    const before = newestOutgoing(talk.items)?.id
    this.#asked = talk.phase !== 'open' || talk.online !== true
    if (talk.phase === 'open') this.#say(strings.help)
    if (this.#asked) {
      this.sheet = 'numbers'
      return
    }
    setTimeout(() => {
      if (newestOutgoing(talk.items)?.id === before) this.sheet = 'numbers'
    }, patience)
  }

  readonly #menu = async (): Promise<void> => {
    await import('./menu/menu.ts').catch(() => undefined)
    this.sheet = 'menu'
  }

  readonly #closed = (): void => {
    this.sheet = undefined
  }

  /** Once there is something to put it into. */
  #focusIn(): void {
    const part = this.renderRoot.querySelector<HTMLElement>('gradual-composer, gradual-lock, .screen button')
    part?.focus()
    this.#focusWanted = part === null
  }

  static override styles = [look, transcriptLook, chatLook]
}

customElements.define('gradual-chat', Chat)
