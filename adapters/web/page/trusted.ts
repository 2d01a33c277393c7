/** The one URL that is run as a program besides what the page was built with, in the form Trusted Types ask for. */
interface Policies {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): string }
}

export function serviceWorkerUrl(): string {
  const policies = (globalThis as { trustedTypes?: Policies }).trustedTypes
  return policies?.createPolicy('gradual', { createScriptURL: () => '/sw.js' }).createScriptURL('') ?? '/sw.js'
}
