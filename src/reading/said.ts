/**
 * A message as answers, commands and logs read it: folded words, and where clauses begin.
 *
 * Folded means: lower case, no accents, no apostrophes ("I don't" is `i dont`, "mañana" is `manana`), a letter held
 * three times or more let go ("nooo" is `no`). Numbers stand apart from letters ("8pm" is `8 pm`); the signs that change
 * what a number says (`- + / % £ $ € #`) are words of their own.
 */

export interface Said {
  readonly words: readonly string[]
  /** Whether a clause begins at this word. The first word always begins one. */
  readonly begins: readonly boolean[]
  /** Whether a question mark ends the clause this word stands in. */
  readonly asks: boolean
  /** Word indexes the clauses begin at, and the number of words as the last. */
  readonly clauses: readonly number[]
}

/** Beyond this nobody is giving a short answer; what follows is left to the danger and talk readers. In characters. */
const longest = 4000

const token =
  /\d+(?:[.,:/]\d+)*|[½¼¾]|\p{L}+(?:['’´`]\p{L}+)*|\p{Extended_Pictographic}|[-–](?=\s*\d)|(?<=\s)[-–]+(?=\s)|[+/%£$€#&?.,;:!¡¿()"“”…—\n]/gu
const apostrophes = /['’´`]/g
const held = /(\p{L})\1{2,}/gu
const marks = /\p{M}/gu

export function hear(text: string): Said {
  const words: string[] = []
  const begins: boolean[] = []
  const clauses: number[] = []
  let begin = true
  let asks = false
  // "/stop", as Telegram and Slack write commands, is "stop"; "8 a.m." is one word.
  const folded = fold(text)
    .replace(/^\s*\//, '')
    .replace(/\b([ap])\.\s?m\b\.?/g, '$1m')
  for (const { 0: found, index } of folded.matchAll(token)) {
    if (breaks.has(found) || (dashes.has(found[0]!) && !/^[-–]\s*\d/.test(folded.slice(index, index + 9)))) {
      if (found === '?') asks = true
      begin = true
      continue
    }
    if (begin) clauses.push(words.length)
    words.push(found === '–' ? '-' : plain(found))
    begins.push(begin)
    begin = false
  }
  if (words.length === 0 && asks) {
    words.push('?')
    begins.push(true)
    clauses.push(0)
  }
  clauses.push(words.length)
  return { words, begins, asks, clauses }
}

const plain = (word: string): string => (/['’´`]/.test(word) ? word.replace(apostrophes, '') : word)

/** Folds a text without taking it apart. */
export function fold(text: string): string {
  const lower = text.slice(0, longest).toLowerCase()
  const unaccented = /[^ -~\s]/.test(lower) ? lower.normalize('NFD').replace(marks, '') : lower
  return /(.)\1\1/.test(unaccented) ? unaccented.replace(held, '$1') : unaccented
}

const breaks = new Set('.,;:!¡¿?()"“”…—\n')
const dashes = new Set('-–')
