/** What the controls for an answer have in common. */
export interface Answer {
  /** The words of what was picked: what the person sees as said. */
  readonly text: string
  readonly values: readonly string[]
}

/** Told to the chat when something was picked and sent. */
export function answered(answer: Answer): CustomEvent<Answer> {
  return new CustomEvent('answered', { detail: answer, bubbles: true, composed: true })
}
