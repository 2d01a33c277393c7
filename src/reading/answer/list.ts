/** What a message says to "anything else?": one more thing, or that there is none. */
import { type Lexicon, Phrases } from '../phrases.ts'
import type { Said } from '../said.ts'
import type { ListWords } from '../words.ts'

export type Item = { readonly done: true } | { readonly item: string }

export interface ListReader {
  /** Done only where nothing but an end is said; else the message is the item, verbatim. Null where nothing is said. */
  (text: string, said: Said): Item | null
  readonly vocabulary: ReadonlySet<string>
}

export function createListReader(
  words: ListWords,
  courtesies: readonly string[],
  skip: ReadonlySet<string>,
  lexicon: Lexicon,
): ListReader {
  const ends = new Phrases(
    [
      ...words.done.map((phrase) => [phrase, true] as const),
      ...[...words.around, ...courtesies].map((phrase) => [phrase, false] as const),
    ],
    lexicon,
  )

  const read = (text: string, said: Said): Item | null => {
    const item = text.trim()
    if (item === '') return null
    return isDone(said) ? { done: true } : { item }
  }

  function isDone(said: Said): boolean {
    const { length } = said.words
    // Where each word can be reached by ends and what stands around them, and whether an end was among them.
    const reached = new Map<number, boolean>([[0, false]])
    for (let at = 0; at < length; at++) {
      const ended = reached.get(at)
      if (ended === undefined) continue
      const reach = (to: number, end: boolean): unknown => reached.set(to, (reached.get(to) ?? false) || end)
      if (skip.has(said.words[at]!)) reach(at + 1, ended)
      for (const { label, end } of ends.at(said, at, skip)) reach(end, ended || label)
    }
    return reached.get(length) ?? false
  }

  return Object.assign(read, { vocabulary: ends.vocabulary })
}
