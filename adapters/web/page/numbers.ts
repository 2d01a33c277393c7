/**
 * The numbers to call, taken from the offline page: the page the server wrote them into is the one place they stand, and the
 * service worker keeps it for when there is no connection. Read as a document that runs nothing; only text and tel:/sms: links are used.
 */
export interface Country {
  readonly name: string
  readonly language: string
  readonly lines: readonly HelpLine[]
}

export interface HelpLine {
  readonly href: string
  readonly number: string
  readonly name: string
  readonly about: string
}

let found: readonly Country[] = []

/** Those loaded so far. */
export function numbers(): readonly Country[] {
  return found
}

/** Loads them once; tries again at the next call where that failed. */
export async function loadNumbers(): Promise<readonly Country[]> {
  if (found.length === 0) found = read(await documentAt('/offline'))
  return found
}

function documentAt(path: string): Promise<Document | undefined> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('GET', path)
    request.responseType = 'document'
    request.addEventListener('loadend', () =>
      resolve(request.status === 200 ? (request.responseXML ?? undefined) : undefined),
    )
    request.send()
  })
}

function read(page: Document | undefined): Country[] {
  return [...(page?.querySelectorAll('section') ?? [])].map((section) => ({
    name: words(section, 'h2'),
    language: section.lang || 'en',
    lines: [...section.querySelectorAll('li')].flatMap((line) => {
      const link = line.querySelector('a')
      const href = link?.getAttribute('href') ?? ''
      if (link === null || !/^(tel|sms):/.test(href)) return []
      return [{ href, number: link.textContent.trim(), name: words(line, 'strong'), about: words(line, 'span') }]
    }),
  }))
}

function words(within: Element, selector: string): string {
  return within.querySelector(selector)?.textContent.trim() ?? ''
}
