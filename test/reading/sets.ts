/** The labelled sets: `label<TAB>text` lines, `#` headings and empty lines between them. */

import { existsSync, readFileSync } from 'node:fs'
import type { Language } from '../../src/reading/reading.ts'

export type SetName = 'seen' | 'scored' | 'own'

export interface Line {
  /** All fields but the text, e.g. `suicide sure`. */
  readonly label: string
  readonly text: string
  readonly heading: string
}

export function readLines(set: SetName, language: Language, name: string): Line[] {
  const file = new URL(`${set}/${language}/${name}.tsv`, import.meta.url)
  if (!existsSync(file)) return []
  let heading = ''
  const lines: Line[] = []
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line.startsWith('#')) heading = line.slice(1).trim()
    else if (line.trim() !== '') {
      const tab = line.indexOf('\t')
      lines.push({ label: line.slice(0, tab), text: line.slice(tab + 1), heading })
    }
  }
  return lines
}

/**
 * Our own variations: lines with `{a|b|c}` alternatives, each spread into at most `most` different lines that together weigh
 * as much as a few written ones. Deterministic.
 */
export function variations(
  language: Language,
  name: string,
  most = 8,
): (Line & { readonly weight: number; readonly isWritten: boolean })[] {
  return readLines('own', language, name).flatMap(({ label, text, heading }) => {
    const spread = new Set<string>()
    for (let turn = 0; turn < most * 3 && spread.size < most; turn++) {
      let place = 0
      spread.add(
        text
          .replaceAll(/\{([^}]*)\}/g, (_, choices: string) => {
            const all = choices.split('|')
            place++
            return all[(turn * (place * 2 + 1) + place * 7 + (turn >> 2) * place) % all.length]!
          })
          .replaceAll(/\s+/g, ' ')
          .trim(),
      )
    }
    return [...spread].map((text) => ({
      label,
      text,
      heading,
      weight: Math.min(1, 3 / spread.size),
      isWritten: spread.size === 1,
    }))
  })
}
