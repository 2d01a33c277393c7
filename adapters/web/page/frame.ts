/**
 * The two words that cross between this page in a frame and the loader on the host page: `open` comes in, `close` goes out.
 * Nothing a person wrote, and nothing about them, is ever in a message.
 */
import { embedded } from './session.ts'

/** Only the host page's loader is answered, at the origin it spoke from. */
let host: string | undefined

export function frame(opened: () => void): void {
  if (!embedded || window.parent === window) return
  addEventListener('message', ({ source, origin, data }: MessageEvent<unknown>) => {
    if (source !== window.parent || data !== 'gradual:open') return
    host = origin
    opened()
  })
  addEventListener('keydown', (event) => {
    // A sheet inside takes its own Escape.
    if (
      event.key === 'Escape' &&
      !event.defaultPrevented &&
      document.querySelector('gradual-chat')?.sheet === undefined
    )
      frame.close()
  })
}

frame.close = (): void => {
  if (host !== undefined) window.parent.postMessage('gradual:close', host)
}
