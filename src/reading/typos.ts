/** Small typos: telling them, and mending words that are one slip away from a word that is listened for. */
import type { Language } from './reading.ts'
import type { Said } from './said.ts'
import { sound } from './text.ts'

/** Shorter words have too many neighbours. */
const shortest = 4

/** Whether one is the other with one letter more, less, changed, or two neighbours swapped. The first letter must be right. */
export function isTypoOf(one: string, other: string): boolean {
  const difference = one.length - other.length
  if (one === other || one[0] !== other[0] || difference > 1 || difference < -1) return false
  let at = 0
  while (at < one.length && one[at] === other[at]) at += 1
  if (difference === 1) return one.slice(at + 1) === other.slice(at)
  if (difference === -1) return one.slice(at) === other.slice(at + 1)
  // One letter for another is most often another word.
  if (one.slice(at + 1) === other.slice(at + 1)) return one.length >= 7
  return one[at] === other[at + 1] && one[at + 1] === other[at] && one.slice(at + 2) === other.slice(at + 2)
}

// The last letter is grammar: "cancelé" is no slip of "cancela", nor "walls" of "wall".
const isSlip = (word: string, of: string): boolean =>
  isTypoOf(word, of) && (word.at(-1) === of.at(-1) || (word.at(-1) === of.at(-2) && word.at(-2) === of.at(-1)))

/**
 * Mends words nobody listens for that are one slip from one that is.
 *
 * @param vocabulary - what is mended to
 * @param ordinary - real words that look like slips of those
 */
export function createMender(
  vocabulary: ReadonlySet<string>,
  ordinary: Iterable<string>,
  language: Language,
): (said: Said) => Said {
  const left = new Set(ordinary)
  const known = new Map<string, string>()
  const sounds = new Map<string, string>()
  // Each word under itself less one letter, so that a slip is found in as many look-ups as it has letters.
  const slips = new Map<string, string[]>()
  for (const word of vocabulary) {
    known.set(word, word)
    if (word.length < shortest || !/^\p{L}+$/u.test(word)) continue
    if (language === 'es') sounds.set(sound(word), word)
    for (const less of shortened(word)) {
      const words = slips.get(less)
      if (words === undefined) slips.set(less, [word])
      else words.push(word)
    }
  }

  const mend = (word: string): string => {
    if (word.length < shortest || word.length > 20 || known.has(word) || left.has(word)) return word
    const code = word.charCodeAt(0)
    if (code < 97 || code > 122) return word
    if (language === 'es') {
      const heard = sounds.get(sound(word))
      if (heard !== undefined) return heard
    }
    const missing = slips.get(word)?.find((one) => isSlip(word, one))
    if (missing !== undefined) return missing
    for (const less of shortened(word)) {
      if (less.length >= shortest && known.has(less) && isSlip(word, less)) return less
      const found = slips.get(less)?.find((one) => isSlip(word, one))
      if (found !== undefined) return found
    }
    return word
  }

  return (said) => {
    let mended: string[] | undefined
    for (let at = 0; at < said.words.length; at++) {
      const word = said.words[at]!
      const right = mend(word)
      if (right === word) continue
      mended ??= [...said.words]
      mended[at] = right
    }
    return mended === undefined ? said : { ...said, words: mended }
  }
}

function* shortened(word: string): Generator<string> {
  for (let at = 1; at < word.length; at++) yield word.slice(0, at) + word.slice(at + 1)
}
