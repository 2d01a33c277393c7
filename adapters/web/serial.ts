/** Runs jobs of the same key one after another; jobs of different keys side by side. */
export class Serial {
  readonly #last = new Map<string, Promise<unknown>>()

  async run<T>(key: string, job: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key)
    const done = afterAll(before, job)
    this.#last.set(key, done)
    try {
      return await done
    } finally {
      if (this.#last.get(key) === done) this.#last.delete(key)
    }
  }
}

async function afterAll<T>(before: Promise<unknown> | undefined, job: () => Promise<T>): Promise<T> {
  try {
    await before
  } catch {
    // That job's own caller was told.
  }
  return job()
}
