/**
 * Leaving: the quick exit, and forgetting this device. The order matters: first nothing can be seen, then nothing is left,
 * then the page is gone.
 */
import { wipe } from './keep.ts'
import { embedded, lockNow } from './session.ts'

/** An everyday page nobody wonders about. It takes this page's place in the history, so that "back" doesn't lead here. */
const neutral = 'https://www.wikipedia.org/'

type News = 'leave' | 'forget'
const others = new BroadcastChannel('notes')

/** Hears of another tab that left or forgot. */
export function whenOthers(heard: (news: News) => void): void {
  others.addEventListener('message', ({ data }: MessageEvent<News>) => heard(data))
}

export function leaveNow(): void {
  lockNow()
  tell('leave')
  goAway()
}

/** What is left of leaving where another tab began it. */
export function goAway(): void {
  document.body.replaceChildren()
  wipe(false)
  // In a frame the whole page goes, host page and all: a hidden corner would still show where the person was.
  const page = embedded && window.top !== null ? window.top : window
  page.location.replace(neutral)
}

export function forgotten(): void {
  wipe(true)
  tell('forget')
}

function tell(news: News): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has no origin to name
  others.postMessage(news)
}
