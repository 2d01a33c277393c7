import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pictureKinds } from '../../src/pictures/index.ts'
import type { Words } from '../../src/pictures/picture.ts'

const words: Words = { language: 'en', phrase: (key, values) => `${key} ${JSON.stringify(values ?? {})}` }
const draw = (name: string, data: Record<string, unknown>) => pictureKinds[name]!.draw(data, words)
const count = (svg: string, tag: string) => svg.split(`<${tag}`).length - 1

describe('the jar', () => {
  it('holds one pebble for each thing earned, also when it is full and the next begins', () => {
    for (const pebbles of [0, 1, 17, 40, 41, 97, 320])
      expect(count(draw('jar', { pebbles }).svg, 'ellipse')).toBe(pebbles)
  })

  it('never looks emptier than before', () => {
    let before = 0
    for (let pebbles = 0; pebbles <= 360; pebbles++) {
      const stones = count(draw('jar', { pebbles }).svg, 'ellipse')
      expect(stones).toBeGreaterThanOrEqual(before)
      before = stones
    }
  })

  it('says the same in words', () => expect(draw('jar', { pebbles: 3 }).alt).toContain('3'))
})

describe('the two scripts', () => {
  it('never take a client’s words for markup, and say them in the text beside', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 80 }), { maxLength: 6 }),
        fc.array(fc.string({ maxLength: 80 }), { maxLength: 6 }),
        (old, rewritten) => {
          const { svg, alt } = draw('script', { old: ['<script>x</script>', ...old], new: rewritten })
          expect(svg).not.toContain('<script>x')
          for (const line of [...old, ...rewritten]) expect(alt).toContain(line)
        },
      ),
    )
  })
})
