/** What a picture is: drawn once, as SVG with the same in words. */
import type { z } from 'zod'

export interface PictureKind<Data = Record<string, unknown>> {
  readonly name: string
  /** What it shows, for authors. */
  readonly about: string
  readonly schema: z.ZodType<Data>
  draw(data: Data, words: Words): Picture
}

export interface Picture {
  readonly svg: string
  /** The picture in words, for those who can't see it and channels that can't show it. */
  readonly alt: string
}

/** How a picture says things in the client's language. */
export interface Words {
  readonly language: string
  phrase(key: string, values?: Readonly<Record<string, string | number>>): string
}

export function definePicture<Data>(kind: PictureKind<Data>): PictureKind {
  return kind as unknown as PictureKind
}

/** Text inside SVG: a client's words are never markup. */
export function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** Breaks words into lines of at most `width` characters; what is longer than `most` lines ends in an ellipsis. */
export function wrap(text: string, width: number, most: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/)) {
    const piece = word.length > width ? `${word.slice(0, width - 1)}…` : word
    if (line !== '' && line.length + 1 + piece.length > width) {
      lines.push(line)
      line = piece
    } else line = line === '' ? piece : `${line} ${piece}`
  }
  if (line !== '') lines.push(line)
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), `${lines[most - 1]!.slice(0, width - 1)}…`]
}
