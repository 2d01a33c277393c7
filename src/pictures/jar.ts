import { z } from 'zod'
import { definePicture, escape } from './picture.ts'

/** A pebble for each small step. It only fills: what is in it stays, and a full jar stands on the shelf beside the next. */
export const jar = definePicture({
  name: 'jar',
  about: 'A jar that only fills: one pebble for each thing that earned something. Full jars stand beside it.',
  schema: z.strictObject({ pebbles: z.number().int().min(0) }),
  draw: ({ pebbles }, words) => {
    const full = pebbles === 0 ? 0 : Math.ceil(pebbles / perJar) - 1
    const alt = words.phrase('jar_alt', { pebbles })
    const shown = Math.min(full, shelf)
    const width = jarWidth + (shown === 0 ? 0 : 24 + Math.ceil(shown / 2) * smallWidth)
    const shelved = Array.from({ length: shown }, (_, index) => {
      const x = jarWidth + 12 + Math.floor(index / 2) * smallWidth
      const y = index % 2 === 0 ? 144 : 30
      return `<g transform="translate(${x} ${y}) scale(0.4)">${drawJar(perJar)}</g>`
    }).join('')
    const more =
      full > shelf
        ? `<text x="${width - 12}" y="20" text-anchor="end" font-family="sans-serif" font-size="16" fill="#5f7880">+${full - shelf}</text>`
        : ''
    return {
      alt,
      svg:
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} 260" width="${width}" height="260" role="img">` +
        `<title>${escape(alt)}</title>${drawJar(pebbles - full * perJar)}${shelved}${more}</svg>`,
    }
  },
})

/** How many pebbles one jar holds. */
const perJar = 40
/** How many full jars are drawn; more are counted. */
const shelf = 8
const jarWidth = 240
const smallWidth = 92

function drawJar(pebbles: number): string {
  const stones = Array.from({ length: pebbles }, (_, index) => {
    const [x, y] = placeOf(index)
    return `<ellipse cx="${x}" cy="${y}" rx="13" ry="10" fill="${colours[index % colours.length]}"/>`
  }).join('')
  return (
    '<path d="M58 40 q-18 14 -18 40 v130 q0 30 30 30 h100 q30 0 30 -30 v-130 q0 -26 -18 -40 z" fill="#eef3f4" stroke="#6b8790" stroke-width="3"/>' +
    `<rect x="54" y="20" width="132" height="20" rx="6" fill="#c9a26b" stroke="#8a6c42" stroke-width="2"/>${stones}`
  )
}

const colours = ['#7aa5a1', '#d7a86e', '#9b8fb5', '#c98a7d', '#8fae7e', '#6f93b8']

/** Rows from the bottom, each a little shifted, as pebbles lie. */
function placeOf(index: number): [number, number] {
  const row = Math.floor(index / 5)
  const column = index % 5
  return [64 + column * 27 + (row % 2) * 6, 226 - row * 20]
}
