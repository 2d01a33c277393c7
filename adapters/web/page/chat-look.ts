/** How the parts of the chat stand to each other. */
import { css } from 'lit'

export const chatLook = css`
  :host {
    display: flex;
    flex-direction: column;
    block-size: 100vh;
    block-size: 100dvh;
  }

  main {
    flex: 1;
    display: flex;
    flex-direction: column;
    min-block-size: 0;
  }

  .scroller {
    flex: 1;
    position: relative;
    min-block-size: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--line) transparent;
  }

  .scroller:focus-visible {
    outline-offset: -0.25rem;
  }

  .page,
  footer > * {
    max-inline-size: 40rem;
    margin-inline: auto;
  }

  .page {
    padding: 1.5rem 1.25rem 1rem;
  }

  .more {
    display: block;
    margin: -0.5rem auto 1rem;
  }

  .answers > :first-child {
    margin-block-start: 1.4rem;
  }

  .answers:focus-visible {
    outline: none;
  }

  .ways {
    display: flex;
    gap: 0.25rem;
    margin-block-start: 0.4rem;
    margin-inline-start: -0.75rem;
  }

  .ways button {
    font-size: 0.94rem;
  }

  footer {
    padding: 0.25rem max(0.75rem, env(safe-area-inset-right)) max(0.75rem, env(safe-area-inset-bottom))
      max(0.75rem, env(safe-area-inset-left));
  }

  .problem:not(:empty) {
    padding: 0.35rem 1.1rem 0.5rem;
    font-size: 0.94rem;
    line-height: 1.45;
  }

  .problem:not(:empty)::before {
    content: '';
    display: inline-block;
    inline-size: 0.5rem;
    block-size: 0.5rem;
    margin-inline-end: 0.5rem;
    border: 0.125rem solid var(--soft);
    border-radius: 50%;
  }

  .screen {
    flex: 1;
    display: grid;
    align-content: center;
    justify-items: center;
    gap: 0.9rem;
    padding: 2rem 1.25rem 20vh;
    text-align: center;
  }

  .screen h2 {
    font-size: 1.35rem;
    font-weight: 600;
    line-height: 1.3;
  }

  .screen p {
    max-inline-size: 26rem;
    color: var(--soft);
  }

  /* A very low window, such as one zoomed in a lot: the page scrolls as a whole and only the bar stays. */
  @media (max-height: 26rem) {
    :host {
      block-size: auto;
      min-block-size: 100dvh;
    }

    gradual-bar {
      position: sticky;
      inset-block-start: 0;
      z-index: 1;
    }

    .scroller {
      overflow: visible;
    }
  }
`
