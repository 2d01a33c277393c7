/** Reads the `flows` folder from disk. The only I/O there is on the way from files to flows. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Everything Gradual says, as it stands in files: path relative to the folder, and text. */
export interface Sources {
  readonly flows: ReadonlyMap<string, string>
  /** `.po` files, by language. */
  readonly locales: ReadonlyMap<string, string>
  readonly phrases: string
  readonly helplines: string
}

/** Files that hold words for the engine and the reader, not a flow. */
const notFlows = /^(phrases|helplines|words\.|signs\.|talk\.)/

export function readSources(folder: string): Sources {
  const flows = new Map<string, string>()
  const locales = new Map<string, string>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
      .slice(folder.length + 1)
      .replaceAll('\\', '/')
    if (path.startsWith('locales/') && path.endsWith('.po'))
      locales.set(entry.name.slice(0, -'.po'.length), readFileSync(join(folder, path), 'utf8'))
    else if (path.endsWith('.yaml') && !notFlows.test(entry.name))
      flows.set(path, readFileSync(join(folder, path), 'utf8'))
  }
  return {
    flows: new Map([...flows].toSorted(([a], [b]) => a.localeCompare(b))),
    locales,
    phrases: readFileSync(join(folder, 'phrases.yaml'), 'utf8'),
    helplines: readFileSync(join(folder, 'safety', 'helplines.yaml'), 'utf8'),
  }
}
