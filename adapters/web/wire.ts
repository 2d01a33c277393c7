/**
 * Numbers both sides of the web channel agree on. Free of imports, so that the page can bundle it; the shapes are in protocol.ts.
 */

/** Of the whole protocol, sockets and routes. A page of another version is told to reload. */
export const VERSION = 1

/** The WebSocket subprotocol the page asks for, and the only one the server ever answers with. */
export const SUBPROTOCOL = 'gradual.v1'

/** How an iframe whose cookies are blocked shows its session on a socket: `new WebSocket(url, [SUBPROTOCOL, TOKEN_PREFIX + token])`. */
export const TOKEN_PREFIX = 'session.'

export const LIMITS = {
  /** Characters (UTF-16 units) of one message. */
  text: 10_000,
  /** Bytes of one socket message. Ten thousand characters fit, however they are escaped. */
  frame: 65_536,
  /** Picked values of one tap. */
  values: 64,
  /** Ids in `hello.pending`. A page with more sends the oldest first and says the rest in order afterwards. */
  pending: 64,
  /** Entries of one page of history. */
  page: 40,
} as const

export const TIMES = {
  /** Milliseconds: a page that has heard nothing for so long sends `ping` … */
  quiet: 25_000,
  /** … and one that hears nothing for so long after it takes the socket for dead, closes it and connects again. */
  answer: 10_000,
  /** The page says `active` at most this often while the person types, taps or scrolls. */
  active: 20_000,
  /** First and longest wait before connecting again; the wait doubles, with jitter. */
  retry: { first: 500, longest: 30_000 },
} as const

/** Why the server closed a socket. On any other code, or when a socket never opened (1006), ask `GET session` and connect again. */
export const CLOSE = {
  /** The server restarts. Connect again. */
  restart: 1012,
  /** Something that is not this protocol was sent. Connect again, once. */
  unreadable: 4400,
  /** The session is over or has changed (another person entered on this device). Ask `GET session`, then connect or begin anew. */
  session: 4401,
  /** Nothing was heard from the page, or it did not take what it was sent. Connect again. */
  silent: 4408,
  /** A page of another version. Reload it. */
  version: 4409,
  /** "Forget this device" was asked for. Wipe everything kept here and do not connect. */
  forgotten: 4410,
  /** The lock closed. Show the lock screen and nothing else. */
  locked: 4423,
  /** Too much at once. Connect again after a minute. */
  slow: 4429,
} as const
