/**
 * The service worker: keeps the shell and the page of numbers, so that both open without a connection. It never keeps an
 * answer that could hold a word of the conversation: only the files named here and the built, unchanging ones are looked at.
 */
declare const SHELL: string[]
declare const BUILD: string

interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface Fetching extends Event {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
interface Worker extends EventTarget {
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
}

const worker = self as unknown as Worker
const shelf = `notes-${BUILD}`
const pages: ReadonlySet<string> = new Set(['/', '/embed', '/offline'])

worker.addEventListener('install', (event) => {
  ;(event as Waiting).waitUntil(
    caches
      .open(shelf)
      .then((cache) => cache.addAll(SHELL))
      .then(() => worker.skipWaiting()),
  )
})

worker.addEventListener('activate', (event) => {
  ;(event as Waiting).waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== shelf).map((name) => caches.delete(name))))
      .then(() => worker.clients.claim()),
  )
})

worker.addEventListener('fetch', (event) => {
  const { request } = event as Fetching
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin) return
  if (pages.has(url.pathname)) (event as Fetching).respondWith(newest(request, url.pathname))
  else if (url.pathname.startsWith('/assets/')) (event as Fetching).respondWith(kept(request))
})

/** From the server where it answers, so that numbers are never old without need. */
async function newest(request: Request, path: string): Promise<Response> {
  const cache = await caches.open(shelf)
  try {
    const answer = await fetch(request)
    if (answer.ok && !answer.redirected) await cache.put(path, answer.clone())
    return answer
  } catch (problem) {
    const found = await cache.match(path)
    if (found) return found
    throw problem
  }
}

/** A built file never changes under its name. */
async function kept(request: Request): Promise<Response> {
  const cache = await caches.open(shelf)
  const found = await cache.match(request)
  if (found) return found
  const answer = await fetch(request)
  if (answer.ok) await cache.put(request, answer.clone())
  return answer
}
