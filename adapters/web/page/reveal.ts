/** Lines of a turn one after another, the way someone speaks: under a second in all, and all at once where motion is reduced. */
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { Item } from './entries.ts'

const longest = 900
const pause = 350

export const still = matchMedia('(prefers-reduced-motion: reduce)')

export class Reveal implements ReactiveController {
  readonly #host: ReactiveControllerHost
  #key: string | undefined
  #shown = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(host: ReactiveControllerHost) {
    this.#host = host
    host.addController(this)
  }

  /** Begins to show one turn; one that was still on its way stands at once. */
  begin({ key, outgoing }: Item): void {
    clearTimeout(this.#timer)
    this.#key = undefined
    const lines = outgoing?.lines.length ?? 0
    if (still.matches || lines < 2 || document.visibilityState === 'hidden') return
    this.#key = key
    this.#shown = 1
    const step = Math.min(pause, longest / (lines - 1))
    const next = () => {
      this.#shown++
      if (this.#shown >= lines) this.#key = undefined
      else this.#timer = setTimeout(next, step)
      this.#host.requestUpdate()
    }
    this.#timer = setTimeout(next, step)
  }

  /** How many of its lines stand. */
  count(key: string): number {
    return key === this.#key ? this.#shown : Infinity
  }

  get busy(): boolean {
    return this.#key !== undefined
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer)
  }
}
