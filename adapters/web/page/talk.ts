/**
 * The conversation as this page holds it: who is here, the connection, what was said, what still has to go out. Everything on
 * screen is drawn from it; nothing in it knows how. The rules of resuming and of never doubling are in ../protocol.ts.
 */
import type { Prompt } from '../../../src/channel.ts'
import type { FromServer, Refused as RefusedSay, Status, Welcome } from '../protocol.ts'
import { CLOSE, LIMITS, TIMES, VERSION } from '../wire.ts'
import { Connection } from './connection.ts'
import { add, addEarlier, itemOf, itemOfUnsent, mark, newestOutgoing, openPrompt, type Item } from './entries.ts'
import { wipe } from './keep.ts'
import { forgotten, goAway, whenOthers } from './leave.ts'
import { allUnsent, dropUnsent, keepUnsent, type Unsent } from './outbox.ts'
import { ask, begin, hadLock, lockNow, openSocket, Refused, renew } from './session.ts'

/**
 * - `opening`: nothing is known yet
 * - `door`: came here by "back": nothing is shown before a tap
 * - `locked`, `open`
 * - `gone`: this device was forgotten
 * - `old`: the server speaks a newer protocol than this page
 */
export type Phase = 'opening' | 'door' | 'locked' | 'open' | 'gone' | 'old'

/** What the page may want to do about something that happened. */
export interface Happened {
  changed(): void
  /** Gradual said something just now. */
  spoke(item: Item): void
  /** Words the server would not take: they go back to where they were written. */
  returned(text: string): void
}

export class Talk {
  phase: Phase = 'opening'
  status: Status | undefined
  /** Undefined until the first attempt is over. */
  online: boolean | undefined
  items: readonly Item[] = []
  /** Whether there is anything before the first item. */
  more = false
  /** Something was said and the answer isn't here yet. */
  awaiting = false
  problem: 'slow' | 'trouble' | undefined
  /** BCP 47. */
  language = navigator.language

  readonly #happened: Happened
  readonly #connection: Connection
  #going: string | undefined
  #seen = Date.now()
  #toldActive = 0

