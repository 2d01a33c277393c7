/** The first script of the page: the chat, and the service worker that keeps the shell and the numbers for when there is no connection. */
import './chat.ts'
import { serviceWorkerUrl } from './trusted.ts'

if ('serviceWorker' in navigator) {
  // Where storage is blocked (some iframes) there is none; the page works without.
  navigator.serviceWorker.register(serviceWorkerUrl()).catch(() => undefined)
}
