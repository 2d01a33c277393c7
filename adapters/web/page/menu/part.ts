/** What the parts of the menu have in common: a request that may fail, and the words for when it does. */
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import type { Status } from '../../protocol.ts'
import { problemWords } from '../problem.ts'
import { look } from '../look.ts'
import { inside } from '../sheet.ts'
import type { Strings } from '../strings.ts'
import type { Talk } from '../talk.ts'

export class Part extends LitElement {
  static override properties = {
    strings: { attribute: false },
    talk: { attribute: false },
    busy: { state: true },
    said: { state: true },
  }
  static override styles = [look, inside]
  declare strings: Strings
  declare talk: Talk
  declare busy: boolean
  /** What came of the last thing done here. */
  declare said: string | undefined

  /** One thing at a time; says what went wrong. Resolves undefined then. */
  protected async attempt<Value>(
    act: () => Promise<Value>,
    words: (problem: unknown) => string | undefined = () => undefined,
  ): Promise<Value | undefined> {
    if (this.busy) return undefined
    this.busy = true
    this.said = undefined
    try {
      return await act()
    } catch (problem) {
      this.said = words(problem) ?? problemWords(problem, this.strings)
      return undefined
    } finally {
      this.busy = false
    }
  }

  /** What the server says is so now. */
  protected took(status: Status): void {
    this.talk.status = status
    this.requestUpdate()
  }

  protected outcome(): TemplateResult {
    return html`<p class=${this.said === undefined ? nothing : 'said'} role="status">${this.said ?? nothing}</p>`
  }

  protected done(): void {
    this.dispatchEvent(new CustomEvent('done', { bubbles: true, composed: true }))
  }
}

/** What was written into a field; nothing where it isn't there. */
export function field(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}