  constructor(happened: Happened) {
    this.#happened = happened
    this.#connection = new Connection({
      open: (again) => this.#open(again),
      opened: () => this.#hello(),
      heard: (message) => this.#heard(message),
      lost: (code) => this.#lost(code),
    })
    whenOthers((news) => (news === 'leave' ? goAway() : this.#forget()))
    for (const kind of ['keydown', 'pointerdown', 'scroll'] as const) {
      addEventListener(kind, () => this.#active(), { capture: true, passive: true })
    }
    document.addEventListener('visibilitychange', () => this.#checkIdle())
    setInterval(() => this.#checkIdle(), TIMES.active)
  }

  get prompt(): Prompt | undefined {
    return openPrompt(this.items)
  }

  start(): void {
    const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
    if (visit?.type === 'back_forward') this.#enter('door')
    else this.open()
  }

  /** Connects, and shows what was said. */
  open(): void {
    this.#enter('opening')
    this.#connection.start()
  }

  /** Keeps the words and sends them as soon as there is a way. */
  say(text: string, tap?: Unsent['tap']): void {
    const message = keepUnsent(text, tap)
    this.items = add(this.items, [itemOfUnsent(message)])
    this.awaiting = true
    this.#pump()
    this.#happened.changed()
  }

  earlier(): void {
    const first = this.items.find(({ entry }) => entry !== undefined)?.entry
    if (first !== undefined) this.#connection.send({ type: 'earlier', before: first })
  }

  lock(): void {
    lockNow()
    this.#close()
  }

  /** Someone entered, or opened the lock. `anew`: perhaps another person, so nothing of before stays. */
  entered(status: Status, anew: boolean): void {
    this.#connection.stop()
    this.items = []
    if (anew) wipe(false)
    this.status = status
    this.open()
  }

  async forget(): Promise<void> {
    await ask('session/forget', {})
    this.#forget()
    forgotten()
  }

  #enter(phase: Phase): void {
    this.phase = phase
    this.#happened.changed()
  }

  #forget(): void {
    wipe(true)
    this.#close()
    this.#enter('gone')
  }

  /** Nothing of the conversation stays in the page while the lock is closed. */
  #close(): void {
    this.#connection.stop()
    this.items = []
    this.awaiting = false
    this.online = undefined
    this.#enter('locked')
  }

  async #open(again: boolean): Promise<WebSocket | undefined> {
    const status = await (again ? renew() : begin()).catch((problem: unknown) => {
      if (problem instanceof Refused && problem.error === 'locked') return undefined
      throw problem
    })
    if (status !== undefined) this.status = status
    if (status?.state !== 'open') {
      this.#close()
      return undefined
    }
    return openSocket()
  }

  #hello(): void {
    const last = newestOutgoing(this.items)?.id
    this.#connection.send({
      type: 'hello',
      version: VERSION,
      language: navigator.language,
      ...(last !== undefined && { last }),
      pending: allUnsent()
        .slice(0, LIMITS.pending)
        .map(({ id }) => id),
    })
  }

  #heard(message: FromServer): void {
    switch (message.type) {
      case 'welcome':
        this.#welcome(message)
        break
      case 'outgoing': {
        const item: Item = { key: message.outgoing.id, outgoing: message.outgoing, sent: 'safe', live: true }
        if (this.items.some(({ key }) => key === item.key)) return
        this.#added([item])
        this.#happened.spoke(item)
        break
      }
      case 'said':
        this.#added([{ key: message.entry.incoming, text: message.entry.text, sent: 'safe', live: true }])
        break
      case 'earlier':
        this.items = addEarlier(
          this.items,
          message.entries.map((entry) => itemOf(entry, false)),
        )
        this.more = message.more
        break
      case 'received':
        this.#safe([message.id])
        break
      case 'refused':
        this.#refused(message)
        break
      case 'pong':
        return
    }
    this.#happened.changed()
  }

  #welcome({ reset, entries, more, received }: Welcome): void {
    this.phase = 'open'
    this.online = true
    if (reset) {
      this.items = entries.map((entry) => itemOf(entry, false))
      this.more = more
    } else this.#added(entries.map((entry) => itemOf(entry, true)))
    this.#safe(received)
    this.items = add(this.items, allUnsent().map(itemOfUnsent))
    this.language = newestOutgoing(this.items)?.language ?? this.language
    this.#going = undefined
    this.#pump()
  }

  #added(items: readonly Item[]): void {
    this.items = add(this.items, items)
    const spoken = newestOutgoing(items)
    if (spoken === undefined) return
    this.awaiting = false
    this.language = spoken.language
  }

  #safe(ids: readonly string[]): void {
    for (const id of ids) {
      dropUnsent(id)
      if (this.#going === id) this.#going = undefined
    }
    this.items = mark(this.items, new Set(ids), 'safe')
    this.problem = undefined
    this.#pump()
  }

  #refused({ id, reason, retryAfter }: RefusedSay): void {
    if (id === undefined || id !== this.#going) return
    this.#going = undefined
    if (reason === 'slow' || reason === 'trouble') {
      this.problem = reason
      this.items = mark(this.items, new Set([id]), 'waiting')
      setTimeout(() => this.#pump(), retryAfter ?? TIMES.retry.longest)
      return
    }
    const text = this.items.find(({ key }) => key === id)?.text ?? ''
    dropUnsent(id)
    this.items = this.items.filter(({ key }) => key !== id)
    this.awaiting = false
    this.#happened.returned(text)
    this.#pump()
  }

  /** One message at a time, so that one the server asks to wait for is not overtaken by the next. */
  #pump(): void {
    if (this.online !== true || this.#going !== undefined) return
    const next = allUnsent()[0]
    if (next === undefined) return
    const { id, text, tap } = next
    if (!this.#connection.send({ type: 'say', id, text, ...(tap && { tap }) })) return
    this.#going = id
    this.items = mark(add(this.items, [itemOfUnsent(next)]), new Set([id]), 'going')
  }

  #lost(code: number): boolean {
    this.online = false
    this.#going = undefined
    this.awaiting = false
    this.items = this.items.map((item) => (item.sent === 'going' ? { ...item, sent: 'waiting' } : item))
    if (code === CLOSE.locked) this.#close()
    else if (code === CLOSE.forgotten) this.#forget()
    else if (code === CLOSE.version) this.#enter('old')
    else {
      if (this.phase === 'opening') this.#withoutServer()
      this.#happened.changed()
      return true
    }
    return false
  }

  /** No connection from the start: what waits to go out is shown, unless there is a lock only the server could open. */
  #withoutServer(): void {
    if (hadLock()) {
      this.phase = 'locked'
      return
    }
    this.phase = 'open'
    this.items = add(this.items, allUnsent().map(itemOfUnsent))
  }

  #active(): void {
    this.#checkIdle()
    this.#seen = Date.now()
    if (this.#seen - this.#toldActive < TIMES.active) return
    if (this.#connection.send({ type: 'active' })) this.#toldActive = this.#seen
  }

  /** The server closes the lock by itself; this is for when it can't reach the page. */
  #checkIdle(): void {
    const { idle, by } = this.status?.lock ?? { by: 'none' }
    if (this.phase !== 'open' || by === 'none' || idle === undefined) return
    if (Date.now() - this.#seen > idle * 60_000) this.lock()
  }
}
