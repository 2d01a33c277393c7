import { z } from 'zod'
import { definePicture } from './picture.ts'

/** A pebble for each small step. It only fills: what is in it stays. */
export const jar = definePicture({
  name: 'jar',
  about: 'A jar that only fills: one pebble for each thing that earned something.',
  schema: z.strictObject({ pebbles: z.number().int().min(0) }),
  draw: ({ pebbles }, words) => {
    const full = Math.floor(pebbles / perJar)
    const inside = pebbles === 0 ? 0 : pebbles - full * perJar || perJar
    const alt = words.phrase('jar_alt', { pebbles })
    const stones = Array.from({ length: inside }, (_, index) => {
      const [x, y] = placeOf(index)
      return `<ellipse cx="${x}" cy="${y}" rx="13" ry="10" fill="${colours[index % colours.length]}"/>`
    }).join('')
    return {
      alt,
      svg:
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 260" width="240" height="260" role="img">` +
        `<title>${alt}</title>` +
        `<path d="M58 40 q-18 14 -18 40 v130 q0 30 30 30 h100 q30 0 30 -30 v-130 q0 -26 -18 -40 z" fill="#eef3f4" stroke="#6b8790" stroke-width="3"/>` +
        `<rect x="54" y="20" width="132" height="20" rx="6" fill="#c9a26b" stroke="#8a6c42" stroke-width="2"/>` +
        `${stones}</svg>`,
    }
  },
})

/** How many pebbles one picture of a jar holds; a full jar is put on the shelf and the next one begins. */
const perJar = 40

const colours = ['#7aa5a1', '#d7a86e', '#9b8fb5', '#c98a7d', '#8fae7e', '#6f93b8']

/** Rows from the bottom, each a little shifted, as pebbles lie. */
function placeOf(index: number): [number, number] {
  const row = Math.floor(index / 5)
  const column = index % 5
  return [64 + column * 27 + (row % 2) * 6, 226 - row * 20]
}
