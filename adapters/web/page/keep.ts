/**
 * What this device keeps: small strings under names of their own. Where the browser allows no storage (some iframes, some
 * private windows), they are kept as long as the page lives.
 */
export interface Keep {
  get(name: string): string | undefined
  set(name: string, value: string): void
  remove(name: string): void
  /** The names that begin so. */
  names(start: string): string[]
}

const prefix = 'notes.'

/** Shared by the tabs of this device; stays. */
export const device = keepIn(() => localStorage)
/** This tab's own; survives a reload, and goes with the tab. */
export const tab = keepIn(() => sessionStorage)

/**
 * Leaves nothing of what was written here. What says who the person is to the server, and that there is a lock, stays
 * unless `everything`: without it a quick exit would lose the way back.
 */
export function wipe(everything: boolean): void {
  for (const keep of [device, tab]) {
    for (const name of keep.names('')) if (everything || !staying.has(name)) keep.remove(name)
  }
}

const staying: ReadonlySet<string> = new Set(['token', 'lock'])

function keepIn(storage: () => Storage): Keep {
  const memory = new Map<string, string>()
  const attempt = <Value>(use: (store: Storage) => Value): Value | undefined => {
    try {
      return use(storage())
    } catch {
      return undefined
    }
  }
  return {
    get: (name) => memory.get(name) ?? attempt((store) => store.getItem(prefix + name)) ?? undefined,
    set(name, value) {
      const kept = attempt((store) => {
        store.setItem(prefix + name, value)
        return true
      })
      if (kept === true) memory.delete(name)
      else memory.set(name, value)
    },
    remove(name) {
      memory.delete(name)
      attempt((store) => store.removeItem(prefix + name))
    },
    names(start) {
      const stored = attempt((store) => Object.keys(store)) ?? []
      const own = stored.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length))
      return [...new Set([...own, ...memory.keys()])].filter((name) => name.startsWith(start))
    },
  }
}
