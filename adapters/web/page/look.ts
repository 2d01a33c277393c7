/** What all parts look like. Colours are the custom properties of page.css, which reach into every part. */
import { css } from 'lit'

export const look = css`
  :host {
    box-sizing: border-box;
  }

  :host([hidden]),
  [hidden] {
    display: none !important;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  p,
  h1,
  h2,
  ul,
  ol {
    margin: 0;
  }

  button,
  input,
  textarea {
    font: inherit;
    color: inherit;
  }

  button {
    min-block-size: 2.75rem;
    min-inline-size: 2.75rem;
    padding: 0.5rem 1.1rem;
    border: 0.0938rem solid var(--edge);
    border-radius: 1.4rem;
    background: var(--sheet);
    line-height: 1.3;
    cursor: pointer;
    touch-action: manipulation;
    transition: background-color 0.15s;
  }

  button:hover:not(:disabled) {
    background: var(--tint);
  }

  button:disabled {
    border-color: var(--line);
    color: var(--soft);
    cursor: default;
  }

  button.main {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
  }

  button.main:hover:not(:disabled) {
    background: color-mix(in srgb, var(--accent) 88%, var(--ink));
  }

  button.main:disabled {
    border-color: var(--line);
    background: transparent;
    color: var(--soft);
    font-weight: 400;
  }

  button.quiet {
    padding-inline: 0.75rem;
    border-color: transparent;
    background: transparent;
    color: var(--soft);
  }

  button.quiet:hover {
    background: transparent;
    color: var(--ink);
    text-decoration: underline;
  }

  button.icon {
    display: inline-grid;
    place-items: center;
    padding: 0;
    border-color: transparent;
    background: transparent;
  }

  svg {
    inline-size: 1.4rem;
    block-size: 1.4rem;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.8;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  a {
    color: var(--accent);
    text-underline-offset: 0.15em;
  }

  :focus-visible {
    outline: 0.1875rem solid var(--accent);
    outline-offset: 0.125rem;
  }

  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      transition: none !important;
      animation: none !important;
    }
  }
`
