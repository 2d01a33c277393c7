/**
 * A rhythm to breathe with: a circle that grows and rests and sinks with the words of each beat. It can be stopped, and where
 * motion is reduced it is a list of the beats from the start.
 */
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import type { Beat } from '../../../src/channel.ts'
import { look } from './look.ts'
import { still } from './reveal.ts'
import type { Strings } from './strings.ts'

const small = 0.55

export class Breath extends LitElement {
  static override properties = {
    beats: { attribute: false },
    strings: { attribute: false },
    now: { type: Boolean },
    at: { state: true },
  }
  declare beats: readonly Beat[]
  declare strings: Strings
  /** It is the newest thing said, so it moves by itself. */
  declare now: boolean
  /** The beat it is at; undefined while still. */
  declare at: number | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #size = small

  override firstUpdated(): void {
    if (this.now && !still.matches) this.#start()
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('now') && changed.get('now') === true && !this.now) this.#stop()
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('at') && this.at !== undefined) this.#move()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#stop()
  }

  override render(): TemplateResult {
    const { strings } = this
    const beat = this.at === undefined ? undefined : this.beats[this.at]
    return beat === undefined
      ? html`${this.#list()}${
          still.matches ? nothing : html`<button class="quiet" @click=${() => this.#start()}>${strings.play}</button>`
        }`
      : html`<div class="space">
            <div class="circle"></div>
            <p dir="auto">${beat.text}</p>
          </div>
          <button class="quiet" @click=${() => this.#stop()}>${strings.still}</button>`
  }

  #list(): TemplateResult {
    const { round, times } = rounds(this.beats)
    return html`<ol>
        ${round.map(({ text, seconds }) => html`<li><span dir="auto">${text}</span> <small>${this.strings.seconds(seconds)}</small></li>`)}
      </ol>
      ${times > 1 ? html`<p class="times">${this.strings.times(times)}</p>` : nothing}`
  }

  #start(): void {
    this.#size = small
    this.#goTo(0)
  }

  #stop(): void {
    clearTimeout(this.#timer)
    this.at = undefined
  }

  #goTo(index: number): void {
    const beat = this.beats[index]
    this.at = beat && index
    if (beat) this.#timer = setTimeout(() => this.#goTo(index + 1), beat.seconds * 1000)
  }

  #move(): void {
    const beat = this.beats[this.at ?? -1]
    const circle = this.renderRoot.querySelector('.circle')
    if (!beat || !circle) return
    const from = this.#size
    if (beat.breath === 'in') this.#size = 1
    if (beat.breath === 'out') this.#size = small
    circle.animate([{ transform: `scale(${from})` }, { transform: `scale(${this.#size})` }], {
      duration: beat.seconds * 1000,
      easing: 'cubic-bezier(0.4, 0, 0.4, 1)',
      fill: 'forwards',
    })
  }

  static override styles = [
    look,
    css`
      :host {
        display: grid;
        justify-items: center;
        gap: 0.5rem;
        padding: 1rem;
        border-radius: 1.5rem;
        background: var(--sheet);
      }

      .space {
        display: grid;
        place-items: center;
        inline-size: min(15rem, 60vw);
        aspect-ratio: 1;
      }

      .space > * {
        grid-area: 1 / 1;
      }

      .circle {
        inline-size: 100%;
        block-size: 100%;
        border: 0.0938rem solid var(--accent);
        border-radius: 50%;
        background: radial-gradient(circle, var(--tint) 35%, color-mix(in srgb, var(--accent) 22%, var(--tint)));
        transform: scale(0.55);
      }

      .space p {
        z-index: 1;
        max-inline-size: 8rem;
        font-size: 1.15rem;
        text-align: center;
      }

      ol {
        justify-self: stretch;
        display: grid;
        gap: 0.25rem;
        padding: 0;
        list-style: none;
      }

      li {
        display: flex;
        justify-content: space-between;
        gap: 1rem;
      }

      small,
      .times {
        color: var(--soft);
        font-size: 0.94rem;
      }

      .times {
        justify-self: end;
      }
    `,
  ]
}

customElements.define('gradual-breath', Breath)

/** A rhythm as one round and how often it comes, where it repeats. */
export function rounds(beats: readonly Beat[]): { round: readonly Beat[]; times: number } {
  for (let length = 1; length <= beats.length / 2; length++) {
    if (beats.length % length === 0 && beats.every((beat, index) => same(beat, beats[index % length])))
      return { round: beats.slice(0, length), times: beats.length / length }
  }
  return { round: beats, times: 1 }
}

function same(one: Beat, other: Beat | undefined): boolean {
  return one.text === other?.text && one.seconds === other.seconds
}
