import { z } from 'zod'
import { definePicture, escape, wrap } from './picture.ts'

/** One time as it went beside the same time as the client would have it. */
export const script = definePicture({
  name: 'script',
  about: 'The old script and the new one side by side, moment by moment.',
  schema: z.strictObject({ old: z.array(z.string()), new: z.array(z.string()) }),
  draw: ({ old, new: rewritten }, words) => {
    const left = column(old, 20)
    const right = column(rewritten, 250)
    const height = Math.max(left.bottom, right.bottom) + 20
    const titles = [words.phrase('script_old'), words.phrase('script_new')]
    return {
      alt: `${titles[0]}: ${old.join('; ')}. ${titles[1]}: ${rewritten.join('; ')}.`,
      svg:
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 ${height}" width="480" height="${height}" role="img" font-family="sans-serif" font-size="15">` +
        `<rect width="480" height="${height}" rx="12" fill="#f6f3ee"/>` +
        `<text x="20" y="34" font-weight="bold" fill="#5a4a42">${escape(titles[0]!)}</text>` +
        `<text x="250" y="34" font-weight="bold" fill="#2f5d58">${escape(titles[1]!)}</text>` +
        `<g fill="#5a4a42">${left.svg}</g><g fill="#2f5d58">${right.svg}</g></svg>`,
    }
  },
})

function column(moments: readonly string[], x: number): { svg: string; bottom: number } {
  let y = 64
  let svg = ''
  for (const moment of moments) {
    for (const [index, line] of wrap(moment, 25, 4).entries()) {
      svg += `<text x="${x}" y="${y}">${index === 0 ? '• ' : ''}${escape(line)}</text>`
      y += 20
    }
    y += 8
  }
  return { svg, bottom: y }
}
