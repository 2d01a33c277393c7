/**
 * A message as the danger and talk readers see it: folded words with the place in the message each was taken from.
 *
 * Folded means: lower case, no accents, no apostrophes, a letter held three times or more once ("sooo" is `so`), digits
 * inside a word read as the letters they stand for ("su1cide"), chat spellings written out ("cant" is `can not`), and for
 * Spanish the way a word sounds, since that is what people misspell ("kiero" and "quiero" are both `kiero`).
 */

import type { Language } from './reading.ts'

export interface Words {
  readonly text: string
  readonly words: readonly string[]
  /** UTF-16 offsets into `text`, by word. Words written out of one spelling share its place. */
  readonly starts: readonly number[]
  readonly ends: readonly number[]
  /** Where sentences begin, as word indexes, and the number of words as the last. A run-on sentence is cut at 64 words. */
  readonly sentences: readonly number[]
  /** Whether the word stands inside double quotes. */
  readonly quoted: readonly boolean[]
  /** Word indexes after which a question mark follows. */
  readonly asks: readonly number[]
}

export interface Spelling {
  readonly language: Language
  /** Spelling to the words it is written out as. */
  readonly written: ReadonlyMap<string, readonly string[]>
}

const longestSentence = 64
const longestWord = 40
/** Of a longer text the two ends are read, this many UTF-16 units each: no chat message is longer, and reading stays quick. */
const end = 5000

const kinds = { other: 0, letter: 1, digit: 2, apostrophe: 3, sentence: 4, quote: 5, mark: 6 } as const
/** Class of each character up to U+024F (Latin with accents), and the letter it folds to. */
const classes = new Uint8Array(0x250)
const folded: string[] = []
for (let code = 0; code < classes.length; code++) {
  const letter = String.fromCharCode(code)
  folded[code] = letter.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
  if (/\p{L}/u.test(letter)) classes[code] = kinds.letter
  else if (/[0-9]/.test(letter)) classes[code] = kinds.digit
  else if (letter === "'" || letter === '`' || letter === '´') classes[code] = kinds.apostrophe
  else if ('.!?\n;'.includes(letter)) classes[code] = kinds.sentence
  else if ('"«»'.includes(letter)) classes[code] = kinds.quote
}
const classOf = (code: number): number => {
  if (code < 0x250) return classes[code]!
  if (code === 0x2019 || code === 0x2018) return kinds.apostrophe
  if (code === 0x201c || code === 0x201d) return kinds.quote
  if (code === 0x2026) return kinds.sentence
  if (code >= 0x300 && code <= 0x36f) return kinds.mark
  // Emoji, and every letter outside Latin: kept whole, so that a picture can be a word.
  if (code >= 0x2190) return kinds.other
  return kinds.letter
}

/** Letters people write as digits or signs to get past a filter, when they stand between letters. */
const disguises: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '@': 'a',
  $: 's',
}

/** Takes a message apart. Linear in its length. */
export function takeApart(text: string, spelling: Spelling): Words {
  const words: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  const quoted: boolean[] = []
  const sentences: number[] = []
  const asks: number[] = []
  let broken = true
  let inQuotes = false

  const put = (word: string, start: number, end: number): void => {
    if (broken || words.length - sentences.at(-1)! >= longestSentence) sentences.push(words.length)
    broken = false
    words.push(word)
    starts.push(start)
    ends.push(end)
    quoted.push(inQuotes)
  }
  const add = (word: string, start: number, end: number): void => {
    const spelled = spelling.written.get(word)
    if (spelled) for (const one of spelled) put(one, start, end)
    else put(spelling.language === 'es' ? sound(word) : word, start, end)
  }

  let at = 0
  const skipTo = text.length > 2 * end ? text.length - end : 0
  while (at < text.length) {
    if (at >= end && at < skipTo) {
      at = skipTo
      broken = true
    }
    const code = text.charCodeAt(at)
    const kind = classOf(code)
    if (kind === kinds.letter) {
      const start = at
      let word = ''
      let last = ''
      let held = 0
      for (; at < text.length; at++) {
        const next = text.charCodeAt(at)
        const nextKind = classOf(next)
        let letters: string
        if (nextKind === kinds.letter) letters = next < 0x250 ? folded[next]! : text[at]!.toLowerCase()
        else if (nextKind === kinds.mark) continue
        else if (nextKind === kinds.apostrophe && classOf(text.charCodeAt(at + 1)) === kinds.letter) continue
        else if (text[at] === '*' && classOf(text.charCodeAt(at + 1)) === kinds.letter) letters = '*'
        else {
          const disguised = disguises[text[at]!]
          if (disguised === undefined || classOf(text.charCodeAt(at + 1)) !== kinds.letter) break
          letters = disguised
        }
        held = letters === last ? held + 1 : 1
        last = letters
        if (held === 3) word = word.slice(0, -1)
        if (held < 3 && word.length < longestWord) word += letters
      }
      add(word, start, at)
    } else if (kind === kinds.digit) {
      const start = at
      while (at < text.length && classOf(text.charCodeAt(at)) === kinds.digit) at++
      put(text.slice(start, Math.min(at, start + longestWord)), start, at)
    } else {
      const point = text.codePointAt(at)!
      const length = point > 0xffff ? 2 : 1
      if (kind === kinds.sentence) {
        broken = true
        if (code === 63 && words.length > 0) asks.push(words.length - 1)
      } else if (kind === kinds.quote) inQuotes = !inQuotes
      else if (code >= 0x2190 || code === 58 || code === 60) {
        const picture = spelling.written.get(text.slice(at, at + length))
        if (picture) for (const one of picture) put(one, at, at + length)
      }
      at += length
    }
  }
  sentences.push(words.length)
  return { text, words, starts, ends, sentences, quoted, asks }
}

/** The words from `first` up to and including `last`, as they stand in the message. */
export const copied = (said: Words, first: number, last: number): string =>
  said.text.slice(said.starts[first], said.ends[last])

/** How a Spanish word sounds in the Americas, so that chat spellings meet: no h, b for v, s for z and soft c, k for qu. */
export function sound(word: string): string {
  let heard = ''
  for (let at = 0; at < word.length; at++) {
    const letter = word[at]!
    const next = word[at + 1]
    const soft = next === 'e' || next === 'i' || next === 'y'
    if (letter === 'h') {
      if (heard.endsWith('c')) heard += 'h'
    } else if (letter === 'v') heard += 'b'
    else if (letter === 'z') heard += 's'
    else if (letter === 'c') heard += next === 'h' ? 'c' : soft ? 's' : 'k'
    else if (letter === 'q') {
      heard += 'k'
      if (next === 'u') at++
    } else if (letter === 'l' && next === 'l') {
      heard += 'y'
      at++
    } else if (letter === 'y' && next === undefined) heard += 'i'
    else if (letter === 'g' && soft) heard += 'j'
    else heard += letter
  }
  return heard || word
}
