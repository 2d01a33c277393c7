/** The control that fits the open question. Writing is possible beside every one of them. */
import { html, nothing, type TemplateResult } from 'lit'
import { keyed } from 'lit/directives/keyed.js'
import type { Prompt } from '../../../../src/channel.ts'
import type { Strings } from '../strings.ts'
import './choices.ts'
import './choose-many.ts'
import './scale.ts'

export function answers(prompt: Prompt, strings: Strings): TemplateResult | typeof nothing {
  // Keyed: what was picked for one question is not picked for the next.
  return html`${keyed(prompt.ref, control(prompt, strings))}`
}

function control(prompt: Prompt, strings: Strings): TemplateResult | typeof nothing {
  if (prompt.kind === 'rate') return html`<gradual-scale .prompt=${prompt} .strings=${strings}></gradual-scale>`
  if (!prompt.options?.length) return nothing
  return prompt.kind === 'choose-many'
    ? html`<gradual-choose-many .prompt=${prompt} .strings=${strings}></gradual-choose-many>`
    : html`<gradual-choices .prompt=${prompt}></gradual-choices>`
}
