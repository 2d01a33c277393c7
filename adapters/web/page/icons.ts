/** Small drawings on buttons that have their words beside them or in their label. */
import { html } from 'lit'

export const icons = {
  menu: html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 7h16M4 12h16M4 17h16" /></svg>`,
  close: html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="m6 6 12 12M18 6 6 18" /></svg>`,
  send: html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 19V5m-6 6 6-6 6 6" /></svg>`,
  back: html`<svg class="back" viewBox="0 0 24 24" aria-hidden="true"><path d="m14 6-6 6 6 6" /></svg>`,
  leave: html`<svg class="way" viewBox="0 0 24 24" aria-hidden="true">
    <path d="M10 5H5v14h5m-1-7h11m-4-4 4 4-4 4" />
  </svg>`,
  person: html`<svg viewBox="0 0 24 24" aria-hidden="true">
    <circle cx="12" cy="8" r="3.6" />
    <path d="M5 20c.6-4 3.4-6 7-6s6.4 2 7 6" />
  </svg>`,
}
