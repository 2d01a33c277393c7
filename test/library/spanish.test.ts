/** What Spanish promises its readers: easy words, no label on anyone, and one way of writing. */
import { describe, expect, it } from 'vitest'
import { parseLocales } from '../../src/library/locales.ts'
import { readSources } from '../../src/library/sources.ts'

const sources = readSources('flows')
const spanish = parseLocales(sources.locales).get('es')!
const texts = [...spanish].flatMap(([flow, byText]) => Object.values(byText).map((text) => ({ flow, text })))
const safety = new Set(
  [...sources.flows.keys()].filter((file) => file.startsWith('safety/')).map((file) => file.slice(7, -5)),
)
const found = (pattern: RegExp, but: ReadonlySet<string> = new Set()) =>
  texts.filter(({ flow, text }) => !but.has(flow) && pattern.test(text)).map(({ flow, text }) => `${flow}: ${text}`)

/** Reading ease (Fernández Huerta 1959): from 70 fairly easy, from 80 easy, from 90 very easy. */
function ease(said: readonly string[]): number {
  const sentences = said.flatMap((text) => text.split(/[.!?:\n]+/)).filter((part) => /\p{L}/u.test(part))
  const words = said.flatMap((text) => text.replaceAll(/\{[^}]*\}/g, 'ella').match(/\p{L}+/gu) ?? [])
  // Two strong vowels are two syllables; a weak one without an accent belongs to its neighbour.
  const syllables = words.flatMap(
    (word) => word.toLowerCase().match(/[aeoáéíóú]|[iuü]+(?![aeoáéíóú])(?<![aeoáéó][iuü]+)/g) ?? [''],
  )
  return 206.84 - (60 * syllables.length) / words.length - (1.02 * words.length) / sentences.length
}

describe('Spanish', () => {
  it('puts no label on anyone', () => {
    expect(
      found(
        /\b(adict|drogadict|drogodependient|alcohólic[oa]|yonqui|borrach|limpi[oa]s?\b|suci[oa]s?\b|recaíd|recaer|recaes|abus[oa]|vicios?\b|enganchad)/i,
      ),
    ).toEqual([])
  })

  it('gives no orders outside of danger', () => {
    expect(found(/\b(debes|debe|deberías|debería|debemos|tienes que|hay que)\b/i, safety)).toEqual([])
  })

  it('asks for no reasons with “por qué”', () => expect(found(/por qué/i)).toEqual([]))

  it('writes for everyone: no @, no x, no -e- made up, no “o/a”', () =>
    expect(found(/\p{L}@|\b(todes|amigues|nosotres|todxs|amigxs)\b|[oa]\/[oa]s?\b|\([oa]s?\)/iu)).toEqual([]))

  it('uses one kind of quotes, and opens every question', () => {
    expect(found(/["«»]/)).toEqual([])
    const uneven = texts.filter(
      ({ text }) =>
        text.split('“').length !== text.split('”').length || text.split('¿').length !== text.split('?').length,
    )
    expect(uneven).toEqual([])
  })

  it('is easy to read, above all in danger', () => {
    const hard = [...spanish].flatMap(([flow, byText]) => {
      const value = Math.round(ease(Object.values(byText)))
      return value >= (safety.has(flow) ? 80 : 75) ? [] : [`${flow}: ${value}`]
    })
    expect(hard).toEqual([])
  })
})
