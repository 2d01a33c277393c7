/** What went wrong with a request, in the interface's words. */
import { Refused } from './session.ts'
import type { Strings } from './strings.ts'

export function problemWords(problem: unknown, strings: Strings): string {
  // fetch throws a TypeError when nothing was reached; a passkey that was cancelled throws one of the browser's own.
  if (problem instanceof TypeError) return strings.noConnection
  if (!(problem instanceof Refused)) return problem instanceof DOMException ? strings.passkeyFailed : strings.problem
  if (problem.retryAfter !== undefined) return strings.wait(Math.ceil(problem.retryAfter / 1000))
  const words: Partial<Record<Refused['error'], string>> = {
    typo: strings.codeTypo,
    wrong: strings.passkeyFailed,
    early: strings.early,
    passkey: strings.needPasskey,
    leave: strings.leaveWords,
  }
  return words[problem.error] ?? strings.problem
}
